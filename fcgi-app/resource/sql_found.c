#include "resource/sql_found.h"

#include "base/buf.h"
#include "resource/sql.h"

/* A column of the table, which is what private.search reads. */
static bool
is_stored(const struct field *field)
{
	return field->column || (field_is_writable(field) && !field->setter);
}

static void
add_parameter(struct buf *sql, int parameter, const char *type)
{
	if (parameter)
		buf_printf(sql, ", $%d::%s", parameter, type);
	else
		buf_text(sql, ", null");
}

static void
add_most(struct buf *sql, const struct list_shape *shape,
	 const struct sql_found *found)
{
	buf_printf(sql, "%d", found->most);
	if (shape->has_offset)
		buf_printf(sql, " + $%d::int", found->next);
}

/* No end, where something is asked that only the list itself can tell. */
static void
add_bounded_most(struct buf *sql, const struct resource *resource,
		 const struct list_shape *shape, const struct sql_found *found)
{
	const char *between = "case when num_nonnulls(";

	for (int i = 0; resource->fields[i].name; i++) {
		if (!found->filters[i] || is_stored(&resource->fields[i]))
			continue;
		buf_printf(sql, "%s$%d", between, found->filters[i]);
		between = ", ";
	}
	for (int i = 0; i < found->bound_count; i++) {
		buf_printf(sql, "%s$%d", between, found->bounds[i]);
		between = ", ";
	}
	if (*between == ',')
		buf_text(sql, ") = 0 then ");
	add_most(sql, shape, found);
	buf_text(sql, *between == ',' ? " end" : "");
}

/* "jsonb_build_object('status', $2::text[], …)": what columns may hold. */
static void
add_stored(struct buf *sql, const struct resource *resource,
	   const struct sql_found *found)
{
	const char *between = "";

	buf_text(sql, ", jsonb_build_object(");
	for (int i = 0; resource->fields[i].name; i++) {
		const struct field *field = &resource->fields[i];
		char column[FIELD_COLUMN_SIZE];

		if (!found->filters[i] || !is_stored(field))
			continue;
		buf_printf(sql, "%s'%s', $%d", between,
			   field_column(field, column), found->filters[i]);
		between = ", ";
	}
	buf_char(sql, ')');
}

/* The column of the list's order, and what it holds where the list goes on. */
static void
add_order(struct buf *sql, const struct field *sort,
	  const struct list_shape *shape, const struct sql_found *found)
{
	char column[FIELD_COLUMN_SIZE];

	buf_printf(sql, ", '%s'", field_column(sort, column));
	if (shape->has_cursor)
		buf_printf(sql, ", $%d::%s::text", found->next,
			   field_sql_type(sort));
}

/* In the order of the list, behind its cursor. */
static void
add_page(struct buf *sql, const struct resource *resource,
	 const struct list_shape *shape, const struct sql_found *found)
{
	const struct field *sort =
		&resource->fields[resource_ordering(resource, shape->sort)];
	bool is_by_id = found->is_counted || sort->flags & FIELD_OF_ID;
	int id = found->next + !is_by_id;

	add_parameter(sql, shape->has_cursor ? id : 0, "uuid");
	buf_printf(sql, ", %s, ", shape->is_descending ? "true" : "false");
	add_bounded_most(sql, resource, shape, found);
	if (!shape->is_loose && is_by_id)
		return;
	add_stored(sql, resource, found);
	if (!is_by_id)
		add_order(sql, sort, shape, found);
}

void
sql_add_search(struct buf *sql, const struct resource *resource,
	       const struct list_shape *shape, const struct sql_found *found)
{
	buf_printf(sql, "private.search('%s'", resource->searched);
	add_parameter(sql, found->search, "text");
	add_parameter(sql, found->tags, "text[]");
	if (!resource->owner
	    && (shape->is_loose || list_shape_is_found(resource, shape)))
		add_page(sql, resource, shape, found);
	buf_char(sql, ')');
}

void
sql_add_parts(struct buf *sql, const struct resource *resource, int parameter)
{
	const char *or = "(";

	for (const struct field *field = resource->fields; field->name;
	     field++) {
		char shown[FIELD_COLUMN_SIZE];

		if (!(field->flags & FIELD_SEARCH))
			continue;
		buf_printf(sql, "%s%s ilike $%d::text", or,
			   field_shown(field, shown), parameter);
		or = " or ";
	}
	buf_char(sql, ')');
}
