#include "db/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "db/client.h"
#include "db/copies.h"
#include "db/program.h"

#define LEDGER "public.schema_migrations"
#define PIECE 65536

/* Any of them may be gone: a damaged database is what one restores. */
static const char set_aside[] =
	"do $$ declare name text; begin\n"
	" foreach name in array"
	" array['public', 'api', 'app', 'auth', 'private'] loop\n"
	"  if to_regnamespace(name) is not null then\n"
	"   execute format('alter schema %I rename to %I', name,"
	" 'before_restore_' || name);\n"
	"  end if;\n"
	" end loop;\n"
	"end $$;"
	" create schema public authorization pg_database_owner;"
	" grant usage on schema public to public";

static const char bring_back[] =
	"set client_min_messages = warning;"
	" drop schema if exists public, api, app, auth, private cascade;"
	" do $$ declare name text; begin\n"
	" foreach name in array"
	" array['public', 'api', 'app', 'auth', 'private'] loop\n"
	"  if to_regnamespace('before_restore_' || name) is not null then\n"
	"   execute format('alter schema %I rename to %I',"
	" 'before_restore_' || name, name);\n"
	"  end if;\n"
	" end loop;\n"
	"end $$";

static const char forget[] =
	"set client_min_messages = warning;"
	" drop schema if exists before_restore_public, before_restore_api,"
	" before_restore_app, before_restore_auth, before_restore_private"
	" cascade";

static bool
open_pipe(int ends[2], struct error *err)
{
	return pipe2(ends, O_CLOEXEC) == 0
	       || fail(err, ERROR_INTERNAL, "no pipe: %s", strerror(errno));
}

/* All of it, counted. False if it broke. */
static bool
read_all(struct arena *arena, int script, struct copies *copies)
{
	char *piece = arena_alloc(arena, PIECE);
	ssize_t len;

	while ((len = read(script, piece, PIECE)) != 0) {
		if (len < 0 && errno == EINTR)
			continue;
		if (len < 0)
			return false;
		copies_read(copies, piece, (size_t)len);
	}
	return true;
}

static pid_t
start_script(const char *path, bool is_ledger, int *script, struct error *err)
{
	const char *const argv[] = {
		"pg_restore", "--file=-", "--enable-row-security", path,
		is_ledger ? "--data-only" : NULL, "--table=schema_migrations",
		NULL
	};
	int ends[2];
	pid_t child;

	if (!open_pipe(ends, err))
		return -1;
	child = program_start(argv, NULL, -1, ends[1], err);
	close(ends[1]);
	*script = ends[0];
	if (child < 0)
		close(ends[0]);
	return child;
}

static bool
read_script(struct arena *arena, const char *path, bool is_ledger,
	    struct copies *out, struct error *err)
{
	int script;
	pid_t child = start_script(path, is_ledger, &script, err);
	bool is_whole;

	if (child < 0)
		return false;
	copies_init(out, arena, LEDGER);
	is_whole = read_all(arena, script, out);
	close(script);
	return program_wait(child, "pg_restore", err)
	       && (is_whole
		   || fail(err, ERROR_INTERNAL, "cannot read from pg_restore"));
}

bool
archive_read(struct arena *arena, const char *path, struct copies *out,
	     struct error *err)
{
	return read_script(arena, path, false, out, err);
}

bool
archive_read_ledger(struct arena *arena, const char *path, struct copies *out,
		    struct error *err)
{
	return read_script(arena, path, true, out, err);
}

/*
 * By pg_restore itself and not by psql, which takes the name of auth.begin for
 * the begin of a body and would wait for its end.
 */
bool
archive_put(const char *path, const char *conninfo, struct error *err)
{
	const char *const argv[] = {
		"pg_restore", "--dbname=application_name=muster",
		"--single-transaction", "--enable-row-security",
		"--no-password", path, NULL
	};
	pid_t child = program_start(argv, conninfo, -1, -1, err);

	return child > 0 && program_wait(child, argv[0], err);
}

bool
archive_set_aside(struct client *client, struct error *err)
{
	return client_script(client, set_aside, err);
}

bool
archive_bring_back(struct client *client, struct error *err)
{
	return client_script(client, bring_back, err);
}

bool
archive_forget(struct client *client, struct error *err)
{
	return client_script(client, forget, err);
}
