#include "db/definitions.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/client.h"
#include "db/rows.h"
#include "db/sql_file.h"
#include "db/statement.h"

/* What is behind may name what is before. */
static const char *const folders[] = {
	"functions/app", "functions/auth", "functions/api", "functions/private",
	"views",
};

static const char make[] =
	"do $$\n"
	"begin\n"
	"  if to_regclass('public.schema_definitions') is null then\n"
	"    create table public.schema_definitions (\n"
	"      path     text primary key,\n"
	"      checksum text not null\n"
	"    );\n"
	"  end if;\n"
	"end\n"
	"$$";

static const char forget[] =
	"do $$\n"
	"begin\n"
	"  if to_regclass('public.schema_definitions') is not null then\n"
	"    delete from public.schema_definitions;\n"
	"  end if;\n"
	"end\n"
	"$$";

static const struct statement list = {
	.name = "definitions_list",
	.sql  = "select path, checksum from public.schema_definitions",
};

static const struct statement keep = {
	.name = "definitions_keep",
	.sql  = "insert into public.schema_definitions (path, checksum)"
		" values ($1, $2)"
		" on conflict (path) do update set checksum = excluded.checksum",
};

struct definition {
	const char *path, *checksum;
	struct definition *next;
};

struct putting {
	struct arena *arena;
	struct client *client;
	const char *sql_dir;
	struct rows known;	/* path, checksum */
	struct definition *put;
	struct error *err;
};

static bool
is_known(const struct putting *putting, const char *path, const char *checksum)
{
	const struct rows *known = &putting->known;

	for (int row = 0; row < known->count; row++)
		if (text_equal(rows_text(known, row, 0), path))
			return text_equal(rows_text(known, row, 1), checksum);
	return false;
}

/* A file _name says how the others are put in, for this transaction. */
static bool
is_always_put(const char *path)
{
	return strrchr(path, '/')[1] == '_';
}

static bool
run(struct putting *putting, const char *path, const char *sql)
{
	struct error *err = putting->err;

	if (!client_script(putting->client, sql, err)) {
		err->message = arena_printf(err->arena, "%s: %s", path,
					    err->message);
		return false;
	}
	return client_is_in_transaction(putting->client)
	       || fail(err, ERROR_CONFLICT, "%s: ends the transaction", path);
}

static void
add_put(struct putting *putting, const char *path, const char *checksum)
{
	struct definition *put = arena_alloc(putting->arena, sizeof *put);

	*put = (struct definition){ path, checksum, putting->put };
	putting->put = put;
}

static bool
put_file(struct putting *putting, const char *path)
{
	const char *sql = sql_file_read(putting->arena,
					arena_printf(putting->arena, "%s/%s",
						     putting->sql_dir, path),
					putting->err);
	const char *checksum;

	if (!sql)
		return false;
	if (is_always_put(path))
		return run(putting, path, sql);
	checksum = sql_file_checksum(putting->arena, sql);
	if (is_known(putting, path, checksum))
		return true;
	add_put(putting, path, checksum);
	return run(putting, path, sql);
}

static bool
put_folder(struct putting *putting, const char *folder)
{
	struct arena *arena = putting->arena;
	char **names = sql_file_names(arena, arena_printf(arena, "%s/%s",
				      putting->sql_dir, folder), putting->err);

	for (; names && *names; names++)
		if (!put_file(putting, arena_printf(arena, "%s/%s", folder,
						    *names)))
			return false;
	return names != NULL;
}

static bool
put_all(struct putting *putting)
{
	bool is_good = client_script(putting->client, make, putting->err)
		       && client_run(putting->client, &putting->known,
				     putting->err, &list);

	for (size_t i = 0; is_good && i < sizeof folders / sizeof *folders; i++)
		is_good = put_folder(putting, folders[i]);
	return is_good;
}

/* By who migrates: the files may have taken on a role. */
static bool
keep_all(struct putting *putting)
{
	bool is_kept = client_script(putting->client, "reset role",
				     putting->err);

	for (struct definition *put = putting->put; is_kept && put;
	     put = put->next)
		is_kept = client_run(putting->client, NULL, putting->err, &keep,
				     put->path, put->checksum);
	return is_kept;
}

bool
definitions_put(struct arena *arena, struct client *client, const char *sql_dir,
		struct error *err)
{
	struct putting putting = { .arena = arena, .client = client,
				   .sql_dir = sql_dir, .err = err };

	if (!client_script(client, "begin", err))
		return false;
	if (put_all(&putting) && keep_all(&putting))
		return client_script(client, "commit", err);
	client_script(client, "rollback", err);
	return false;
}

bool
definitions_forget(struct client *client, struct error *err)
{
	return client_script(client, forget, err);
}
