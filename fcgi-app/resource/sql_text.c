/* The statements of forms: a row as people write it, and what may be chosen for
 * it; see sql.h. */
#include "resource/sql.h"

#include <stdio.h>

#include "base/buf.h"
#include "resource/naming.h"
#include "resource/sql_part.h"
#include "resource/statements.h"

#define BIT(i) ((uint64_t)1 << (i))

/* A form offers no more; whoever has more types or uses the API. */
#define CHOICES_MAX "500"

/* Writes the text of a statement on some fields. */
typedef void make_some(struct buf *, const struct resource *, uint64_t fields);

static const struct statement *
find_or_make_some(struct arena *arena, struct statements *statements,
		  const struct resource *resource, const char *verb,
		  uint64_t fields, make_some *make)
{
	const struct statement *found;
	char name[STATEMENT_NAME_MAX + 1];
	struct buf sql;

	snprintf(name, sizeof name, "%s.%s.%llx", resource->plural, verb,
		 (unsigned long long)fields);
	found = statements_find(statements, name);
	if (found)
		return found;
	buf_init(&sql, arena, 1024);
	make(&sql, resource, fields);
	return statements_keep(statements, name, sql.bytes);
}

/* --- a row --- */

static void
add_text(struct buf *sql, const struct field *field)
{
	char space[FIELD_COLUMN_SIZE];
	const char *shown = field_shown(field, space);

	if (field->flags & FIELD_SECRET)
		buf_printf(sql, "null::text as %s", shown);
	else if (field_is_json(field))
		buf_printf(sql, "jsonb_pretty(%s) as %s", shown, shown);
	else if (field_is_list(field))
		buf_printf(sql, "array_to_string(%s, ', ') as %s", shown, shown);
	else if (field->type == FIELD_BOOL)
		buf_printf(sql, "%s::text as %s", shown, shown);
	else if (field->type == FIELD_TIME)
		buf_printf(sql, "to_char(%s at time zone 'UTC',"
			   " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') as %s",
			   shown, shown);
	else
		buf_text(sql, shown);
}

/* What names a row; one without a text of its own is named by its id. */
static void
add_called(struct buf *sql, const struct resource *resource)
{
	char shown[FIELD_COLUMN_SIZE];

	buf_printf(sql, "%s::text as called",
		   field_shown(&resource->fields[naming_row(resource)], shown));
}

static void
make_texts(struct buf *sql, const struct resource *resource, uint64_t fields)
{
	buf_text(sql, "select ");
	for (int i = 0; resource->fields[i].name; i++) {
		if (!(fields & BIT(i)))
			continue;
		add_text(sql, &resource->fields[i]);
		buf_text(sql, ", ");
	}
	add_called(sql, resource);
	buf_printf(sql, ", %s as version from %s where id = $1::uuid",
		   resource->has_version ? "version" : "null::int",
		   resource_view(resource));
	sql_add_owner(sql, resource, 2);
}

const struct statement *
sql_texts(struct arena *arena, struct statements *statements,
	  const struct resource *resource, uint64_t fields)
{
	return find_or_make_some(arena, statements, resource, "texts", fields,
				 make_texts);
}

static void
make_called(struct buf *sql, const struct resource *resource, bool by_alias)
{
	(void)by_alias;
	buf_text(sql, "select id, ");
	add_called(sql, resource);
	buf_printf(sql, " from %s where id = $1::uuid", resource_view(resource));
}

const struct statement *
sql_called(struct arena *arena, struct statements *statements,
	   const struct resource *resource)
{
	return sql_find_or_make(arena, statements, resource, "called", false,
				make_called);
}

/* --- choices --- */

/* In the order of its names where that is an index, else the newest first. */
static void
add_rows_of(struct buf *sql, const struct field *field, bool is_filter)
{
	const struct resource *of = field->refers;
	const struct field *called = &of->fields[naming_row(of)];
	int switched = of->switched ? resource_field(of, of->switched) : -1;
	char column[FIELD_COLUMN_SIZE];

	buf_printf(sql, "(select '%s' as field, id::text as value,"
			" %s::text as word from %s", field->name,
		   field_shown(called, column), resource_view(of));
	if (!is_filter && switched >= 0
	    && of->fields[switched].type == FIELD_BOOL)
		buf_printf(sql, " where %s",
			   field_shown(&of->fields[switched], column));
	if (called->flags & FIELD_SORT)
		buf_printf(sql, " order by %s, id",
			   field_shown(called, column));
	else
		buf_text(sql, " order by id desc");
	buf_text(sql, " limit " CHOICES_MAX ")");
}

static void
add_choices(struct buf *sql, const struct resource *resource, uint64_t fields,
	    bool is_filter)
{
	const char *union_all = "";

	for (int i = 0; resource->fields[i].name; i++) {
		if (!(fields & BIT(i)))
			continue;
		buf_text(sql, union_all);
		add_rows_of(sql, &resource->fields[i], is_filter);
		union_all = " union all ";
	}
}

static void
make_choices(struct buf *sql, const struct resource *resource, uint64_t fields)
{
	add_choices(sql, resource, fields, false);
}

static void
make_filters(struct buf *sql, const struct resource *resource, uint64_t fields)
{
	add_choices(sql, resource, fields, true);
}

const struct statement *
sql_choices(struct arena *arena, struct statements *statements,
	    const struct resource *resource, uint64_t fields, bool is_filter)
{
	return find_or_make_some(arena, statements, resource,
				 is_filter ? "filters" : "choices", fields,
				 is_filter ? make_filters : make_choices);
}
