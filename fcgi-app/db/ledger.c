#include "db/ledger.h"

#include "base/arena.h"
#include "db/client.h"
#include "db/migration_file.h"
#include "db/rows.h"
#include "db/statement.h"

/* The key is "muster" in ASCII, as a number. */
static const struct statement lock = {
	.name = "ledger_lock",
	.sql  = "select pg_advisory_lock(120351215609202)",
};

static const struct statement unlock = {
	.name = "ledger_unlock",
	.sql  = "select pg_advisory_unlock(120351215609202)",
};

static const struct statement find = {
	.name = "ledger_find",
	.sql  = "select to_regclass('public.schema_migrations') is not null"
		" as is_found",
};

static const struct statement list = {
	.name = "ledger_list",
	.sql  = "select number, name, checksum, applied_at"
		" from public.schema_migrations order by number",
};

static const struct statement add = {
	.name = "ledger_add",
	.sql  = "insert into public.schema_migrations"
		" (number, name, checksum, duration_ms)"
		" values ($1, $2, $3, $4)",
};

static const struct statement remove_one = {
	.name = "ledger_remove",
	.sql  = "delete from public.schema_migrations where number = $1",
};

static const char make[] =
	"create table public.schema_migrations (\n"
	"  number      int primary key,\n"
	"  name        text not null,\n"
	"  checksum    text not null,\n"
	"  applied_at  timestamptz not null default now(),\n"
	"  duration_ms int not null,\n"
	"  constraint migration_number_counts_from_one check (number > 0)\n"
	")";

static const char grant[] =
	"do $$\n"
	"declare\n"
	"  server name;\n"
	"begin\n"
	"  for server in select rolname from pg_roles where rolname\n"
	"    in ('muster_web', 'muster_live', 'muster_work')\n"
	"  loop\n"
	"    execute format('grant select on public.schema_migrations to %I',\n"
	"                   server);\n"
	"  end loop;\n"
	"end\n"
	"$$";

bool
ledger_lock(struct client *client, struct error *err)
{
	return client_run(client, NULL, err, &lock);
}

bool
ledger_unlock(struct client *client, struct error *err)
{
	return client_run(client, NULL, err, &unlock);
}

static bool
is_made(struct client *client, bool *is_found, struct error *err)
{
	struct rows rows;

	if (!client_run(client, &rows, err, &find))
		return false;
	*is_found = rows_is_true(&rows, 0, "is_found");
	return true;
}

bool
ledger_make(struct client *client, struct error *err)
{
	bool is_found;

	return is_made(client, &is_found, err)
	       && (is_found || client_script(client, make, err));
}

bool
ledger_grant(struct client *client, struct error *err)
{
	return client_script(client, grant, err);
}

bool
ledger_read(struct client *client, struct rows *rows, struct error *err)
{
	bool is_found;

	*rows = (struct rows){ 0 };
	return is_made(client, &is_found, err)
	       && (!is_found || client_run(client, rows, err, &list));
}

bool
ledger_add(struct arena *arena, struct client *client,
	   const struct migration_file *file, int64_t duration_ms,
	   struct error *err)
{
	return client_run(client, NULL, err, &add,
			  arena_printf(arena, "%d", file->number), file->name,
			  file->checksum,
			  arena_printf(arena, "%lld", (long long)duration_ms));
}

bool
ledger_remove(struct arena *arena, struct client *client,
	      const struct migration_file *file, struct error *err)
{
	return client_run(client, NULL, err, &remove_one,
			  arena_printf(arena, "%d", file->number));
}
