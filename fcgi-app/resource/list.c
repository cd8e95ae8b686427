#include "resource/list.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/request.h"
#include "resource/list_export.h"
#include "resource/list_query.h"
#include "resource/value.h"

#define BIT(i) ((uint64_t)1 << (i))

static void
find_shape(struct list *list)
{
	struct list_shape *shape = &list->shape;

	for (int i = 0; list->resource->fields[i].name; i++) {
		const struct condition *condition = &list->conditions[i];

		if (condition->count > 0)
			shape->filters |= BIT(i);
		if (condition->count == 1
		    && list->resource->fields[i].type != FIELD_TAGS)
			shape->single |= BIT(i);
		if (condition->after)
			shape->after |= BIT(i);
		if (condition->before)
			shape->before |= BIT(i);
	}
	shape->has_search = list->search != NULL;
	list_shape_settle(list->resource, shape);
}

static void
add_value(struct list *list, const char *value)
{
	list->values[++list->value_count] = value;
}

static void
add_filter_value(struct arena *arena, struct list *list, int i)
{
	const struct condition *condition = &list->conditions[i];

	if (list->shape.single & BIT(i))
		add_value(list, condition->words[0]);
	else if (condition->count > 0)
		add_value(list, value_array(arena, condition->words,
					    condition->count));
	else
		add_value(list, NULL);
}

static void
add_bound_values(struct list *list, int i, const char *time, const char *id)
{
	const struct field *field = &list->resource->fields[i];

	add_value(list, time);
	if (sql_bounds_id(list->resource, field))
		add_value(list, id);
}

/* Between any characters, which stand for themselves; or words, as typed. */
static const char *
search_pattern(struct arena *arena, const struct resource *resource,
	       const char *search)
{
	struct buf buf;

	if (!search || resource->searched)
		return search;
	buf_init(&buf, arena, 64);
	buf_char(&buf, '%');
	for (; *search; search++) {
		if (strchr("%_\\", *search))
			buf_char(&buf, '\\');
		buf_char(&buf, *search);
	}
	buf_char(&buf, '%');
	return buf.bytes;
}

/* The order that sql.h states. */
static void
add_condition_values(struct arena *arena, struct list *list)
{
	for (int i = 0; list->resource->fields[i].name; i++) {
		const struct condition *condition = &list->conditions[i];

		if (list->shape.filters & BIT(i))
			add_filter_value(arena, list, i);
		if (list->shape.after & BIT(i))
			add_bound_values(list, i, condition->after,
					 condition->after_id);
		if (list->shape.before & BIT(i))
			add_bound_values(list, i, condition->before,
					 condition->before_id);
	}
	if (list->shape.has_search)
		add_value(list, search_pattern(arena, list->resource,
						list->search));
	list->condition_count = list->value_count;
}

static const struct field *
sort_field(const struct list *list)
{
	return &list->resource->fields[resource_ordering(list->resource,
							 list->shape.sort)];
}

static void
add_cursor_values(struct list *list)
{
	if (!(sort_field(list)->flags & FIELD_OF_ID))
		add_value(list, list->cursor.value);
	add_value(list, list->cursor.id);
}

void
list_go_on(struct list *list, const char *id, const char *value)
{
	list->cursor = (struct cursor){ .id = id, .value = value };
	list->shape.has_cursor = true;
	list->value_count = list->condition_count;
	add_cursor_values(list);
}

static void
find_values(struct arena *arena, struct list *list)
{
	list->values = arena_alloc(arena, (5 * RESOURCE_FIELDS_MAX + 5)
					  * sizeof *list->values);
	add_condition_values(arena, list);
	if (list->shape.has_cursor)
		add_cursor_values(list);
	if (list->shape.has_offset)
		add_value(list, arena_printf(arena, "%d",
					     (list->page - 1) * list->limit));
}

bool
list_read(struct request *req, const struct resource *resource,
	  const struct pair *preset, struct list *list)
{
	*list = (struct list){ .resource = resource };
	if (!list_query_read(req, preset, list))
		return false;
	find_shape(list);
	find_values(req->arena, list);
	return true;
}

static bool
add_statement(struct request *req, struct unit *unit,
	      const struct statement *statement, const struct list *list,
	      size_t count)
{
	if (!statement)
		return fail(&req->error, ERROR_UNAVAILABLE, "out of memory");
	return unit_add_values(unit, statement, list->values, count);
}

bool
list_add_rows(struct request *req, const struct list *list, struct unit *unit)
{
	return add_statement(req, unit,
			     sql_list(req->arena, req->app->statements,
				      list->resource, &list->shape),
			     list, list->value_count);
}

bool
list_add(struct request *req, const struct list *list, struct unit *unit)
{
	struct statements *statements = req->app->statements;

	if (list->export)
		list_export_begin(req, list, unit);
	if (!list_add_rows(req, list, unit))
		return false;
	return !list->wants_totals
	       || add_statement(req, unit,
				sql_count(req->arena, statements,
					  list->resource, &list->shape),
				list, list->condition_count);
}

int
list_shown(const struct list *list, const struct rows *rows)
{
	return rows->count < list->limit ? rows->count : list->limit;
}

/* Which column of a list holds a field. */
static int
column_of(const struct resource *resource, int field)
{
	int column = 0;

	for (int i = 0; i < field; i++)
		column += sql_is_selected(&resource->fields[i], true);
	return column;
}

const char *
list_sort_value(const struct list *list, const struct rows *rows, int row)
{
	if (sort_field(list)->flags & FIELD_OF_ID)
		return "";
	return rows_text(rows, row, column_of(list->resource,
			 resource_ordering(list->resource, list->shape.sort)));
}

const char *
list_next(struct request *req, const struct list *list, const struct rows *rows)
{
	int last = list->limit - 1;
	struct cursor cursor;

	if (rows->count <= list->limit)
		return NULL;
	cursor.id = rows_text(rows, last, 0);
	cursor.value = list_sort_value(list, rows, last);
	return cursor_write(req->arena, list->digest, &cursor);
}
