/* muster restore: a file of muster backup into the database, all or nothing. */

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/config.h"
#include "base/text.h"
#include "command/admin.h"
#include "command/arguments.h"
#include "command/command.h"
#include "command/master_keys.h"
#include "command/rows_check.h"
#include "db/archive.h"
#include "db/client.h"
#include "db/copies.h"
#include "db/migration_file.h"
#include "db/rows.h"
#include "db/sql_file.h"
#include "db/statement.h"

struct wanted {
	const char *path;
	bool replace, yes;
};

static const struct statement find_schema = {
	.name = "find_schema",
	.sql  = "select to_regclass('public.schema_migrations') is not null,"
		" to_regclass('public.tenants') is not null",
};

static const struct statement count_tenants = {
	.name = "count_tenants",
	.sql  = "select count(*) as count from tenants",
};

static const struct statement find_unforced = {
	.name = "find_unforced",
	.sql  = "select c.relname from pg_class c"
		" where c.relnamespace = 'public'::regnamespace"
		" and c.relkind in ('r', 'p')"
		" and c.relname !~ '^schema_'"
		" and not (c.relrowsecurity and c.relforcerowsecurity)",
};

static const struct statement analyze = {
	.name = "analyze_all",
	.sql  = "analyze",
};

/* --- the file --- */

/* "7\texecution\tchecksum\t…" is a migration that this program has too. */
static bool
check_migration(struct admin *admin, const struct migration_files *files,
		const char *line)
{
	char **parts = text_split(admin->arena, line, '\t');
	const struct migration_file *file = parts[0]
		? migration_file_find(files, atoi(parts[0])) : NULL;

	if (!file) {
		fail(&admin->error, ERROR_CONFLICT,
		     "the file is of a newer version of Muster");
		return fail_hint(&admin->error, "restore it with that version");
	}
	return (parts[1] && parts[2] && text_equal(parts[2], file->checksum))
	       || fail(&admin->error, ERROR_CONFLICT,
		       "migration %04d '%s' of the file is another one than"
		       " this version's", file->number, file->name);
}

/* How many migrations are to follow; -1 and the error if it cannot be used. */
static int
check_version(struct admin *admin, const char *path)
{
	struct migration_files files;
	struct copies ledger;

	if (!migration_files_read(admin->arena, admin->sql_dir, &files,
				  &admin->error)
	    || !archive_read_ledger(admin->arena, path, &ledger, &admin->error))
		return -1;
	if (ledger.kept_count == 0) {
		fail(&admin->error, ERROR_BAD_REQUEST,
		     "'%s' is no backup of Muster", path);
		return -1;
	}
	for (size_t i = 0; i < ledger.kept_count; i++)
		if (!check_migration(admin, &files, ledger.kept[i]))
			return -1;
	return (int)(files.count - ledger.kept_count);
}

/* --- the database --- */

static bool
check_tenants(struct admin *admin, const struct wanted *wanted)
{
	struct rows rows;

	if (!client_run(admin->client, &rows, &admin->error, &count_tenants))
		return false;
	if (rows_int(&rows, 0, "count") == 0)
		return true;
	if (wanted->replace)
		return wanted->yes || admin_confirm(admin);
	fail(&admin->error, ERROR_CONFLICT, "the database holds %s tenants",
	     rows_text(&rows, 0, 0));
	return fail_hint(&admin->error, "--replace drops them for the file's");
}

/*
 * Whether there is a schema that has to go first; false and the error if it
 * may not.
 */
static bool
check_target(struct admin *admin, const struct wanted *wanted, bool *is_there)
{
	struct rows rows;

	if (!client_run(admin->client, &rows, &admin->error, &find_schema))
		return false;
	*is_there = *rows_text(&rows, 0, 0) == 't';
	return *rows_text(&rows, 0, 1) != 't' || check_tenants(admin, wanted);
}

/* --- afterwards --- */

static bool
check_forced(struct admin *admin)
{
	struct rows rows;

	if (!client_run(admin->client, &rows, &admin->error, &find_unforced))
		return false;
	return rows.count == 0
	       || fail(&admin->error, ERROR_INTERNAL,
		       "row-level security is not forced on %s",
		       rows_text(&rows, 0, 0));
}

