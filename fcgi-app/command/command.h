#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

/*
 * Command: one subcommand of the program, a row of the table in main.c, in a
 * file of its own.
 */

/* argv[0] is the subcommand. Returns the exit status: 2 for wrong use. */
typedef int command_run(int argc, char **argv);

struct command {
	const char *name;
	command_run *run;
	const char *usage;	/* arguments: "METHOD PATH [--as EMAIL]" */
	const char *help;	/* one sentence */
};

command_run command_web;
command_run command_request;
command_run command_migrate;
command_run command_maintain;
command_run command_user;
command_run command_tenant;
command_run command_plan;
command_run command_key;
command_run command_keys;
command_run command_config;
command_run command_doctor;
command_run command_demo;
command_run command_backup;
command_run command_restore;
command_run command_openapi;
command_run command_routes;
command_run command_import;
command_run command_export;
command_run command_audit;

/* "muster NAME USAGE" on standard error; always 2. */
int command_misused(const char *name);

#endif
