#include "db/migrate.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/time.h"
#include "db/client.h"
#include "db/definitions.h"
#include "db/ledger.h"
#include "db/migration_file.h"
#include "db/rows.h"
#include "db/sql_file.h"
#include "db/statement.h"

/* What one run works with. */
struct run {
	struct arena *arena;
	struct client *client;
	const char *sql_dir;
	struct error *err;
	struct migration_files files;
	struct migrations migrations;
};

static const struct statement find_settings = {
	.name = "migrate_find_settings",
	.sql  = "select to_regclass('public.settings') is not null as is_found",
};

static const struct statement production = {
	.name = "migrate_production",
	.sql  = "select value = 'true' as is_production"
		" from public.settings where name = 'production'",
};

static struct migration
from_file(const struct migration_file *file)
{
	return (struct migration){
		.number = file->number, .name = file->name,
		.checksum = file->checksum,
	};
}

static struct migration
from_row(struct arena *arena, const struct rows *rows, int row)
{
	char time[TIME_TEXT_SIZE] = "";

	time_from_sql(rows_named(rows, row, "applied_at"), time);
	return (struct migration){
		.number = (int)rows_int(rows, row, "number"),
		.name = rows_named(rows, row, "name"),
		.checksum = rows_named(rows, row, "checksum"),
		.applied_at = arena_text(arena, time),
	};
}

/* The next of two sorted lists: a file, a row, or a pair of one number. */
static struct migration
next_of_both(struct run *run, const struct rows *rows, size_t *file, int *row)
{
	const struct migration_file *next =
		*file < run->files.count ? &run->files.list[*file] : NULL;
	struct migration found;

	if (*row >= rows->count
	    || (next && next->number < rows_int(rows, *row, "number"))) {
		++*file;
		return from_file(next);
	}
	found = from_row(run->arena, rows, (*row)++);
	found.is_missing = !next || next->number != found.number;
	if (!found.is_missing) {
		found.is_changed = strcmp(next->checksum, found.checksum) != 0;
		found.checksum = next->checksum;
		++*file;
	}
	return found;
}

static void
compare(struct run *run, const struct rows *rows)
{
	struct migrations *all = &run->migrations;
	size_t most = run->files.count + (size_t)rows->count;
	size_t file = 0;
	int row = 0;

	all->list = arena_alloc(run->arena, most * sizeof *all->list);
	while (file < run->files.count || row < rows->count)
		all->list[all->count++] = next_of_both(run, rows, &file, &row);
	for (size_t i = 0; i < all->count; i++)
		all->pending += all->list[i].applied_at == NULL;
}

static bool
ask_production(struct run *run)
{
	struct rows rows;

	if (!client_run(run->client, &rows, run->err, &find_settings))
		return false;
	if (!rows_is_true(&rows, 0, "is_found"))
		return true;
	if (!client_run(run->client, &rows, run->err, &production))
		return false;
	run->migrations.is_production =
		rows.count > 0 && rows_is_true(&rows, 0, "is_production");
	return true;
}

/* Changes nothing: a server looks too. */
static bool
look(struct run *run)
{
	struct rows rows;

	run->migrations = (struct migrations){ 0 };
	if (!migration_files_read(run->arena, run->sql_dir, &run->files,
				  run->err)
	    || !ledger_read(run->client, &rows, run->err))
		return false;
	compare(run, &rows);
	return ask_production(run);
}

static bool
fail_changed(struct error *err, const struct migration *migration)
{
	fail(err, ERROR_CONFLICT,
	     "migration %04d '%s' was changed after it was applied",
	     migration->number, migration->name);
	return fail_hint(err, "put the file back and make a further migration");
}

static bool
fail_missing(struct error *err, const struct migration *migration)
{
	fail(err, ERROR_CONFLICT,
	     "the database has migration %04d '%s', which is unknown here",
	     migration->number, migration->name);
	return fail_hint(err,
			 "install the version that brought it, or a newer one");
}

static bool
fail_late(struct error *err, const struct migration *migration)
{
	fail(err, ERROR_CONFLICT,
	     "migration %04d '%s' is pending, but a later one is applied",
	     migration->number, migration->name);
	return fail_hint(err, "give it the next number");
}

/* Files and database agree in what is applied, and only the end is pending. */
static bool
is_linear(struct run *run)
{
	const struct migration *pending = NULL;

	for (size_t i = 0; i < run->migrations.count; i++) {
		const struct migration *migration = &run->migrations.list[i];

		if (migration->is_missing)
			return fail_missing(run->err, migration);
		if (migration->is_changed)
			return fail_changed(run->err, migration);
		if (pending && migration->applied_at)
			return fail_late(run->err, pending);
		if (!migration->applied_at)
			pending = migration;
	}
	return true;
}

