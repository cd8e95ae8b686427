#include "app/pages/row_form.h"

#include <string.h>

#include "app/pages/form.h"
#include "app/pages/handlers.h"
#include "app/pages/notice.h"
#include "app/pages/resource_form.h"
#include "app/pages/row_change.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "base/uuid.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "json/json.h"
#include "resource/crud.h"
#include "resource/secret.h"
#include "resource/validate.h"

static const struct row_form *const forms[] = {
	&agent_form, &blueprint_form, &blueprint_review_form, &credential_form,
	&mcp_server_form, &message_form, &organisation_form, &project_form,
	&task_form, &workflow_form, NULL
};

/* What a plan leaves to its reply. */
struct sent {
	char id[UUID_TEXT_SIZE];
	struct error error;		/* none: the statement is in the unit */
};

const struct row_form *
row_form_of(const struct request *req)
{
	size_t i = 0;

	while (forms[i]->resource != req->route->resource)
		i++;
	return forms[i];
}

const char *
row_form_called(const struct rows *row)
{
	const char *called = rows_named(row, 0, "called");

	return called ? called : rows_text(row, 0, 0);
}

static struct sent *
new_sent(struct request *req)
{
	return req->state = arena_alloc(req->arena, sizeof(struct sent));
}

static bool
add_choices(struct request *req, struct unit *unit)
{
	const struct row_form *form = row_form_of(req);

	return !form->choices || unit_add(unit, form->choices);
}

/* --- the form --- */

static struct form_field *
fields_of(struct request *req)
{
	const struct row_form *form = row_form_of(req);
	bool is_edited = pairs_find(&req->params, "id");
	struct form_field *fields = resource_form(req->arena, form->resource,
			is_edited ? resource_form_changeable(req->arena,
						form->resource, form->names)
				  : form->names);

	for (size_t i = 0; fields[i].name; i++)
		if (fields[i].kind == FORM_SECRET && is_edited)
			fields[i].help = "Never shown. Empty: what is stored"
					 " stays";
	return fields;
}

/* choices: rows of that statement; not looked at where the form has none. */
static void
offer(struct request *req, struct form_field *fields, const struct rows *choices,
      const char *const *values)
{
	if (!row_form_of(req)->choices)
		return;
	for (size_t i = 0; fields[i].name; i++)
		resource_form_choose(req->arena, &fields[i], choices,
				     values[i]);
}

/* The form of a new row, or of the one of the path. */
static void
show_form(struct request *req, struct json *data, const char *name,
	  const char *version)
{
	const struct row_form *form = row_form_of(req);
	const char *noun = resource_noun(req->arena, form->resource);
	const char *id = pairs_find(&req->params, "id");
	const char *back
		= id ? arena_printf(req->arena, "%s/%s", form->path, id)
		     : form->path;

	json_set_static(data, "heading", arena_printf(req->arena,
			id ? "Edit the %s" : "New %s", noun));
	json_set_static(data, "crumb", id ? "Edit" : "New");
	json_set_static(data, "submit", id ? "Save" : arena_printf(req->arena,
			"%s the %s", form->verb ? form->verb : "Make", noun));
	json_set_static(data, "list_href", form->path);
	json_set_static(data, "list_word", form->list_word);
	json_set_static(data, "name", id ? name : NULL);
	json_set_static(data, "row_href", back);
	json_set_static(data, "version", version);
	json_set_static(data, "action", back);
	json_set_static(data, "back", back);
	json_set_static(data, "problem", NULL);
}

/* Those of the parts behind the others: all that can be wrong. */
static const struct form_field *
all_fields(struct arena *arena, const struct form_field *fields,
	   const struct form_part *parts)
{
	size_t count = form_count(fields), size = count;
	struct form_field *all;

	for (const struct form_part *part = parts; part->name; part++)
		size += form_count(part->fields);
	all = arena_alloc(arena, (size + 1) * sizeof *all);
	memcpy(all, fields, count * sizeof *all);
	for (const struct form_part *part = parts; part->name; part++) {
		size_t more = form_count(part->fields);

		memcpy(all + count, part->fields, more * sizeof *all);
		count += more;
	}
	return all;
}

