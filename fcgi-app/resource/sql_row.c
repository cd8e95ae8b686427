/* The statements that read or write one row; see sql.h. */
#include "resource/sql.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "resource/secret.h"
#include "resource/sql_part.h"
#include "resource/statements.h"

#define BIT(i) ((uint64_t)1 << (i))

/* SQL_MERGE as SQL has it. */
#define MERGE_TEXT "4611686018427387904"

_Static_assert(SQL_MERGE == UINT64_C(4611686018427387904), "they are one");

const struct statement *
sql_find_or_make(struct arena *arena, struct statements *statements,
	     const struct resource *resource, const char *verb, bool by_alias,
	     sql_make *make)
{
	const struct statement *found;
	char name[STATEMENT_NAME_MAX + 1];
	struct buf sql;

	snprintf(name, sizeof name, "%s.%s%s", resource->plural, verb,
		 by_alias ? "_by_alias" : "");
	found = statements_find(statements, name);
	if (found)
		return found;
	buf_init(&sql, arena, 2048);
	make(&sql, resource, by_alias);
	return statements_keep(statements, name, sql.bytes);
}

/* Arrays come as JSON. */
void
sql_add_column(struct buf *sql, const char *column, enum field_type type)
{
	bool is_list = type == FIELD_TAGS || type == FIELD_IDS;

	buf_printf(sql, is_list ? "to_json(%s) as %s" : "%s", column, column);
}

static void
add_row_columns(struct buf *sql, const struct resource *resource)
{
	const char *comma = "select ";

	for (const struct field *field = resource->fields; field->name; field++) {
		char shown[FIELD_COLUMN_SIZE];

		if (!sql_is_selected(field, false))
			continue;
		buf_text(sql, comma);
		sql_add_column(sql, field_shown(field, shown), field->type);
		comma = ", ";
	}
	buf_printf(sql, " from %s", resource_view(resource));
}

/* The row that the request names by $1. */
static void
add_id(struct buf *sql, const struct resource *resource, bool by_alias)
{
	if (by_alias)
		buf_printf(sql, "app.row_id('%s', $1::text)",
			   resource->alias_kind);
	else
		buf_text(sql, "$1::uuid");
}

/* The owner that a parameter names, if whoever asks sees it. */
void
sql_add_owner_id(struct buf *sql, const struct resource *resource, int parameter)
{
	buf_printf(sql, "select o.id from %s o where o.id ="
			" app.row_id('%s', $%d::text)",
		   resource_view(resource->owner), resource->owner->alias_kind, parameter);
}

const char *
sql_owner_column(const struct resource *resource, char out[FIELD_COLUMN_SIZE])
{
	int field = resource_field(resource, resource->owner_field);

	return field_column(&resource->fields[field], out);
}

void
sql_add_owner(struct buf *sql, const struct resource *resource, int parameter)
{
	char column[FIELD_COLUMN_SIZE];

	if (!resource->owner)
		return;
	buf_printf(sql, " and %s = (", sql_owner_column(resource, column));
	sql_add_owner_id(sql, resource, parameter);
	buf_char(sql, ')');
}

static void
make_get(struct buf *sql, const struct resource *resource, bool by_alias)
{
	add_row_columns(sql, resource);
	buf_text(sql, " where id = ");
	add_id(sql, resource, by_alias);
	sql_add_owner(sql, resource, 2);
}

static void
make_exists(struct buf *sql, const struct resource *resource, bool by_alias)
{
	buf_printf(sql, "select id from %s where id = ",
		   resource_view(resource));
	add_id(sql, resource, by_alias);
}

const struct statement *
sql_exists(struct arena *arena, struct statements *statements,
	   const struct resource *resource)
{
	return sql_find_or_make(arena, statements, resource, "exists", false,
			    make_exists);
}

const struct statement *
sql_get(struct arena *arena, struct statements *statements,
	const struct resource *resource, bool by_alias)
{
	return sql_find_or_make(arena, statements, resource, "get", by_alias,
			    make_get);
}

