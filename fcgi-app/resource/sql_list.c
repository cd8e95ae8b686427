/* The statements that read many rows; see sql.h. */
#include "resource/sql.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "resource/sql_found.h"
#include "resource/statements.h"

#define BIT(i) ((uint64_t)1 << (i))

/* A statement while it is written. */
struct draft {
	struct buf sql;
	const struct resource *resource;
	const struct list_shape *shape;
	int parameters;
	int merged;		/* the filter whose values are merged; -1: none */
	int merged_parameter;	/* its values */
	struct sql_found found;
	bool has_condition;
};

static void
draft_begin(struct draft *draft, struct arena *arena,
	    const struct resource *resource, const struct list_shape *shape)
{
	*draft = (struct draft){ .resource = resource, .shape = shape,
				 .merged = -1 };
	buf_init(&draft->sql, arena, 2048);
}

bool
sql_is_selected(const struct field *field, bool is_list)
{
	return !(field->flags & FIELD_SECRET)
	       && !(is_list && field->flags & FIELD_PAYLOAD);
}

/* The smallest literal that serves a limit, with one row more to see the end. */
static int
literal_limit(int limit)
{
	static const int all[] = { 11, 21, 26, 51, 101, SQL_LIMIT_MAX + 1 };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (limit < all[i])
			return all[i];
	return SQL_EXPORT_ROWS + 1;
}

static void
name_bits(struct buf *name, char letter, uint64_t bits)
{
	for (int i = 0; bits >> i; i++)
		if (bits & BIT(i))
			buf_printf(name, ".%c%d", letter, i);
}

/* "executions.list.e4.b20.q-12.c.26": what the text depends on, at most 63 bytes. */
static const char *
shape_name(struct arena *arena, const struct resource *resource,
	   const char *verb, const struct list_shape *shape)
{
	struct buf name;

	buf_init(&name, arena, STATEMENT_NAME_MAX + 1);
	buf_printf(&name, "%s.%s", resource->plural, verb);
	if (shape->is_loose) {
		buf_text(&name, ".loose");
		name_bits(&name, 't', list_shape_tags(resource, shape));
	} else {
		name_bits(&name, 'e', shape->single);
		name_bits(&name, 'i', shape->filters & ~shape->single);
		name_bits(&name, 'a', shape->after);
		name_bits(&name, 'b', shape->before);
	}
	buf_text(&name, shape->has_search ? ".q" : "");
	return name.bytes;
}

static void
begin_condition(struct draft *draft)
{
	buf_text(&draft->sql, draft->has_condition ? " and " : " where ");
	draft->has_condition = true;
}

/* In a loose shape a parameter that is null is no condition. */
static void
begin_optional(struct draft *draft, const char *type, const char *array)
{
	begin_condition(draft);
	draft->parameters++;
	if (draft->shape->is_loose)
		buf_printf(&draft->sql, "($%d::%s%s is null or ",
			   draft->parameters, type, array);
}

static void
end_optional(struct draft *draft)
{
	if (draft->shape->is_loose)
		buf_char(&draft->sql, ')');
}

static void
add_filter(struct draft *draft, int i)
{
	const struct field *field = &draft->resource->fields[i];
	bool is_single = draft->shape->single & BIT(i);
	const char *type = field_sql_type(field);
	char shown[FIELD_COLUMN_SIZE];

	if (field->type == FIELD_TAGS) {
		draft->found.tags = ++draft->parameters;
		return;
	}
	begin_optional(draft, type, "[]");
	draft->found.filters[i] = draft->parameters;
	if (i == draft->merged) {
		draft->merged_parameter = draft->parameters;
		buf_printf(&draft->sql, "%s = w.v", field_shown(field, shown));
		return;
	}
	buf_printf(&draft->sql, is_single ? "%s = $%d::%s" : "%s = any($%d::%s[])",
		   field_shown(field, shown), draft->parameters, type);
	end_optional(draft);
}

static void
note_bound(struct draft *draft)
{
	draft->found.bounds[draft->found.bound_count++] = draft->parameters;
}

static void
add_bound(struct draft *draft, const char *column, const char *type, bool is_after)
{
	begin_optional(draft, type, "");
	buf_printf(&draft->sql, "%s %s $%d::%s", column, is_after ? ">=" : "<",
		   draft->parameters, type);
	end_optional(draft);
	note_bound(draft);
}

