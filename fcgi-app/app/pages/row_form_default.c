/* What a form is if nothing is said of it, from the description; see
 * row_form.h. */
#include "app/pages/row_form.h"

#include <string.h>

#include "app/pages/resource_form.h"
#include "base/arena.h"
#include "base/uuid.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/request.h"
#include "http/router.h"
#include "resource/crud.h"
#include "resource/naming.h"
#include "resource/resource.h"
#include "resource/sql.h"

#define BIT(i) ((uint64_t)1 << (i))

static const struct row_form *const forms[] = {
	&agent_form, &blueprint_form, &blueprint_review_form, &capability_form,
	&credential_form, &mcp_server_form, &message_form, &organisation_form,
	&project_form, &task_form, &workflow_form, NULL
};

static const char *const *
writable_names(struct arena *arena, const struct resource *resource)
{
	const char **names = arena_alloc(arena, (RESOURCE_FIELDS_MAX + 1)
						* sizeof *names);
	size_t count = 0;

	for (const struct field *field = resource->fields; field->name; field++)
		if (field_is_writable(field)
		    && !(field->flags & FIELD_HIDDEN))
			names[count++] = field->name;
	names[count] = NULL;
	return names;
}

static void
fill(struct arena *arena, struct row_form *form)
{
	static const char *const for_good[] = {
		"It cannot be brought back.", NULL
	};
	const struct resource *resource = form->resource;

	if (!form->names)
		form->names = writable_names(arena, resource);
	if (!form->verb)
		form->verb = "Make";
	if (!form->consequences)
		form->consequences = for_good;
	if (!form->template)
		form->template = "pages/row-form";
}

const struct row_form *
row_form_of(const struct request *req)
{
	struct row_form *form = arena_alloc(req->arena, sizeof *form);
	size_t i = 0;

	while (forms[i] && forms[i]->resource != req->route->resource)
		i++;
	if (forms[i])
		*form = *forms[i];
	form->resource = req->route->resource;
	fill(req->arena, form);
	return form;
}

const char *const *
row_form_names(const struct request *req)
{
	const struct row_form *form = row_form_of(req);

	return pairs_find(&req->params, "id")
	       ? resource_form_changeable(req->arena, form->resource,
					  form->names)
	       : form->names;
}

static uint64_t
bits_of(const struct resource *resource, const char *const *names)
{
	uint64_t bits = 0;

	for (; *names; names++)
		bits |= BIT(resource_field(resource, *names));
	return bits;
}

bool
row_form_add_row(struct request *req, struct unit *unit,
		 const char *const *names)
{
	const struct row_form *form = row_form_of(req);
	const struct resource *resource = form->resource;
	const char *values[] = { NULL, request_param(req, "id"),
				 crud_owner(req, resource) };

	return crud_add(req, unit, form->row ? form->row
			: sql_texts(req->arena, req->app->statements, resource,
				    bits_of(resource, names)),
			values, resource->owner ? 2 : 1);
}

const char *
row_form_called(struct request *req, const struct rows *row)
{
	const char *called = rows_named(row, 0, "called");

	return called && *called ? called
	       : arena_printf(req->arena, "the %s",
			      resource_noun(req->arena, req->route->resource));
}

/* --- choices --- */

/* The fields that are shown and chosen from rows. */
static uint64_t
chosen_fields(const struct request *req)
{
	const struct row_form *form = row_form_of(req);
	uint64_t bits = bits_of(form->resource, row_form_names(req));

	for (int i = 0; form->resource->fields[i].name; i++) {
		const struct field *field = &form->resource->fields[i];

		if (field->type != FIELD_ID
		    || !(form->choices || field->refers))
			bits &= ~BIT(i);
	}
	return bits;
}

bool
row_form_has_choices(const struct request *req)
{
	return chosen_fields(req) != 0;
}

bool
row_form_add_choices(struct request *req, struct unit *unit)
{
	const struct row_form *form = row_form_of(req);
	const char *none[] = { NULL };
	uint64_t fields = chosen_fields(req);

	if (fields == 0)
		return true;
	return crud_add(req, unit, form->choices ? form->choices
			: sql_choices(req->arena, req->app->statements,
				      form->resource, fields, false),
			none, 0);
}
