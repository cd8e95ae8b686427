#include "scratch.h"

#include <libpq-fe.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

struct scratch {
	PGconn *server;		/* stays in the database of the URL */
	PGconn *inside;
	char name[64];
	char conninfo[1024];
	char field[4096];
};

static void
die(const char *message)
{
	fprintf(stderr, "scratch: %s\n", message);
	exit(1);
}

static const char *
run(struct scratch *scratch, PGconn *pg, const char *sql)
{
	PGresult *result = PQexec(pg, sql);

	if (PQresultStatus(result) != PGRES_TUPLES_OK
	    && PQresultStatus(result) != PGRES_COMMAND_OK)
		die(PQerrorMessage(pg));
	snprintf(scratch->field, sizeof scratch->field, "%s",
		 PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "");
	PQclear(result);
	return scratch->field;
}

static void
add_keyword(struct scratch *scratch, const char *keyword, const char *value)
{
	size_t len = strlen(scratch->conninfo);
	char *end = scratch->conninfo + len;

	len += (size_t)snprintf(end, sizeof scratch->conninfo - len, "%s='",
				keyword);
	for (; *value && len + 4 < sizeof scratch->conninfo; value++) {
		if (*value == '\'' || *value == '\\')
			scratch->conninfo[len++] = '\\';
		scratch->conninfo[len++] = *value;
	}
	strcpy(scratch->conninfo + len, "' ");
}

/* The same server and user, another database. */
static void
make_conninfo(struct scratch *scratch)
{
	PQconninfoOption *options = PQconninfo(scratch->server);

	for (PQconninfoOption *o = options; o && o->keyword; o++)
		if (o->val && *o->val && strcmp(o->keyword, "dbname") != 0)
			add_keyword(scratch, o->keyword, o->val);
	PQconninfoFree(options);
	add_keyword(scratch, "dbname", scratch->name);
}

static void
connect_inside(struct scratch *scratch)
{
	PQfinish(scratch->inside);
	scratch->inside = PQconnectdb(scratch->conninfo);
	if (PQstatus(scratch->inside) != CONNECTION_OK)
		die(PQerrorMessage(scratch->inside));
}

static void
run_named(struct scratch *scratch, const char *format)
{
	char sql[256];

	snprintf(sql, sizeof sql, format, scratch->name);
	run(scratch, scratch->server, sql);
}

struct scratch *
scratch_new(void)
{
	const char *url = getenv("MUSTER_TEST_DATABASE_URL");
	struct scratch *scratch;

	if (!url || !*url) {
		printf("skipped: MUSTER_TEST_DATABASE_URL is not set\n");
		return NULL;
	}
	scratch = calloc(1, sizeof *scratch);
	if (!scratch)
		die("no memory");
	snprintf(scratch->name, sizeof scratch->name, "muster_scratch_%ld",
		 (long)getpid());
	scratch->server = PQconnectdb(url);
	if (PQstatus(scratch->server) != CONNECTION_OK)
		die(PQerrorMessage(scratch->server));
	run_named(scratch, "create database %s");
	make_conninfo(scratch);
	connect_inside(scratch);
	return scratch;
}

void
scratch_free(struct scratch *scratch)
{
	PQfinish(scratch->inside);
	run_named(scratch, "drop database %s with (force)");
	PQfinish(scratch->server);
	free(scratch);
}

const char *
scratch_conninfo(const struct scratch *scratch)
{
	return scratch->conninfo;
}

const char *
scratch_run(struct scratch *scratch, const char *sql)
{
	return run(scratch, scratch->inside, sql);
}

void
scratch_open(struct scratch *scratch, bool is_open)
{
	if (is_open) {
		run_named(scratch, "alter database %s allow_connections true");
		connect_inside(scratch);
		return;
	}
	run_named(scratch, "alter database %s allow_connections false");
	run_named(scratch, "select pg_terminate_backend(pid)"
			   " from pg_stat_activity where datname = '%s'");
}

void
scratch_clear(struct scratch *scratch)
{
	scratch_run(scratch, "set client_min_messages = warning;"
			     " drop schema public cascade;"
			     " create schema public");
}

int
scratch_run_tests(struct scratch **state, struct CMUnitTest *tests,
		  size_t count)
{
	int failed;

	*state = scratch_new();
	if (!*state)
		return SCRATCH_SKIPPED;
	for (size_t i = 0; i < count; i++)
		tests[i].initial_state = state;
	failed = _cmocka_run_group_tests("tests", tests, count, NULL, NULL);
	scratch_free(*state);
	return failed;
}