/* The page of it; row is the stored one, or NULL. err may be NULL. */
static bool
show_fields(struct request *req, struct response *res, struct json *data,
	    const struct form_field *fields, const char *const *values,
	    const struct rows *row, const struct error *err)
{
	static const struct form_part none[] = { { 0 } };
	const struct row_form *form = row_form_of(req);
	const struct form_part *parts = form->parts ? form->parts(req, row)
						    : none;

	form_show(req->arena, data, "fields", fields, values, err);
	for (const struct form_part *part = parts; part->name; part++)
		form_show(req->arena, data, part->name, part->fields,
			  part->values, err);
	if (err)
		form_show_problem(req->arena, data, "problem",
				  all_fields(req->arena, fields, parts), err);
	return response_page(res, err ? error_status(err->kind) : 200,
			     form->template ? form->template : "pages/row-form",
			     data);
}

/* The form again, with what was sent and what is wrong with it. */
static bool
show_again(struct request *req, struct response *res, const struct error *err,
	   const char *version, const struct rows *choices)
{
	struct form_field *fields = fields_of(req);
	const char **values = form_sent(req, fields);
	struct json *data = json_object(req->arena);

	offer(req, fields, choices, values);
	show_form(req, data, values[0], version);
	return show_fields(req, res, data, fields, values, NULL, err);
}

/* What was sent, as members of the resource. */
static void
gather(struct request *req)
{
	const struct row_form *form = row_form_of(req);

	form_unify_lines(req);
	if (form->gather)
		form->gather(req);
}

/* --- new --- */

bool
row_new_plan(struct request *req, struct unit *unit)
{
	const struct row_form *form = row_form_of(req);
	const char *from = request_query(req, "from");

	return add_choices(req, unit)
	       && (!form->preset
		   || unit_add(unit, form->preset, from ? from : ""));
}

/* What the address says of the row (/tasks/new?agentId=…), else what the preset does, else
 * the fallback. */
static const char **
new_values(struct request *req, const struct form_field *fields,
	   const struct rows *rows)
{
	const struct row_form *form = row_form_of(req);
	const struct rows *preset = &rows[form->choices != NULL];
	const char **values = resource_form_fallbacks(req->arena,
						      form->resource, fields);

	for (int i = 0; form->preset && preset->count > 0 && fields[i].name; i++)
		if (rows_text(preset, 0, i))
			values[i] = rows_text(preset, 0, i);
	for (int i = 0; fields[i].name; i++)
		if (request_query(req, fields[i].name))
			values[i] = request_query(req, fields[i].name);
	return values;
}

bool
row_new_page(struct request *req, const struct rows *rows, struct response *res)
{
	struct form_field *fields = fields_of(req);
	struct json *data = json_object(req->arena);
	const char **values = new_values(req, fields, rows);

	offer(req, fields, rows, values);
	show_form(req, data, NULL, NULL);
	return show_fields(req, res, data, fields, values, NULL, NULL);
}

static bool
insert_add(struct request *req, struct unit *unit, const char *id,
	   const struct values *given)
{
	const struct row_form *form = row_form_of(req);

	return form->insert ? form->insert(req, unit, id, given)
	       : crud_insert_add(req, unit, form->resource, id, given);
}

/* What the database refuses is shown as what is wrong with the form. */
static bool
show_refused(struct request *req, const struct rows *rows, struct response *res)
{
	return show_again(req, res, &req->refusal, form_value(req, "version"),
			  &rows[0]);
}

