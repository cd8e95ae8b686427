#include "resource/check.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "db/client.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/constraint.h"
#include "resource/resource.h"

/* Names as search_path finds them; type as format_type spells it. */
static const struct statement find_column = {
	.name = "find_column",
	.sql = "select format_type(a.atttypid, null) from pg_attribute a"
	       " where a.attrelid = to_regclass($1::text)"
	       " and a.attname = $2::text and a.attnum > 0"
	       " and not a.attisdropped",
};

/* Partitions have those of their parent under the same name. A unique index of some rows is no
 * constraint of the catalogue, but is named by the error as one. */
static const struct statement find_constraint = {
	.name = "find_constraint",
	.sql = "select from pg_constraint c"
	       " where c.conname = $1::text and c.conrelid <> 0"
	       " union all"
	       " select from pg_index i join pg_class c on c.oid = i.indexrelid"
	       " where c.relname = $1::text and i.indisunique limit 1",
};

/* Of tables of tenants: others have policies of their own. Where rows are never deleted they are
 * ended by an update. */
static const struct statement find_least_role = {
	.name = "find_least_role",
	.sql = "select coalesce(app.least_role(p.polrelid, $2::text),"
	       " case $2 when 'delete' then app.least_role(p.polrelid, 'update') end, 'none')"
	       " from pg_policy p where p.polname = 'tenant_sees_own'"
	       " and p.polrelid = to_regclass($1::text)",
};

/* A check while it runs. */
struct checking {
	struct arena *arena;
	struct client *client;
	struct error *error;
};

/* A column may be narrower than the parameter that is cast to it. */
static bool
is_fitting(const struct field *field, const char *column)
{
	static const char *const types[][4] = {
		[FIELD_TEXT] = { "text" },
		[FIELD_LONG_TEXT] = { "text" },
		[FIELD_CHOICE] = { "text" },
		[FIELD_INT] = { "bigint", "integer", "smallint" },
		[FIELD_NUMBER] = { "numeric", "double precision" },
		[FIELD_BOOL] = { "boolean" },
		[FIELD_TIME] = { "timestamp with time zone" },
		[FIELD_ID] = { "uuid" },
		[FIELD_JSON] = { "jsonb" },
		[FIELD_JSON_OBJECT] = { "jsonb" },
		[FIELD_JSON_ARRAY] = { "jsonb" },
		[FIELD_TAGS] = { "text[]" },
		[FIELD_IDS] = { "uuid[]" },
	};

	if (field->flags & FIELD_SECRET)
		return strcmp(column, "bytea") == 0;
	for (size_t i = 0; i < 4 && types[field->type][i]; i++)
		if (strcmp(types[field->type][i], column) == 0)
			return true;
	return false;
}

static bool
check_column(const struct checking *check, const char *relation,
	     const char *column, const struct field *field)
{
	const char *pointer = arena_printf(check->arena, "/%s/%s", relation,
					   column);
	struct rows rows;

	if (!client_run(check->client, &rows, check->error, &find_column,
			relation, column))
		return false;
	if (rows.count == 0)
		return fail_field(check->error, pointer, "missing",
				  "is no column");
	if (!is_fitting(field, rows_text(&rows, 0, 0)))
		return fail_field(check->error, pointer, "type", "is of type %s",
				  rows_text(&rows, 0, 0));
	return true;
}

static bool
check_field(const struct checking *check, const struct resource *resource,
	    const struct field *field)
{
	char shown[FIELD_COLUMN_SIZE], column[FIELD_COLUMN_SIZE];
	bool is_good = true;

	if (!(field->flags & FIELD_SECRET))
		is_good = check_column(check, resource_view(resource),
				       field_shown(field, shown), field);
	if (field_is_writable(field) && !field->setter)
		is_good &= check_column(check, resource->table,
					field_column(field, column), field);
	return is_good;
}

/* One that does not exist would be a 500 where a user is to be told. */
static bool
check_constraint(const struct checking *check,
		 const struct constraint *constraint)
{
	struct rows rows;

	if (!client_run(check->client, &rows, check->error, &find_constraint,
			constraint->name))
		return false;
	if (rows.count == 1)
		return true;
	return fail_field(check->error,
			  arena_printf(check->arena, "/constraints/%s",
				       constraint->name),
			  "missing", "is no constraint");
}

/* What an operation does to the table. */
static const struct effect {
	const char *command;
} effects[OP_COUNT] = {
	[OP_LIST] = { "select" }, [OP_GET] = { "select" },
	[OP_CREATE] = { "insert" }, [OP_REPLACE] = { "update" },
	[OP_UPDATE] = { "update" }, [OP_DELETE] = { "delete" },
};

/* A row that is only marked stays. */
static const char *
command_of(const struct resource *resource, enum operation op)
{
	bool is_marked = op == OP_DELETE && resource->mark;

	return effects[is_marked ? OP_UPDATE : op].command;
}

/* Who may write may by both; reading, and marking as deleted, may be for more in the database,
 * where rows show in other ways and other columns change. */
static bool
is_same_role(const struct resource *resource, enum operation op,
	     enum role least)
{
	bool is_for_more = op == OP_LIST || op == OP_GET ||
			   (op == OP_DELETE && resource->mark);

	if (is_for_more)
		return least != ROLE_NONE && least <= resource->can[op];
	return least == resource->can[op];
}

static bool
check_role(const struct checking *check, const struct resource *resource,
	   enum operation op)
{
	const char *command = command_of(resource, op);
	struct rows rows;

	if (resource->can[op] == ROLE_NONE)
		return true;
	if (!client_run(check->client, &rows, check->error, &find_least_role,
			resource->table, command))
		return false;
	if (rows.count == 0 ||
	    is_same_role(resource, op, role_parse(rows_text(&rows, 0, 0))))
		return true;
	return fail_field(check->error,
			  arena_printf(check->arena, "/%s/%s", resource->table,
				       command),
			  "role", "is for %s in the database, and for %s here",
			  rows_text(&rows, 0, 0),
			  role_name(resource->can[op]));
}

static bool
check_resource(const struct checking *check, const struct resource *resource)
{
	bool is_good = true;

	for (const struct field *field = resource->fields; field->name; field++)
		is_good &= check_field(check, resource, field);
	for (enum operation op = OP_LIST; op < OP_COUNT; op++)
		is_good &= check_role(check, resource, op);
	return is_good;
}

bool
resource_check(struct arena *arena, struct client *client,
	       const struct resource *const *resources,
	       const struct constraint *constraints, struct error *err)
{
	const struct checking check = { arena, client, err };
	bool is_good = true;

	for (; *resources; resources++)
		is_good &= check_resource(&check, *resources);
	for (; constraints->name; constraints++)
		is_good &= check_constraint(&check, constraints);
	return is_good;
}
