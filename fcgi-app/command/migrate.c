/* muster migrate: bring the schema up or down, and say where it stands. */

#include "db/migrate.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/config.h"
#include "base/text.h"
#include "command/admin.h"
#include "command/ask.h"
#include "command/verb.h"
#include "db/client.h"
#include "db/dump.h"
#include "db/rows.h"
#include "db/statement.h"

#define STEPS_MAX 10000

static bool
is_yes(int argc, char **argv)
{
	return argc > 1 && text_equal(argv[argc - 1], "--yes");
}

static const char *
state(const struct migration *migration)
{
	if (migration->is_missing)
		return "applied, but its file is missing";
	if (migration->is_changed)
		return "applied, but its file has changed";
	return migration->applied_at ? migration->applied_at : "pending";
}

static void
print_migration(const struct migration *migration)
{
	printf("%04d %-24s %s\n", migration->number, migration->name,
	       state(migration));
}

static void
print_pending(const struct migrations *all)
{
	for (size_t i = 0; i < all->count; i++)
		if (!all->list[i].applied_at)
			print_migration(&all->list[i]);
}

static void
print_newest(const struct migrations *all, int steps)
{
	for (size_t i = all->count; i > 0 && steps > 0; i--) {
		if (!all->list[i - 1].applied_at)
			continue;
		print_migration(&all->list[i - 1]);
		steps--;
	}
}

static const char *
dump_path(struct arena *arena)
{
	time_t now = time(NULL);
	struct tm tm;
	char stamp[32];

	strftime(stamp, sizeof(stamp), "%Y%m%dT%H%M%SZ", gmtime_r(&now, &tm));
	return arena_printf(arena, "muster-%s.dump", stamp);
}

/* A production database is dumped first, into the current directory, and only
 * after a person (or --yes) has agreed to the plan just printed. */
static bool
secure_production(struct admin *admin, bool yes)
{
	const char *path = dump_path(admin->arena);

	if (!yes && !admin_confirm(admin))
		return false;
	printf("dumping to %s\n", path);
	return dump_database(admin_url(admin), path, NULL, &admin->error);
}

static bool
read_status(struct admin *admin, struct migrations *all)
{
	return admin_connect(admin)
	       && migrate_status(admin->arena, admin->client, admin->sql_dir,
				 all, &admin->error);
}

static bool
go_up(struct admin *admin, bool yes)
{
	struct migrations all;

	if (!read_status(admin, &all))
		return false;
	print_pending(&all);
	if (all.is_production && all.pending > 0
	    && !secure_production(admin, yes))
		return false;
	return migrate_up(admin->arena, admin->client, admin->sql_dir,
			  &admin->error);
}

static int
up(int argc, char **argv)
{
	struct admin admin;
	bool yes = is_yes(argc, argv);
	bool worked;

	if (argc - yes > 1)
		return command_misused("migrate");
	worked = go_up(&admin, yes);
	if (worked)
		printf("the schema is up to date\n");
	return admin_end(&admin, worked);
}

static bool
go_down(struct admin *admin, int steps, bool yes)
{
	struct migrations all;

	if (!read_status(admin, &all))
		return false;
	print_newest(&all, steps);
	if (all.is_production && !secure_production(admin, yes))
		return false;
	return migrate_down(admin->arena, admin->client, admin->sql_dir, steps,
			    &admin->error);
}

static int
down(int argc, char **argv)
{
	struct admin admin;
	bool yes = is_yes(argc, argv);
	int64_t steps = 1;
	bool worked;

	argc -= yes;
	if (argc > 2 || (argc == 2 && !text_to_int(argv[1], 1, STEPS_MAX, &steps)))
		return command_misused("migrate");
	worked = go_down(&admin, (int)steps, yes);
	return admin_end(&admin, worked);
}

static int
status(int argc, char **argv)
{
	struct admin admin;
	struct migrations all;
	bool worked = read_status(&admin, &all);

	(void)argc;
	(void)argv;
	for (size_t i = 0; worked && i < all.count; i++)
		print_migration(&all.list[i]);
	if (worked)
		printf("%zu applied or known, %zu pending%s\n", all.count,
		       all.pending, all.is_production ? ", production" : "");
	return admin_end(&admin, worked);
}

static int
history(int argc, char **argv)
{
	struct admin admin;
	struct migrations all;
	bool worked = read_status(&admin, &all);

	(void)argc;
	(void)argv;
	for (size_t i = 0; worked && i < all.count; i++)
		if (all.list[i].applied_at)
			printf("%s %04d %s %.12s\n", all.list[i].applied_at,
			       all.list[i].number, all.list[i].name,
			       all.list[i].checksum);
	return admin_end(&admin, worked);
}

/* As the servers ask: with their own login. */
static bool
check_schema(struct admin *admin)
{
	const char *url;

	if (!admin_begin(admin))
		return false;
	url = config_text(admin->config, CONFIG_DATABASE_URL);
	admin->client = client_open(admin->arena, url ? url : "", &admin->error);
	return admin->client
	       && migrate_verify(admin->arena, admin->client, admin->sql_dir,
				 &admin->error);
}

static int
verify(int argc, char **argv)
{
	struct admin admin;
	bool worked = check_schema(&admin);

	(void)argc;
	(void)argv;
	if (worked)
		printf("the schema is what this version needs\n");
	return admin_end(&admin, worked);
}

static int
create(int argc, char **argv)
{
	struct admin admin;
	const char *path = NULL;
	bool worked;

	if (argc != 2)
		return command_misused("migrate");
	worked = admin_begin(&admin);
	if (worked)
		path = migrate_create(admin.arena, admin.sql_dir, argv[1],
				      &admin.error);
	if (path)
		printf("%s\n", path);
	return admin_end(&admin, path != NULL);
}

static const struct verb verbs[] = {
	{ "up", up, false },
	{ "down", down, false },
	{ "status", status, true },
	{ "history", history, true },
	{ "verify", verify, true },
	{ "create", create, false },
	{ 0 }
};

int
command_migrate(int argc, char **argv)
{
	return verb_run(verbs, argc, argv);
}