/* Wrong fields are no failure of the plan: the reply shows the form again. */
bool
row_make_plan(struct request *req, struct unit *unit)
{
	const struct resource *resource = req->route->resource;
	struct sent *sent = new_sent(req);
	struct values given;

	uuid_v7(sent->id);
	if (secret_is_locked(req, resource))
		return secret_ask(req, unit);
	gather(req);
	request_on_refusal(req, add_choices, show_refused);
	if (validate_body(req, resource, VALIDATE_CREATE, &given)) {
		secret_seal(req, resource, sent->id, &given);
		return insert_add(req, unit, sent->id, &given);
	}
	sent->error = form_take_error(req);
	return add_choices(req, unit);
}

bool
row_make_done(struct request *req, const struct rows *rows, struct response *res)
{
	const struct row_form *form = row_form_of(req);
	const struct sent *sent = req->state;

	if (sent->error.kind != ERROR_NONE)
		return show_again(req, res, &sent->error, NULL, &rows[0]);
	return notice_redirect(res, arena_printf(req->arena, "%s/%s", form->path,
						 sent->id), form->made, -1, -1);
}

/* --- edit --- */

bool
row_edit_plan(struct request *req, struct unit *unit)
{
	const struct row_form *form = row_form_of(req);

	return row_check_id(req, form->resource)
	       && unit_add(unit, form->row, request_param(req, "id"))
	       && add_choices(req, unit);
}

bool
row_edit_page(struct request *req, const struct rows *rows, struct response *res)
{
	struct json *data = json_object(req->arena);
	const char *values[RESOURCE_FIELDS_MAX];
	const struct row_form *form = row_form_of(req);
	struct form_field *fields = fields_of(req);

	if (!crud_check_found(req, form->resource, &rows[0]))
		return false;
	for (int i = 0; fields[i].name; i++)
		values[i] = rows_text(&rows[0], 0, i);
	show_form(req, data, row_form_called(&rows[0]),
		  rows_named(&rows[0], 0, "version"));
	offer(req, fields, &rows[1], values);
	return show_fields(req, res, data, fields, values, &rows[0], NULL);
}

/* The choices come last: of what was sent, where it is shown again. */
bool
row_save_plan(struct request *req, struct unit *unit)
{
	const struct resource *resource = req->route->resource;
	struct sent *sent = new_sent(req);
	struct values given;

	if (!row_check_id(req, resource))
		return false;
	if (secret_is_locked(req, resource))
		return secret_ask(req, unit);
	gather(req);
	request_on_refusal(req, add_choices, show_refused);
	if (!validate_body(req, resource, VALIDATE_UPDATE, &given))
		sent->error = form_take_error(req);
	else if (!crud_change_add(req, unit, resource, &given,
				  row_form_version(req), 0))
		return false;
	return add_choices(req, unit);
}

/* Somebody was faster: their version is what the next try replaces. */
static bool
show_conflict(struct request *req, struct response *res,
	      const struct error *err, const struct rows *rows)
{
	struct error told = *err;

	told.hint = arena_printf(req->arena, "your text is kept below; save again"
				 " to replace what is there now, or open the %s"
				 " to compare",
				 resource_noun(req->arena, req->route->resource));
	return show_again(req, res, &told, rows_named(&rows[0], 0, "version"),
			  &rows[1]);
}

bool
row_save_done(struct request *req, const struct rows *rows, struct response *res)
{
	const struct row_form *form = row_form_of(req);
	const struct sent *sent = req->state;
	struct error err;

	if (sent->error.kind != ERROR_NONE)
		return show_again(req, res, &sent->error,
				  row_form_version(req), &rows[0]);
	if (row_change_check(req, form->resource, &rows[0]))
		return notice_redirect(res,
				       arena_printf(req->arena, "%s/%s",
						    form->path,
						    request_param(req, "id")),
				       form->saved, -1, -1);
	if (req->error.kind != ERROR_PRECONDITION)
		return false;
	err = form_take_error(req);
	return show_conflict(req, res, &err, rows);
}
