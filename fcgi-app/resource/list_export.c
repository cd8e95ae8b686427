#include "resource/list_export.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/csv.h"
#include "base/error.h"
#include "base/time.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/crud.h"
#include "resource/list.h"

struct export {
	struct list list;
	size_t place;			/* of its rows in the first unit */
	struct buf id, value;		/* of the last row that was written */
};

/* ---- CSV ---- */

/* The id in any case: without it a row of a file is nobody's. */
static bool
is_shown(const struct resource *resource, const struct field *field)
{
	return field == resource->fields || !(field->flags & FIELD_HIDDEN);
}

static void
write_word(struct csv *csv, const char *word)
{
	csv_value(csv, word, strlen(word));
}

/* "createdBy.name" of a nested object. */
static void
write_column_name(struct csv *csv, const struct field *field)
{
	char member[FIELD_COLUMN_SIZE], name[2 * FIELD_COLUMN_SIZE];

	snprintf(name, sizeof name, "%s%s%s", field->group ? field->group : "",
		 field->group ? "." : "", crud_member(field, member));
	write_word(csv, name);
}

static void
write_head(struct buf *body, const struct resource *resource)
{
	struct csv csv;

	csv_init(&csv, body);
	for (const struct field *field = resource->fields; field->name; field++)
		if (sql_is_selected(field, true) && is_shown(resource, field))
			write_column_name(&csv, field);
	csv_end_line(&csv);
}

static void
write_time(struct csv *csv, const char *text)
{
	char time[TIME_TEXT_SIZE];

	write_word(csv, time_from_sql(text, time) ? time : "");
}

/* As in JSON: null is empty. */
static void
write_cell(struct csv *csv, const struct request *req,
	   const struct resource *resource, const struct field *field,
	   const struct rows *rows, int row, int column)
{
	const char *text = rows_text(rows, row, column);

	if (!text)
		csv_value(csv, "", 0);
	else if (field->type == FIELD_TIME)
		write_time(csv, text);
	else if (field->type == FIELD_BOOL)
		write_word(csv, *text == 't' ? "true" : "false");
	else if (field->type == FIELD_CHOICE)
		write_word(csv, crud_word(req, resource, rows, row, field, text));
	else if (field->type == FIELD_TEXT || field->type == FIELD_LONG_TEXT)
		csv_text(csv, text, rows_length(rows, row, column));
	else
		csv_value(csv, text, rows_length(rows, row, column));
}

static void
write_line(struct csv *csv, const struct request *req,
	   const struct resource *resource, const struct rows *rows, int row)
{
	int column = 0;

	for (const struct field *field = resource->fields; field->name; field++) {
		if (!sql_is_selected(field, true))
			continue;
		if (is_shown(resource, field))
			write_cell(csv, req, resource, field, rows, row, column);
		column++;
	}
	csv_end_line(csv);
}

static void
write_csv(struct response *res, const struct list *list, const struct rows *rows)
{
	int shown = list_shown(list, rows);
	struct csv csv;

	csv_init(&csv, &res->body);
	for (int row = 0; row < shown; row++)
		write_line(&csv, res->request, list->resource, rows, row);
}

/* ---- NDJSON ---- */

static void
write_object(struct response *res, const struct resource *resource,
	     const struct rows *rows, int row)
{
	struct json_writer json;

	json_writer_init(&json, &res->body);
	json_begin_object(&json);
	if (resource->fields[0].flags & FIELD_HIDDEN)
		json_member_text(&json, "id", rows_text(rows, row, 0));
	crud_write_members(&json, res->request, resource, rows, row);
	json_end_object(&json);
	buf_char(&res->body, '\n');
}

static void
write_ndjson(struct response *res, const struct list *list,
	     const struct rows *rows)
{
	int shown = list_shown(list, rows);

	for (int row = 0; row < shown; row++)
		write_object(res, list->resource, rows, row);
}

/* ---- both ---- */

static void
keep(struct buf *buf, const char *text)
{
	buf->len = 0;
	buf_text(buf, text);
}

static bool
next_plan(struct request *req, struct unit *unit)
{
	struct export *export = req->state;

	list_go_on(&export->list, export->id.bytes, export->value.bytes);
	unit_set_lane(unit, LANE_SLOW);
	return list_add_rows(req, &export->list, unit);
}

static bool write_next(struct request *, const struct rows *,
		       struct response *);

/* Behind the last row, if there are more. */
static bool
write_part(struct export *export, const struct rows *rows, struct response *res)
{
	const struct list *list = &export->list;

	if (list->export == LIST_EXPORT_CSV)
		write_csv(res, list, rows);
	else
		write_ndjson(res, list, rows);
	if (!list->is_whole || rows->count <= list->limit)
		return true;
	keep(&export->id, rows_text(rows, list->limit - 1, 0));
	keep(&export->value, list_sort_value(list, rows, list->limit - 1));
	return request_stream(res->request, next_plan, write_next);
}

static bool
write_next(struct request *req, const struct rows *rows, struct response *res)
{
	return write_part(req->state, &rows[0], res);
}

/* "executions-2026-03-12.csv" */
static void
write_headers(struct response *res, const struct list *list)
{
	bool is_csv = list->export == LIST_EXPORT_CSV;
	char now[TIME_TEXT_SIZE];

	time_format(time_now_ms(), now);
	res->type = is_csv ? "text/csv; charset=utf-8; header=present"
			   : "application/x-ndjson";
	response_header(res, "Content-Disposition", arena_printf(
			res->request->arena,
			"attachment; filename=\"%s-%.10s.%s\"",
			list->resource->plural, now, is_csv ? "csv" : "ndjson"));
}

static bool
check_owner(struct request *req, const struct export *export,
	    const struct rows *rows)
{
	for (size_t i = 0; i < export->place; i++)
		if (rows[i].count == 0)
			return fail(&req->error, ERROR_NOT_FOUND,
				    "there is nothing at '%s'", req->path);
	return true;
}

static bool
write_first(struct request *req, const struct rows *rows, struct response *res)
{
	struct export *export = req->state = req->other_state;
	const struct list *list = &export->list;

	if (!check_owner(req, export, rows))
		return false;
	write_headers(res, list);
	if (!list->is_whole)
		response_links(res, list_next(req, list, &rows[export->place]));
	if (list->export == LIST_EXPORT_CSV)
		write_head(&res->body, list->resource);
	return write_part(export, &rows[export->place], res);
}

bool
list_export_begin(struct request *req, const struct list *list,
		  struct unit *unit)
{
	struct export *export = arena_alloc(req->arena, sizeof *export);

	export->list = *list;
	export->place = unit_count(unit);
	buf_init(&export->id, req->arena, 64);
	buf_init(&export->value, req->arena, 64);
	unit_set_lane(unit, LANE_SLOW);
	return request_reply(req, write_first, export);
}