/* An older file may not have the function that counts. */
static bool
put_function(struct admin *admin)
{
	const char *path = arena_printf(admin->arena,
					"%s/functions/private/count_rows.sql",
					admin->sql_dir);
	const char *sql = sql_file_read(admin->arena, path, &admin->error);

	return sql && client_script(admin->client, sql, &admin->error);
}

/* As the owner: so that its policies are tried too. */
static bool
verify(const struct copies *copies)
{
	struct admin admin;
	struct rows counted;
	bool worked = admin_connect_as_owner(&admin) && put_function(&admin)
		      && rows_count(&admin, &counted)
		      && rows_check(&admin, &counted, copies)
		      && check_forced(&admin);

	return admin_end(&admin, worked) == 0;
}

static bool
make_roles(struct admin *admin)
{
	const char *path = arena_printf(admin->arena,
					"%s/migrations/0001_roles.up.sql",
					admin->sql_dir);
	const char *sql = sql_file_read(admin->arena, path, &admin->error);

	return sql && client_script(admin->client, sql, &admin->error);
}

static bool
put(struct admin *admin, const char *path, const struct copies *copies)
{
	return make_roles(admin)
	       && archive_put(path, admin_url(admin), &admin->error)
	       && (verify(copies)
		   || fail(&admin->error, ERROR_INTERNAL,
			   "what was put is not what is in the file"));
}

/* What was there is dropped only when what came is known to be whole. */
static bool
put_in_place(struct admin *admin, const char *path, const struct copies *copies)
{
	struct error second = { .arena = admin->arena };

	if (!archive_set_aside(admin->client, &admin->error))
		return false;
	if (put(admin, path, copies))
		return archive_forget(admin->client, &admin->error);
	if (!archive_bring_back(admin->client, &second))
		fail_hint(&admin->error, "what was there is in the schemas"
			  " before_restore_public and so on");
	return false;
}

static void
tell(struct admin *admin, const struct copies *copies, int pending)
{
	printf("restored and counted: %s\n", rows_told(admin, copies));
	if (pending > 0)
		printf("%d migrations are to follow: muster migrate up\n",
		       pending);
}

/* The rows are back whatever the keys are, so this is told and fails nothing. */
static void
tell_keys(struct admin *admin)
{
	struct error err = { .arena = admin->arena };

	if (master_keys_check(admin->client, config_text(admin->config,
			      CONFIG_MASTER_KEY_FILE), &err))
		return;
	fprintf(stderr, "the credentials do not open, and servers will not"
		" start:\n");
	admin_report(&err);
}

static bool
restore(struct admin *admin, const struct wanted *wanted)
{
	struct copies copies;
	bool is_there, worked;
	int pending;

	if (!admin_connect(admin))
		return false;
	pending = check_version(admin, wanted->path);
	if (pending < 0 || !check_target(admin, wanted, &is_there)
	    || !archive_read(admin->arena, wanted->path, &copies,
			     &admin->error))
		return false;
	worked = is_there ? put_in_place(admin, wanted->path, &copies)
			  : put(admin, wanted->path, &copies);
	worked = worked && client_run(admin->client, NULL, &admin->error,
				      &analyze);
	if (worked)
		tell(admin, &copies, pending);
	if (worked && pending == 0)
		tell_keys(admin);
	return worked;
}

static bool
parse(int argc, char **argv, struct wanted *out)
{
	const struct argument arguments[] = {
		{ "replace", .flag = &out->replace },
		{ "yes", .flag = &out->yes },
		{ 0 }
	};

	*out = (struct wanted){ 0 };
	return arguments_read(argc, argv, arguments, &out->path, 1, 1);
}

int
command_restore(int argc, char **argv)
{
	struct admin admin;
	struct wanted wanted;

	if (!parse(argc, argv, &wanted))
		return command_misused(argv[0]);
	return admin_end(&admin, restore(&admin, &wanted));
}
