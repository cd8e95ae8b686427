/* muster doctor: look at the host and say what is wrong. Every finding is one
 * line; the exit status is 1 if something must be mended. */

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/resources.h"
#include "base/arena.h"
#include "base/config.h"
#include "base/text.h"
#include "command/admin.h"
#include "command/command.h"
#include "command/master_keys.h"
#include "db/client.h"
#include "db/migrate.h"
#include "db/rows.h"
#include "db/statement.h"
#include "resource/check.h"

#define SERVER_VERSION_MIN 150000

/* A question whose rows are the problems found: none is good. */
struct question {
	const char *name;
	struct statement statement;
};

static const struct question questions[] = {
	{ "serving login is subject to row-level security",
	  { "doctor_login",
	    "select format('%I is a superuser or has BYPASSRLS', rolname)"
	    "  from pg_roles where rolname = current_user"
	    "   and (rolsuper or rolbypassrls)" } },
	{ "serving login is muster_web or may become it",
	  { "doctor_role",
	    "select format('grant muster_web to %I', current_user)"
	    " where not pg_has_role(current_user, 'muster_web', 'member')" } },
	{ "serving login owns nothing",
	  { "doctor_owner",
	    "select format('table %I belongs to %I', relname, current_user)"
	    "  from pg_class where relowner = current_user::regrole"
	    "   and relkind in ('r', 'p', 'v')"
	    "   and relnamespace = any (array['public', 'api', 'auth']"
	    "                           ::regnamespace[])" } },
	{ "roles can do no more than they need",
	  { "doctor_roles",
	    "select format('role %I has attributes it must not have', rolname)"
	    "  from pg_roles"
	    " where rolname in ('muster_owner', 'muster_web', 'muster_live',"
	    "                   'muster_work')"
	    "   and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb"
	    "        or rolreplication"
	    "        or (rolname = 'muster_owner' and rolcanlogin))" } },
	{ "row-level security is enabled and forced on every table",
	  { "doctor_tables",
	    "select format('table %I', relname) from pg_class"
	    " where relnamespace = 'public'::regnamespace"
	    "   and relkind in ('r', 'p') and relname !~ '^schema_'"
	    "   and not (relrowsecurity and relforcerowsecurity)" } },
	{ "what is acknowledged is on disk",
	  { "doctor_durable",
	    "select format('%s = %s', name, setting) from pg_settings"
	    " where name in ('fsync', 'full_page_writes', 'synchronous_commit')"
	    "   and setting = 'off'" } },
	{ "the newest master key wraps all data keys",
	  { "doctor_master_keys",
	    "select format('%s wraps some still, run muster keys rewrap', id)"
	    "  from private.wanted_master_keys() with ordinality"
	    " where is_used and ordinality > 1" } },
	{ "partitions reach beyond this month",
	  { "doctor_partitions",
	    "select 'run muster maintain'"
	    " where to_regclass('public.executions_' || to_char("
	    "   (now() + interval '1 month') at time zone 'UTC', 'YYYY_MM'))"
	    "   is null" } },
};

static const struct statement find_backend = {
	.name = "find_backend",
	.sql  = "select pg_backend_pid() as pid",
};

/* Programs that hosting needs; where one is missing another may serve. */
static const char *const programs[] = {
	"nginx", "spawn-fcgi", "multiwatch", "pg_dump"
};

static bool
tell(bool is_good, const char *name, const char *why)
{
	printf("%-5s %s%s%s\n", is_good ? "ok" : "WRONG", name,
	       is_good ? "" : ": ", is_good ? "" : why);
	return is_good;
}

static bool
ask_question(struct admin *admin, const struct question *question)
{
	struct rows rows;
	struct error err = { .arena = admin->arena };

	if (!client_run(admin->client, &rows, &err, &question->statement))
		return tell(false, question->name, err.message);
	for (int row = 0; row < rows.count; row++)
		tell(false, question->name, rows_text(&rows, row, 0));
	return rows.count == 0 && tell(true, question->name, NULL);
}

static bool
check_version(const struct client *client)
{
	return tell(client_server_version(client) >= SERVER_VERSION_MIN,
		    "PostgreSQL is 15 or newer", "upgrade it");
}

