/* The page of a row of a noun that has no page of its own. */
#include "app/pages/handlers.h"

#include <string.h>

#include "app/pages/notice.h"
#include "app/pages/noun.h"
#include "app/pages/noun_pages.h"
#include "app/pages/noun_view.h"
#include "app/pages/payload.h"
#include "app/pages/row_change.h"
#include "app/pages/view.h"
#include "base/arena.h"
#include "base/text.h"
#include "db/rows.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "json/json.h"
#include "resource/crud.h"
#include "resource/naming.h"
#include "resource/resource.h"
#include "resource/sql.h"

bool
noun_detail_plan(struct request *req, struct unit *unit)
{
	const struct resource *resource = req->route->resource;

	return row_check_id(req, resource)
	       && noun_owner_add(req, unit, resource)
	       && crud_get_add(req, unit, resource, request_param(req, "id"));
}

/* Said elsewhere on the page, or of no use to anybody who reads it. */
static bool
is_said(const struct resource *resource, int i)
{
	static const char *const framed[] = {
		"id", "version", "createdById", "updatedAt", NULL
	};
	const struct field *field = &resource->fields[i];
	bool is_said = field->flags & (FIELD_HIDDEN | FIELD_OF_ID)
		       || field->group || noun_is_beside(resource, i)
		       || i == naming_row(resource)
		       || i == noun_status(resource)
		       || text_equal(field->name, resource->own)
		       || text_equal(field->name, resource->owner_field)
		       || !sql_is_selected(field, false)
		       || (field->type == FIELD_ID && !field->label
			   && !field->refers);

	for (size_t n = 0; !is_said && framed[n]; n++)
		is_said = strcmp(field->name, framed[n]) == 0;
	return is_said;
}

static void
add_fact(const struct noun_row *row, int field, struct json *facts)
{
	struct json *fact = json_add_object(facts);

	json_set_static(fact, "label", naming_label(row->req->arena,
					&row->resource->fields[field]));
	noun_show_value(row, field, fact);
}

static void
add_text(const struct noun_row *row, int field, struct json *texts)
{
	const char *text = noun_text(row, field);
	struct json *item;

	if (!text || !*text)
		return;
	item = json_add_object(texts);
	json_set_static(item, "label", field == naming_about(row->resource)
			? NULL : naming_label(row->req->arena,
					      &row->resource->fields[field]));
	json_set_static(item, "text", text);
}

/* The API's address is that of the page, where the description has one. */
static const char *
api_path(const struct noun_row *row)
{
	const char *id = noun_text(row, resource_field(row->resource, "id"));

	if (!row->resource->path || strchr(row->resource->path, ':'))
		return arena_printf(row->req->arena, "/api%s", row->req->path);
	return arena_printf(row->req->arena, "/api/%s/%s", row->resource->path,
			    id);
}

static void
show_fields(const struct noun_row *row, struct json *data)
{
	struct json *facts = json_set_array(data, "facts");
	struct json *texts = json_set_array(data, "texts");
	struct json *parts = json_set_array(data, "parts");

	for (int i = 0; row->resource->fields[i].name; i++) {
		const struct field *field = &row->resource->fields[i];

		if (is_said(row->resource, i))
			continue;
		if (field->type == FIELD_LONG_TEXT)
			add_text(row, i, texts);
		else if (field_is_json(field))
			payload_add(row->req->arena, parts,
				    naming_label(row->req->arena, field),
				    noun_text(row, i), NULL, api_path(row));
		else
			add_fact(row, i, facts);
	}
	json_set_bool(data, "has_parts", json_count(parts) > 0);
}

/* When it was made is the time of its id. */
static void
show_times(const struct noun_row *row, struct json *data)
{
	const struct resource *resource = row->resource;
	int made = 0;

	while (resource->fields[made].name
	       && !(resource->fields[made].flags & FIELD_OF_ID))
		made++;
	json_set_static(data, "created", NULL);
	json_set_static(data, "created_word", "Made");
	if (resource->fields[made].name) {
		view_time(row->clock, data, "created", noun_text(row, made));
		if (resource->fields[made].label)
			json_set_static(data, "created_word",
					resource->fields[made].label);
	}
	view_text(data, "created_by", noun_maker(row));
	view_time(row->clock, data, "changed",
		  rows_named(row->rows, row->row, "updated_at"));
	json_set_static(data, "row_version", resource->has_version
			? rows_named(row->rows, row->row, "version") : NULL);
}

static const char *
way_to(const struct noun_row *row, enum operation operation, const char *what)
{
	if (!noun_offers(row->req, row->resource, operation)
	    || !noun_is_own(row))
		return NULL;
	return arena_printf(row->req->arena, "%s/%s/%s",
			    noun_path(row->req, row->resource),
			    rows_named(row->rows, row->row, "id"), what);
}

static void
show_head(const struct noun_row *row, struct json *data)
{
	const struct resource *resource = row->resource;
	int status = noun_status(resource);

	view_id(data, rows_named(row->rows, row->row, "id"));
	json_set_static(data, "called", noun_called(row));
	json_set_static(data, "path", noun_path(row->req, resource));
	json_set_static(data, "title", naming_list(row->req->arena, resource));
	json_set_static(data, "edit_href", way_to(row, OP_UPDATE, "edit"));
	json_set_static(data, "delete_href", way_to(row, OP_DELETE, "delete"));
	json_set_static(data, "status", NULL);
	if (status >= 0 && noun_text(row, status))
		noun_show_status(row, status, json_set_object(data, "status"));
}

bool
noun_detail_page(struct request *req, const struct rows *rows,
		 struct response *res)
{
	const struct resource *resource = req->route->resource;
	const struct rows *found = noun_rows(req, resource, rows);
	struct json *data = json_object(req->arena);
	struct clock clock = view_clock(req);
	struct noun_row row = { req, resource, found, 0, &clock };

	if (!found || !crud_check_found(req, resource, found))
		return false;
	notice_show(req, data);
	noun_show_above(req, resource, rows, data);
	show_head(&row, data);
	show_fields(&row, data);
	show_times(&row, data);
	return response_page(res, 200, "resource/detail", data);
}