/* A loose one is no alternative, which would not prune, but the first or last id. */
static void
add_id_bound(struct draft *draft, bool is_after)
{
	if (!draft->shape->is_loose) {
		add_bound(draft, "id", "uuid", is_after);
		return;
	}
	begin_condition(draft);
	buf_printf(&draft->sql, "id %s coalesce($%d::uuid, '%s')",
		   is_after ? ">=" : "<", ++draft->parameters,
		   is_after ? "00000000-0000-0000-0000-000000000000"
			    : "ffffffff-ffff-ffff-ffff-ffffffffffff");
	note_bound(draft);
}

/* Of the list's order, where another field has that and so the index. A loose one is
 * the first or last time there is. */
static void
add_order_bound(struct draft *draft, int i, bool is_after)
{
	int ordering = resource_ordering(draft->resource, i);
	bool is_loose = draft->shape->is_loose;
	char shown[FIELD_COLUMN_SIZE];

	if (ordering == i || draft->shape->sort != i)
		return;
	begin_condition(draft);
	buf_printf(&draft->sql, "%s %s %s$%d::timestamptz%s",
		   field_shown(&draft->resource->fields[ordering], shown),
		   is_after ? ">=" : "<=", is_loose ? "coalesce(" : "",
		   draft->parameters, !is_loose ? ""
		   : is_after ? ", '-infinity')" : ", 'infinity')");
}

static void
add_range(struct draft *draft, int i, bool is_after)
{
	const struct field *field = &draft->resource->fields[i];
	char shown[FIELD_COLUMN_SIZE];

	add_bound(draft, field_shown(field, shown), "timestamptz", is_after);
	add_order_bound(draft, i, is_after);
	if (sql_bounds_id(draft->resource, field))
		add_id_bound(draft, is_after);
}

static void
add_search(struct draft *draft)
{
	if (draft->resource->searched) {
		draft->found.search = ++draft->parameters;
		return;
	}
	begin_optional(draft, "text", "");
	sql_add_parts(&draft->sql, draft->resource, draft->parameters);
	end_optional(draft);
}

static void
add_search_call(struct draft *draft, int most)
{
	draft->found.next = draft->parameters + 1;
	draft->found.most = most;
	sql_add_search(&draft->sql, draft->resource, draft->shape,
		       &draft->found);
}

/* In an array, so that these rows are looked up, and not each row in them. */
static void
add_found(struct draft *draft, int most)
{
	if (!draft->found.tags && !draft->found.search)
		return;
	begin_condition(draft);
	buf_text(&draft->sql, "id = any(array(select ");
	add_search_call(draft, most);
	buf_text(&draft->sql, "))");
}

/* most: how many rows are read. */
static void
add_conditions(struct draft *draft, int most)
{
	const struct list_shape *shape = draft->shape;

	for (int i = 0; draft->resource->fields[i].name; i++) {
		if (shape->filters & BIT(i))
			add_filter(draft, i);
		if (shape->after & BIT(i))
			add_range(draft, i, true);
		if (shape->before & BIT(i))
			add_range(draft, i, false);
	}
	if (shape->has_search)
		add_search(draft);
	add_found(draft, most);
}

/* Behind the last row shown, in the order of the list. */
static void
add_cursor(struct draft *draft, const struct field *sort)
{
	char compare = draft->shape->is_descending ? '<' : '>';
	char shown[FIELD_COLUMN_SIZE];

	begin_condition(draft);
	if (sort->flags & FIELD_OF_ID) {
		buf_printf(&draft->sql, "id %c $%d::uuid", compare,
			   ++draft->parameters);
		return;
	}
	buf_printf(&draft->sql, "(%s, id) %c ($%d::%s, $%d::uuid)",
		   field_shown(sort, shown), compare, draft->parameters + 1,
		   field_sql_type(sort), draft->parameters + 2);
	draft->parameters += 2;
}

static void
add_order(struct draft *draft, const struct field *sort)
{
	const char *direction = draft->shape->is_descending ? " desc" : "";
	char shown[FIELD_COLUMN_SIZE];

	buf_text(&draft->sql, " order by ");
	if (!(sort->flags & FIELD_OF_ID))
		buf_printf(&draft->sql, "%s%s, ", field_shown(sort, shown),
			   direction);
	buf_printf(&draft->sql, "id%s limit %d", direction,
		   literal_limit(draft->shape->limit));
	if (draft->shape->has_offset)
		buf_printf(&draft->sql, " offset $%d::int", ++draft->parameters);
}

