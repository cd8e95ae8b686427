/* muster: one binary, one row per subcommand. */

#include <stdio.h>
#include <string.h>

#include "command/command.h"

#ifndef MUSTER_VERSION
#define MUSTER_VERSION "0.1.0"
#endif

static command_run help;
static command_run version;

static const struct command commands[] = {
	{ "web", command_web, "", "Serve FastCGI on descriptor 0." },
	{ "request", command_request,
	  "METHOD PATH [--as EMAIL | --key KEY] [--data TEXT] [--header 'N: v'] [--head]",
	  "Run one request through the whole stack." },
	{ "migrate", command_migrate,
	  "up [--yes] | down [STEPS] [--yes] | status | history | verify | create NAME",
	  "Bring the schema to this version." },
	{ "maintain", command_maintain, "",
	  "Make partitions, fold changes, trim, seal; for a timer." },
	{ "backup", command_backup, "FILE [--yes]",
	  "Write the whole database to a file, and count what is in it." },
	{ "restore", command_restore, "FILE [--replace] [--yes]",
	  "Put such a file into the database, all or nothing." },
	{ "audit", command_audit, "verify [--tenant T] [--heads FILE]",
	  "Tell whether the audit log is what was sealed." },
	{ "user", command_user,
	  "add EMAIL --tenant T [--role R] [--name N] [--random] | password EMAIL [--random] | list"
	  " | show EMAIL | disable EMAIL | enable EMAIL | remove EMAIL --tenant T",
	  "People and their passwords." },
	{ "tenant", command_tenant,
	  "add NAME [SLUG] | list | show TENANT | rename TENANT NAME [--slug S]"
	  " | delete TENANT [--yes] | keep TENANT",
	  "Organisations." },
	{ "plan", command_plan,
	  "list | show TENANT | set TENANT PLAN [--cycle C] [--limits U=N,...] | end TENANT"
	  " | change PLAN [--type T] [--monthly N] [--yearly N] [--currency C] [--features F,...]"
	  " [--limits U=N,...] [--offered yes|no] [--default]",
	  "What organisations may use, and what that costs." },
	{ "key", command_key,
	  "create NAME --tenant T [--role R] [--expires '90 days'] | list --tenant T | revoke ID --tenant T",
	  "API keys." },
	{ "keys", command_keys, "init | check | rotate | rewrap",
	  "Master keys, which wrap the keys of credentials." },
	{ "import", command_import,
	  "flow PATH... --tenant T [--as EMAIL] [--dry-run] [--report FILE]",
	  "Take over agents and workflows of other systems." },
	{ "export", command_export,
	  "flow --tenant T --agent ID | --workflow ID | --all [--out DIR] [--as EMAIL]",
	  "Write flows as documents that import reads." },
	{ "routes", command_routes, "[--nginx]",
	  "Print the routes, or locations for nginx." },
	{ "openapi", command_openapi, "",
	  "Print the document of the API (OpenAPI 3.1)." },
	{ "config", command_config, "[--sample | --table]",
	  "Print the options in force." },
	{ "doctor", command_doctor, "", "Look at the host and say what is wrong." },
	{ "demo", command_demo, "[--random]",
	  "Load made-up data into an empty database." },
	{ "version", version, "", "Print the version." },
	{ "help", help, "[COMMAND]", "Print this list." },
	{ 0 }
};

static const struct command *
find(const char *name)
{
	const struct command *command = commands;

	while (command->name && strcmp(command->name, name) != 0)
		command++;
	return command->name ? command : NULL;
}

static void
print_usage(FILE *out, const struct command *command)
{
	fprintf(out, "usage: muster %s%s%s\n", command->name,
		*command->usage ? " " : "", command->usage);
}

static void
print_commands(FILE *out)
{
	fprintf(out, "usage: muster COMMAND [ARGUMENTS]\n\n");
	for (const struct command *command = commands; command->name; command++)
		fprintf(out, "  %-10s %s\n", command->name, command->help);
}

static int
unknown(const char *name)
{
	fprintf(stderr, "muster: no command '%s'; try 'muster help'\n", name);
	return 2;
}

int
command_misused(const char *name)
{
	print_usage(stderr, find(name));
	return 2;
}

static int
help(int argc, char **argv)
{
	const struct command *command;

	if (argc > 2)
		return command_misused("help");
	if (argc < 2) {
		print_commands(stdout);
		return 0;
	}
	command = find(argv[1]);
	if (!command)
		return unknown(argv[1]);
	print_usage(stdout, command);
	printf("\n%s\n", command->help);
	return 0;
}

static int
version(int argc, char **argv)
{
	(void)argv;
	if (argc > 1)
		return command_misused("version");
	printf("muster %s\n", MUSTER_VERSION);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct command *command;

	if (argc < 2) {
		print_commands(stderr);
		return 2;
	}
	command = find(argv[1]);
	return command ? command->run(argc - 1, argv + 1) : unknown(argv[1]);
}
