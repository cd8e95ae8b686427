/* muster backup: the whole database in one file, counted against each other. */

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "command/admin.h"
#include "command/arguments.h"
#include "command/command.h"
#include "command/rows_check.h"
#include "db/archive.h"
#include "db/client.h"
#include "db/copies.h"
#include "db/dump.h"
#include "db/rows.h"
#include "db/statement.h"

/* What is counted and what is dumped are the same rows. */
static const struct statement begin_snapshot[] = {
	{ "begin_snapshot",
	  "begin isolation level repeatable read read only" },
	{ "let_idle", "set local idle_in_transaction_session_timeout = 0" },
	{ "let_take_time", "set local statement_timeout = 0" },
};

static const struct statement export_snapshot = {
	.name = "export_snapshot",
	.sql  = "select pg_export_snapshot()",
};

static bool
check_absent(struct admin *admin, const char *path, bool yes)
{
	if (yes || access(path, F_OK) != 0)
		return true;
	fail(&admin->error, ERROR_CONFLICT, "'%s' exists", path);
	return fail_hint(&admin->error, "--yes replaces it");
}

static bool
count_snapshot(struct admin *admin, struct rows *snapshot,
	       struct rows *counted)
{
	size_t count = sizeof begin_snapshot / sizeof *begin_snapshot;

	for (size_t i = 0; i < count; i++)
		if (!client_run(admin->client, NULL, &admin->error,
				&begin_snapshot[i]))
			return false;
	return client_run(admin->client, snapshot, &admin->error,
			  &export_snapshot)
	       && rows_count(admin, counted);
}

/* The file gets its name when it is known to be whole. */
static bool
finish(struct admin *admin, const char *part, const char *path)
{
	if (rename(part, path) == 0)
		return true;
	fail(&admin->error, ERROR_INTERNAL, "cannot write '%s': %s", path,
	     strerror(errno));
	return false;
}

static bool
dump(struct admin *admin, const char *path)
{
	const char *part = arena_printf(admin->arena, "%s.part", path);
	struct rows snapshot, counted;
	struct copies copies;

	unlink(part);
	if (!count_snapshot(admin, &snapshot, &counted)
	    || !dump_database(admin_url(admin), part,
			      rows_text(&snapshot, 0, 0), &admin->error))
		return false;
	if (!archive_read(admin->arena, part, &copies, &admin->error)
	    || !rows_check(admin, &counted, &copies)
	    || !finish(admin, part, path)) {
		unlink(part);
		return false;
	}
	printf("%s: %s\n", path, rows_told(admin, &copies));
	return true;
}

int
command_backup(int argc, char **argv)
{
	struct admin admin;
	const char *path;
	bool yes = false;
	const struct argument arguments[] = {
		{ "yes", .flag = &yes },
		{ 0 }
	};

	if (!arguments_read(argc, argv, arguments, &path, 1, 1))
		return command_misused(argv[0]);
	return admin_end(&admin, admin_connect_as_owner(&admin)
				 && check_absent(&admin, path, yes)
				 && dump(&admin, path));
}