static void
add_columns(struct draft *draft)
{
	const char *comma = "select ";

	for (const struct field *field = draft->resource->fields; field->name;
	     field++) {
		char shown[FIELD_COLUMN_SIZE];

		if (!sql_is_selected(field, true))
			continue;
		buf_text(&draft->sql, comma);
		sql_add_column(&draft->sql, field_shown(field, shown),
			       field->type);
		comma = ", ";
	}
	buf_printf(&draft->sql, " from %s", resource_view(draft->resource));
}

/*
 * With = any(…) no index has the order, and all rows of these values are sorted:
 * a page of each value, merged, reads as many as it may have to show.
 */
static void
merge_pages(struct arena *arena, struct draft *draft)
{
	const struct field *field = &draft->resource->fields[draft->merged];
	const char *direction = draft->shape->is_descending ? " desc" : "";
	int limit = literal_limit(draft->shape->limit);
	struct buf page = draft->sql;

	buf_printf(&page, " order by id%s limit %d", direction, limit);
	if (draft->shape->has_offset)
		buf_printf(&page, " + $%d::int", draft->parameters + 1);
	buf_init(&draft->sql, arena, page.len + 256);
	buf_printf(&draft->sql, "select e.* from (select distinct v from"
			" unnest($%d::%s[]) v) w cross join lateral (%s) e",
		   draft->merged_parameter, field_sql_type(field), page.bytes);
}

static const struct statement *
make_list(struct arena *arena, struct statements *statements,
	  const struct resource *resource, const struct list_shape *shape,
	  const char *name)
{
	const struct field *sort =
		&resource->fields[resource_ordering(resource, shape->sort)];
	struct draft draft;

	draft_begin(&draft, arena, resource, shape);
	draft.merged = list_shape_merged(resource, shape);
	add_columns(&draft);
	add_conditions(&draft, literal_limit(shape->limit));
	if (shape->has_cursor)
		add_cursor(&draft, sort);
	if (draft.merged >= 0)
		merge_pages(arena, &draft);
	add_order(&draft, sort);
	return statements_keep(statements, name, draft.sql.bytes);
}

const struct statement *
sql_list(struct arena *arena, struct statements *statements,
	 const struct resource *resource, const struct list_shape *shape)
{
	const struct statement *found;
	char name[STATEMENT_NAME_MAX + 1];

	snprintf(name, sizeof name, "%s-%d%s%s.%d",
		 shape_name(arena, resource, "list", shape), shape->sort,
		 shape->is_descending ? "d" : "",
		 shape->has_cursor ? ".c" : shape->has_offset ? ".o" : "",
		 literal_limit(shape->limit));
	found = statements_find(statements, name);
	return found ? found
		     : make_list(arena, statements, resource, shape, name);
}

/* What is found need not be looked up. */
static void
count_found(struct draft *draft)
{
	if (draft->shape->filters)
		draft->found.tags = ++draft->parameters;
	if (draft->shape->has_search)
		draft->found.search = ++draft->parameters;
	buf_text(&draft->sql, "select count(*) as n from ");
	add_search_call(draft, SQL_COUNT_MAX + 1);
}

const struct statement *
sql_count(struct arena *arena, struct statements *statements,
	  const struct resource *resource, const struct list_shape *shape)
{
	const char *name = shape_name(arena, resource, "count", shape);
	const struct statement *found = statements_find(statements, name);
	struct list_shape whole = *shape;
	struct draft draft;

	if (found)
		return found;
	whole.is_descending = whole.has_cursor = whole.has_offset = false;
	draft_begin(&draft, arena, resource, &whole);
	draft.found.is_counted = true;
	if (list_shape_is_found(resource, &whole)) {
		count_found(&draft);
		return statements_keep(statements, name, draft.sql.bytes);
	}
	buf_printf(&draft.sql, "select count(*) as n from (select from %s",
		   resource_view(resource));
	add_conditions(&draft, SQL_COUNT_MAX + 1);
	buf_printf(&draft.sql, " limit %d) as counted", SQL_COUNT_MAX + 1);
	return statements_keep(statements, name, draft.sql.bytes);
}
