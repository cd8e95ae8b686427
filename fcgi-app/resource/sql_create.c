/* The statement that makes a row; see sql.h. */
#include "resource/sql.h"

#include "base/buf.h"
#include "resource/sql_part.h"

static bool
is_stored(const struct field *field)
{
	return field_is_writable(field) && !field->setter;
}

/* The values, or a row of them for the owner, if there is one. */
static void
add_insert(struct buf *sql, const struct resource *resource)
{
	const char *begin = resource->owner ? ") select $1::uuid"
					    : ") values ($1::uuid";
	char owner[FIELD_COLUMN_SIZE];
	int parameter = 1;

	buf_printf(sql, "insert into %s (%s", resource->table,
		   sql_key(resource));
	for (const struct field *field = resource->fields; field->name; field++) {
		char column[FIELD_COLUMN_SIZE];

		if (is_stored(field))
			buf_printf(sql, ", %s", field_column(field, column));
	}
	if (resource->owner)
		buf_printf(sql, ", %s", sql_owner_column(resource, owner));
	buf_text(sql, begin);
	for (const struct field *field = resource->fields; field->name; field++) {
		parameter += field_is_writable(field);
		if (is_stored(field))
			buf_printf(sql, ", $%d::%s", parameter,
				   field_sql_type(field));
	}
	if (!resource->owner) {
		buf_char(sql, ')');
		return;
	}
	buf_text(sql, ", o.id from (");
	sql_add_owner_id(sql, resource, parameter + 1);
	buf_text(sql, ") o");
}

static bool
has_setter(const struct resource *resource)
{
	for (const struct field *field = resource->fields; field->name; field++)
		if (field->setter)
			return true;
	return false;
}

/* What other tables keep of the row is set in the same statement: the function sees
 * the row, as it is volatile. */
static void
make_create(struct buf *sql, const struct resource *resource, bool by_alias)
{
	int parameter = 1;

	(void)by_alias;
	if (!has_setter(resource)) {
		add_insert(sql, resource);
		return;
	}
	buf_text(sql, "with made as (");
	add_insert(sql, resource);
	buf_printf(sql, " returning %s as id) select id", sql_key(resource));
	for (const struct field *field = resource->fields; field->name; field++) {
		parameter += field_is_writable(field);
		if (field->setter)
			buf_printf(sql, ", %s(id, $%d::%s%s)", field->setter,
				   parameter, field_sql_type(field),
				   field->type == FIELD_JSON_OBJECT
				   ? ", false" : "");
	}
	buf_text(sql, " from made");
}

const struct statement *
sql_create(struct arena *arena, struct statements *statements,
	   const struct resource *resource)
{
	return sql_find_or_make(arena, statements, resource, "create", false,
			    make_create);
}