/* A pooler makes up the process id that it hands to its clients. */
static bool
check_pooler(struct admin *admin)
{
	struct rows rows;
	struct error err = { .arena = admin->arena };
	bool is_direct =
		client_run(admin->client, &rows, &err, &find_backend)
		&& rows_int(&rows, 0, "pid") == client_backend(admin->client);

	return tell(is_direct, "nothing stands between Muster and PostgreSQL",
		    "a pooler such as PgBouncer breaks prepared statements; "
		    "connect to PostgreSQL itself");
}

static bool
check_migrations(struct admin *admin)
{
	struct error err = { .arena = admin->arena };
	bool is_good = migrate_verify(admin->arena, admin->client,
				      admin->sql_dir, &err);

	return tell(is_good, "the schema is what this version needs", err.message);
}

/* Migrations may be right and the views not: somebody changed them by hand. */
static bool
check_descriptions(struct admin *admin)
{
	static const char name[] = "tables and views fit their descriptions";
	struct error err = { .arena = admin->arena };

	if (resource_check(admin->arena, admin->client, resources,
			   constraints_all(admin->arena), &err))
		return tell(true, name, NULL);
	if (!err.fields)
		return tell(false, name, err.message);
	for (const struct error_field *f = err.fields; f; f = f->next)
		tell(false, name, arena_printf(admin->arena, "%s %s",
					       f->pointer + 1, f->message));
	return false;
}

static bool
check_master_keys(struct admin *admin)
{
	struct error err = { .arena = admin->arena };
	bool is_good = master_keys_check(admin->client,
		config_text(admin->config, CONFIG_MASTER_KEY_FILE), &err);

	return tell(is_good, "the master keys are those of the database",
		    err.message);
}

static struct client *
open_as(struct admin *admin, const char *url, const char *name)
{
	struct error err = { .arena = admin->arena };
	struct client *client = client_open(admin->arena, url ? url : "", &err);

	tell(client != NULL, name, err.message);
	return client;
}

static bool
check_serving(struct admin *admin)
{
	bool is_good;

	admin->client = open_as(admin,
				config_text(admin->config, CONFIG_DATABASE_URL),
				"database answers at DATABASE_URL");
	if (!admin->client)
		return false;
	is_good = check_version(admin->client);
	is_good &= check_pooler(admin);
	is_good &= check_migrations(admin);
	is_good &= check_descriptions(admin);
	is_good &= check_master_keys(admin);
	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++)
		is_good &= ask_question(admin, &questions[i]);
	return is_good;
}

static bool
check_admin(struct admin *admin)
{
	return open_as(admin, admin_url(admin),
		       "database answers at DATABASE_ADMIN_URL") != NULL;
}

static bool
check_share(struct admin *admin)
{
	const char *share = config_text(admin->config, CONFIG_SHARE_DIR);
	bool is_there = true;

	for (const char *const *it = (const char *const[]){
		     "sql", "templates", "static", NULL }; *it; it++)
		is_there &= access(arena_printf(admin->arena, "%s/%s", share,
						*it), R_OK | X_OK) == 0;
	return tell(is_there, "templates and SQL are installed", share);
}

/* It may hold passwords of the database. */
static bool
check_file(void)
{
	const char *path = getenv("MUSTER_CONFIG");
	struct stat about;

	if (stat(path ? path : "/etc/muster/muster.conf", &about) != 0)
		return true;
	return tell((about.st_mode & S_IRWXO) == 0,
		    "the configuration file is not for everybody", "chmod o=");
}

static bool
is_in_path(struct arena *arena, const char *program)
{
	const char *path = getenv("PATH");
	char **folder = text_split(arena, path ? path : "/usr/sbin:/usr/bin",
				   ':');

	for (; *folder; folder++)
		if (access(arena_printf(arena, "%s/%s", *folder, program),
			   X_OK) == 0)
			return true;
	return access(arena_printf(arena, "/usr/sbin/%s", program), X_OK) == 0;
}

static void
look_for_programs(struct admin *admin)
{
	for (size_t i = 0; i < sizeof(programs) / sizeof(programs[0]); i++)
		if (!is_in_path(admin->arena, programs[i]))
			printf("note  there is no %s here\n", programs[i]);
}

int
command_doctor(int argc, char **argv)
{
	struct admin admin;
	bool is_good;

	if (argc != 1)
		return command_misused(argv[0]);
	if (!admin_begin(&admin))
		return admin_end(&admin, false);
	is_good = check_share(&admin);
	is_good &= check_file();
	is_good &= check_admin(&admin);
	is_good &= check_serving(&admin);
	look_for_programs(&admin);
	arena_free(admin.arena);
	return is_good ? 0 : 1;
}