const char *
sql_key(const struct resource *resource)
{
	return resource->key ? resource->key : "id";
}

static const char *
tenant_of(const struct resource *resource)
{
	return resource->tenant ? resource->tenant : "tenant_id";
}

bool
sql_is_changeable(const struct field *field)
{
	return field_is_writable(field)
	       && !(field->flags & FIELD_IMMUTABLE)
	       && (field->setter || !(field->flags & FIELD_SECRET));
}

/* The parameter of a changeable field. */
static int
change_parameter(const struct resource *resource, int field)
{
	int parameter = 3;

	for (int i = 0; i <= field; i++)
		parameter += sql_is_changeable(&resource->fields[i]);
	return parameter;
}

static void
add_assignment(struct buf *sql, const struct resource *resource, int i)
{
	const struct field *field = &resource->fields[i];
	const char *type = field_sql_type(field);
	int parameter = change_parameter(resource, i);
	long long bit = (long long)BIT(i);
	char space[FIELD_COLUMN_SIZE];
	const char *column = field_column(field, space);

	buf_printf(sql, "%s = case when $3::bigint & %lld = 0 then e.%s",
		   column, bit, column);
	if (field->type == FIELD_JSON_OBJECT)
		buf_printf(sql, " when $3::bigint & " MERGE_TEXT " <> 0"
				" then app.merge_patch(e.%s, $%d::jsonb)",
			   column, parameter);
	buf_printf(sql, " else $%d::%s end", parameter, type);
}

static void
add_assignments(struct buf *sql, const struct resource *resource)
{
	const char *comma = "";

	for (int i = 0; resource->fields[i].name; i++) {
		if (!sql_is_changeable(&resource->fields[i])
		    || resource->fields[i].setter)
			continue;
		buf_text(sql, comma);
		add_assignment(sql, resource, i);
		comma = ", ";
	}
	if (resource->has_version)
		buf_printf(sql, "%sversion = e.version + 1", comma);
}

/*
 * The row as it is, locked, so that it cannot change behind its own judgement. A
 * change leaves the key, so rows that refer to it can be made meanwhile.
 */
static void
add_row_as_it_is(struct buf *sql, const struct resource *resource, bool by_alias,
		 int owner_parameter, const char *lock)
{
	buf_printf(sql, "with t as (select %s as tenant_id, %s as id,"
			" %s as version, %s as status from %s where %s = ",
		   tenant_of(resource), sql_key(resource),
		   resource->has_version ? "version" : "null::int",
		   resource_field(resource, "status") >= 0 ? "status"
							   : "null::text",
		   resource->table, sql_key(resource));
	add_id(sql, resource, by_alias);
	sql_add_owner(sql, resource, owner_parameter);
	if (resource->mark)
		buf_printf(sql, " and %s is null", resource->mark);
	if (lock)
		buf_printf(sql, " for %s", lock);
	buf_char(sql, ')');
}

/* id is named by the parameter too, so that partitions are pruned. */
static void
add_match(struct buf *sql, const struct resource *resource, bool by_alias)
{
	buf_printf(sql, " where e.%s = ", sql_key(resource));
	add_id(sql, resource, by_alias);
	buf_printf(sql, " and (e.%s, e.%s) = (t.tenant_id, t.id)"
			" and ($2::int is null or t.version = $2::int)",
		   tenant_of(resource), sql_key(resource));
}

/* A row in a final state may be corrected, but stays in that state. */
static void
add_state_guard(struct buf *sql, const struct resource *resource)
{
	int status = resource_field(resource, "status");

	if (!resource->final_states)
		return;
	buf_printf(sql, " and ($3::bigint & %lld = 0"
			" or t.status <> all ('%s'::text[]) or t.status = $%d::text)",
		   (long long)BIT(status), resource->final_states,
		   change_parameter(resource, status));
}

