/* The statements that change many rows at once; see sql.h. */
#include "resource/sql.h"

#include "base/buf.h"
#include "resource/sql_part.h"

/* In the order of ids, so that two of them cannot wait for each other. */
static void
add_rows(struct buf *sql, const struct resource *resource, const char *lock,
	 int owner_parameter)
{
	const char *key = sql_key(resource);

	buf_printf(sql, "with t as (select tenant_id, %s as id from %s"
		   " where %s = any($1::uuid[])", key, resource->table, key);
	if (resource->mark)
		buf_printf(sql, " and %s is null", resource->mark);
	sql_add_owner(sql, resource, owner_parameter);
	buf_printf(sql, " order by %s", key);
	if (lock)
		buf_printf(sql, " for %s", lock);
	buf_text(sql, "), c as (");
}

/* One row for each id, as it was asked for; none at all where there is no owner. */
static void
add_answer(struct buf *sql, const struct resource *resource, const char *found,
	   int owner_parameter)
{
	buf_printf(sql, " and (e.tenant_id, e.%s) = (t.tenant_id, t.id)"
		   " returning e.%s as id)"
		   " select w.id, %s.id is not null as found,"
		   " c.id is not null as changed,"
		   " case when %s.id is not null then $2::text end as status"
		   " from unnest($1::uuid[]) with ordinality w (id, n)"
		   " left join t on t.id = w.id left join c on c.id = w.id",
		   sql_key(resource), sql_key(resource), found, found);
	if (resource->owner) {
		buf_text(sql, " where exists (");
		sql_add_owner_id(sql, resource, owner_parameter);
		buf_char(sql, ')');
	}
	buf_text(sql, " order by w.n");
}

static void
make_switch(struct buf *sql, const struct resource *resource, bool by_alias)
{
	int field = resource_field(resource, resource->switched);
	char space[FIELD_COLUMN_SIZE];
	const char *column = field_column(&resource->fields[field], space);
	const char *type = resource->fields[field].type == FIELD_BOOL
		? "boolean" : "text";

	(void)by_alias;
	add_rows(sql, resource, "no key update", 4);
	buf_printf(sql, "update %s e set %s = $3::%s, version = e.version + 1"
		   " from t where e.%s = any($1::uuid[]) and e.%s <> $3::%s",
		   resource->table, column, type, sql_key(resource), column,
		   type);
	add_answer(sql, resource, "t", 4);
}

const struct statement *
sql_switch_many(struct arena *arena, struct statements *statements,
		const struct resource *resource)
{
	return sql_find_or_make(arena, statements, resource, "switch_many", false,
				make_switch);
}

static void
make_delete(struct buf *sql, const struct resource *resource, bool by_alias)
{
	bool is_locked = !resource->is_removed_by_others;

	(void)by_alias;
	add_rows(sql, resource, is_locked ? "update" : NULL, 3);
	sql_add_removal(sql, resource);
	buf_printf(sql, " where e.%s = any($1::uuid[])", sql_key(resource));
	add_answer(sql, resource, is_locked ? "t" : "c", 3);
}

const struct statement *
sql_delete_many(struct arena *arena, struct statements *statements,
		const struct resource *resource)
{
	return sql_find_or_make(arena, statements, resource, "delete_many", false,
				make_delete);
}
