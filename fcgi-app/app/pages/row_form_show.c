/* The page of a form; see row_form.h. */
#include "app/pages/row_form_show.h"

#include <string.h>

#include "app/pages/form.h"
#include "app/pages/noun.h"
#include "app/pages/resource_form.h"
#include "app/pages/row_form.h"
#include "base/arena.h"
#include "base/error.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "json/json.h"
#include "resource/naming.h"
#include "resource/resource.h"

struct form_field *
row_form_fields(struct request *req)
{
	struct form_field *fields = resource_form(req->arena,
						  req->route->resource,
						  row_form_names(req));

	for (size_t i = 0; fields[i].name; i++)
		if (fields[i].kind == FORM_SECRET
		    && pairs_find(&req->params, "id"))
			fields[i].help = "Never shown. Empty: what is stored"
					 " stays";
	return fields;
}

void
row_form_offer(struct request *req, struct form_field *fields,
	       const struct rows *choices, const char *const *values)
{
	const struct row_form *form = row_form_of(req);

	if (!row_form_has_choices(req))
		return;
	for (size_t i = 0; fields[i].name; i++) {
		const struct resource *to = form->resource->fields[
			resource_field(form->resource, fields[i].name)].refers;

		if (to && !form->choices)
			resource_form_refer(req->arena, &fields[i], to, choices,
					    values[i]);
		else
			resource_form_choose(req->arena, &fields[i], choices,
					     values[i]);
	}
}

void
row_form_show_frame(struct request *req, struct json *data,
		    const struct rows *rows, const char *name,
		    const char *version)
{
	const struct row_form *form = row_form_of(req);
	const struct resource *resource = form->resource;
	const char *noun = resource_noun(req->arena, resource);
	const char *id = pairs_find(&req->params, "id");
	const char *list = noun_path(req, resource);
	const char *back = id ? noun_row_path(req, resource, id) : list;

	noun_show_above(req, resource, rows, data);
	json_set_static(data, "heading", arena_printf(req->arena,
			id ? "Edit the %s" : "New %s", noun));
	json_set_static(data, "crumb", id ? "Edit" : "New");
	json_set_static(data, "submit", id ? "Save" : arena_printf(req->arena,
			"%s the %s", form->verb, noun));
	json_set_static(data, "list_href", list);
	json_set_static(data, "list_word", naming_list(req->arena, resource));
	json_set_static(data, "name", id ? name : NULL);
	json_set_static(data, "row_href", back);
	json_set_static(data, "version", version);
	json_set_static(data, "action", id ? arena_printf(req->arena, "%s/%s",
							  list, id) : list);
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

bool
row_form_show(struct request *req, struct response *res, struct json *data,
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
			     form->template, data);
}

/* What it was called when the form was sent. */
static const char *
sent_name(struct request *req)
{
	const struct resource *resource = req->route->resource;
	const char *name = form_value(req, resource->fields[
					   naming_row(resource)].name);

	return name && *name ? name
	       : arena_printf(req->arena, "the %s",
			      resource_noun(req->arena, resource));
}

bool
row_form_show_again(struct request *req, struct response *res,
		    const struct error *err, const char *version,
		    const struct rows *rows, const struct rows *choices)
{
	struct form_field *fields = row_form_fields(req);
	const char **values = form_sent(req, fields);
	struct json *data = json_object(req->arena);

	row_form_offer(req, fields, choices, values);
	row_form_show_frame(req, data, rows, sent_name(req), version);
	return row_form_show(req, res, data, fields, values, NULL, err);
}