/* The role goes back: the ledger belongs to the admin, not to the owner. */
static bool
run_file(struct run *run, const char *path)
{
	const char *sql = sql_file_read(run->arena, path, run->err);

	if (!sql)
		return false;
	if (!client_script(run->client, sql, run->err)) {
		run->err->message = arena_printf(run->err->arena, "%s: %s",
						 path, run->err->message);
		return false;
	}
	if (!client_is_in_transaction(run->client))
		return fail(run->err, ERROR_CONFLICT,
			    "%s: ends the transaction", path);
	return client_script(run->client, "reset role", run->err);
}

static bool
apply(struct run *run, const struct migration_file *file)
{
	int64_t begin_us = time_monotonic_us();

	return run_file(run, file->up) && definitions_forget(run->client, run->err)
	       && ledger_add(run->arena, run->client, file,
			     (time_monotonic_us() - begin_us) / 1000, run->err);
}

static bool
undo(struct run *run, const struct migration_file *file)
{
	if (!file->down)
		return fail(run->err, ERROR_CONFLICT,
			    "migration %04d '%s' has no down file",
			    file->number, file->name);
	return run_file(run, file->down)
	       && definitions_forget(run->client, run->err)
	       && ledger_remove(run->arena, run->client, file, run->err);
}

/* A migration and its row are one transaction. */
static bool
in_transaction(struct run *run, const struct migration *migration,
	       bool (*step)(struct run *, const struct migration_file *))
{
	const struct migration_file *file =
		migration_file_find(&run->files, migration->number);

	if (!client_script(run->client, "begin", run->err))
		return false;
	if (step(run, file))
		return client_script(run->client, "commit", run->err);
	client_script(run->client, "rollback", run->err);
	return false;
}

static bool
apply_pending(struct run *run)
{
	for (size_t i = 0; i < run->migrations.count; i++) {
		const struct migration *migration = &run->migrations.list[i];

		if (!migration->applied_at
		    && !in_transaction(run, migration, apply))
			return false;
	}
	return true;
}

static bool
undo_newest(struct run *run, int steps)
{
	const struct migrations *all = &run->migrations;

	for (size_t i = all->count; i > 0 && steps > 0; i--) {
		const struct migration *migration = &all->list[i - 1];

		if (!migration->applied_at)
			continue;
		if (migration->is_missing)
			return fail_missing(run->err, migration);
		if (!in_transaction(run, migration, undo))
			return false;
		steps--;
	}
	return true;
}

bool
migrate_status(struct arena *arena, struct client *client, const char *sql_dir,
	       struct migrations *out, struct error *err)
{
	struct run run = { arena, client, sql_dir, err, { 0 }, { 0 } };

	if (!ledger_make(client, err) || !look(&run))
		return false;
	*out = run.migrations;
	return true;
}

static bool
go_up(struct run *run)
{
	return ledger_make(run->client, run->err) && look(run)
	       && is_linear(run) && apply_pending(run)
	       && definitions_put(run->arena, run->client, run->sql_dir,
				  run->err)
	       && ledger_grant(run->client, run->err);
}

bool
migrate_up(struct arena *arena, struct client *client, const char *sql_dir,
	   struct error *err)
{
	struct run run = { arena, client, sql_dir, err, { 0 }, { 0 } };
	bool is_up;

	if (!ledger_lock(client, err))
		return false;
	is_up = go_up(&run);
	return ledger_unlock(client, err) && is_up;
}

bool
migrate_down(struct arena *arena, struct client *client, const char *sql_dir,
	     int steps, struct error *err)
{
	struct run run = { arena, client, sql_dir, err, { 0 }, { 0 } };
	bool is_down;

	if (!ledger_lock(client, err))
		return false;
	is_down = look(&run) && undo_newest(&run, steps);
	return ledger_unlock(client, err) && is_down;
}

const char *
migrate_create(struct arena *arena, const char *sql_dir, const char *name,
	       struct error *err)
{
	return migration_file_create(arena, sql_dir, name, err);
}

bool
migrate_verify(struct arena *arena, struct client *client, const char *sql_dir,
	       struct error *err)
{
	struct run run = { arena, client, sql_dir, err, { 0 }, { 0 } };

	if (!look(&run) || !is_linear(&run))
		return false;
	if (run.migrations.pending == 0)
		return true;
	fail(err, ERROR_CONFLICT, "%zu of %zu migrations are not applied",
	     run.migrations.pending, run.migrations.count);
	return fail_hint(err, "run 'muster migrate up'");
}