static void
add_setters(struct buf *sql, const struct resource *resource)
{
	for (int i = 0; resource->fields[i].name; i++) {
		const struct field *field = &resource->fields[i];

		if (field->setter)
			buf_printf(sql, ", case when u.id is not null and"
				   " $3::bigint & %lld <> 0 then %s(u.id, $%d::%s%s)"
				   " end", (long long)BIT(i), field->setter,
				   change_parameter(resource, i),
				   field_sql_type(field),
				   field->type == FIELD_JSON_OBJECT
				   ? ", $3::bigint & " MERGE_TEXT " <> 0" : "");
	}
}

static void
add_secret(struct buf *sql, const struct resource *resource)
{
	const struct field *fields = resource->fields;
	int secret = resource_secret(resource);
	char column[FIELD_COLUMN_SIZE];

	buf_printf(sql, ", %s = $%d::bytea",
		   field_column(&fields[secret], column),
		   change_parameter(resource, resource_field_count(resource) - 1)
		   + 1);
}

static void
add_change(struct buf *sql, const struct resource *resource, bool by_alias,
	   bool with_secret)
{
	bool has_status = resource_field(resource, "status") >= 0;

	add_row_as_it_is(sql, resource, by_alias,
			 change_parameter(resource, resource_field_count(resource) - 1) + 1,
			 "no key update");
	buf_printf(sql, ", u as (update %s e set ", resource->table);
	add_assignments(sql, resource);
	if (with_secret)
		add_secret(sql, resource);
	buf_text(sql, " from t");
	add_match(sql, resource, by_alias);
	add_state_guard(sql, resource);
	buf_printf(sql, " returning e.%s as id, %s as version, %s as status)"
			" select true as found, u.id is not null as changed,"
			" coalesce(u.version, t.version) as version,"
			" coalesce(u.status, t.status) as status",
		   sql_key(resource), resource->has_version ? "e.version" : "null::int",
		   has_status ? "e.status" : "null::text");
	add_setters(sql, resource);
	buf_text(sql, " from t left join u on true");
}

static void
make_change(struct buf *sql, const struct resource *resource, bool by_alias)
{
	add_change(sql, resource, by_alias, false);
}

static void
make_change_secret(struct buf *sql, const struct resource *resource,
		   bool by_alias)
{
	add_change(sql, resource, by_alias, true);
}

const struct statement *
sql_change_secret(struct arena *arena, struct statements *statements,
		  const struct resource *resource, bool by_alias)
{
	return sql_find_or_make(arena, statements, resource, "change_secret",
			    by_alias, make_change_secret);
}

const struct statement *
sql_change(struct arena *arena, struct statements *statements,
	   const struct resource *resource, bool by_alias)
{
	return sql_find_or_make(arena, statements, resource, "change", by_alias,
			    make_change);
}

/* As little as it takes: a row that much refers to is only marked. */
void
sql_add_removal(struct buf *sql, const struct resource *resource)
{
	if (!resource->mark)
		buf_printf(sql, "delete from %s e using t", resource->table);
	else
		buf_printf(sql, "update %s e set %s = now()%s from t",
			   resource->table, resource->mark,
			   resource->has_version
			   ? ", version = e.version + 1" : "");
}

static void
make_delete(struct buf *sql, const struct resource *resource, bool by_alias)
{
	bool is_locked = !resource->is_removed_by_others;

	add_row_as_it_is(sql, resource, by_alias, 3, is_locked ? "update" : NULL);
	buf_text(sql, ", d as (");
	sql_add_removal(sql, resource);
	add_match(sql, resource, by_alias);
	buf_printf(sql, " returning e.%s as id)"
			" select true as found, d.id is not null as changed,"
			" t.version, t.status from t left join d on true",
		   sql_key(resource));
	/* who may not delete it is told that it is not there */
	if (!is_locked)
		buf_text(sql, " where d.id is not null or t.version <> $2::int");
}

const struct statement *
sql_delete(struct arena *arena, struct statements *statements,
	   const struct resource *resource, bool by_alias)
{
	return sql_find_or_make(arena, statements, resource, "delete", by_alias,
			    make_delete);
}
