/* muster demo: load the made-up data of sql/seed/demo*.sql into an empty database.
 * One password, read as in "muster user", signs all its people in. */

#include <stddef.h>
#include <stdio.h>

#include "auth/password.h"
#include "base/arena.h"
#include "base/buf.h"
#include "command/admin.h"
#include "command/arguments.h"
#include "command/ask.h"
#include "command/command.h"
#include "db/client.h"
#include "db/rows.h"
#include "db/sql_file.h"
#include "db/statement.h"

static const struct statement count_tenants = {
	.name = "count_tenants",
	.sql  = "select count(*) as count from tenants",
};

static const struct statement set_demo_hash = {
	.name = "set_demo_hash",
	.sql  = "select set_config('muster.demo_hash', $1, false)",
};

/* Demo rows beside real ones would be hard to find again. */
static bool
check_empty(struct admin *admin)
{
	struct rows rows;

	if (!client_run(admin->client, &rows, &admin->error, &count_tenants))
		return false;
	return rows_int(&rows, 0, "count") == 0
	       || fail(&admin->error, ERROR_CONFLICT,
		       "the database already holds tenants");
}

static bool
give_hash(struct admin *admin, bool is_random)
{
	char hash[PASSWORD_HASH_SIZE];
	const char *password =
		ask_new_password(admin->arena, is_random, &admin->error);

	if (!password)
		return false;
	if (!password_hash(password, hash))
		return fail(&admin->error, ERROR_UNAVAILABLE, "out of memory");
	return client_run(admin->client, NULL, &admin->error, &set_demo_hash,
			  hash);
}

static const char *
read_seed(struct admin *admin, const char *name)
{
	return sql_file_read(admin->arena,
			     arena_printf(admin->arena, "%s/seed/%s",
					  admin->sql_dir, name),
			     &admin->error);
}

/* In this order: each may refer to the ones before it. */
static const char *const seeds[] = {
	"demo.sql", "demo_agents.sql", "demo_flows.sql", "demo_tasks.sql",
	"demo_mcp_servers.sql", "demo_usage.sql", "demo_messages.sql",
	"demo_blueprints.sql", NULL
};

/* As one script, which is one transaction: all of it, or nothing. */
static bool
load(struct admin *admin, bool is_random)
{
	struct buf script;

	if (!admin_connect_as_owner(admin) || !check_empty(admin)
	    || !give_hash(admin, is_random))
		return false;
	buf_init(&script, admin->arena, 65536);
	for (size_t i = 0; seeds[i]; i++) {
		const char *seed = read_seed(admin, seeds[i]);

		if (!seed)
			return false;
		buf_printf(&script, "%s\n", seed);
	}
	return client_script(admin->client, script.bytes, &admin->error);
}

int
command_demo(int argc, char **argv)
{
	struct admin admin;
	bool is_random = false;
	const struct argument arguments[] = {
		{ "random", .flag = &is_random },
		{ 0 }
	};

	if (!arguments_read(argc, argv, arguments, NULL, 0, 0))
		return command_misused(argv[0]);
	return admin_end(&admin, load(&admin, is_random));
}
