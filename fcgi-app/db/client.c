#include "db/client.h"

#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "db/conninfo.h"
#include "db/constraint.h"
#include "db/rows.h"
#include "db/statement.h"

struct client {
	struct arena *arena;
	struct arena *rows;	/* owns the results */
	const struct constraint *constraints;	/* NULL: told as they are */
	PGconn *pg;
};

static void
finish(void *pg)
{
	PQfinish(pg);
}

static void
clear(void *result)
{
	PQclear(result);
}

/* libpq's message is a line or more; it never has a password in it. */
static const char *
message_of(const struct client *client)
{
	const char *message = PQerrorMessage(client->pg);
	size_t len = strlen(message);

	if (!client->pg || len == 0)
		return "out of memory";
	return arena_copy(client->rows, message,
			  message[len - 1] == '\n' ? len - 1 : len);
}

struct client *
client_open(struct arena *arena, const char *conninfo, struct error *err)
{
	static const struct setting settings[] = {
		{ "TimeZone", "UTC" },
		{ "DateStyle", "ISO" },
		{ "client_min_messages", "warning" },
		{ 0 }
	};
	struct client *client = arena_alloc(arena, sizeof *client);
	struct conninfo with;

	client->arena = arena;
	client->rows = arena;
	conninfo_init(&with, arena, conninfo, "muster", settings);
	client->pg = PQconnectdbParams(with.keywords, with.values, 1);
	arena_on_reset(arena, finish, client->pg);
	if (PQstatus(client->pg) == CONNECTION_OK)
		return client;
	fail(err, ERROR_UNAVAILABLE, "%s", message_of(client));
	return NULL;
}

void
client_keep_rows(struct client *client, struct arena *arena)
{
	client->rows = arena;
}

/* A parameter that is not of its type, or beyond it. */
static bool
is_malformed(const char *state)
{
	static const char *const states[] = {
		"22003", "22007", "22008", "22P02", NULL
	};
	size_t i = 0;

	while (states[i] && strcmp(states[i], state) != 0)
		i++;
	return states[i] != NULL;
}

static enum error_kind
kind_of(const char *state)
{
	if (!state || strncmp(state, "08", 2) == 0
	    || strncmp(state, "57P", 3) == 0)
		return ERROR_UNAVAILABLE;
	if (strncmp(state, "23", 2) == 0)
		return ERROR_CONFLICT;
	if (is_malformed(state))
		return ERROR_INVALID;
	return ERROR_INTERNAL;
}

/* The line of a script that an error points at; 0: it points nowhere. */
static int
line_of(const char *sql, const PGresult *result)
{
	const char *position =
		PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION);
	int characters = position ? atoi(position) : 0;
	int line = characters > 0 ? 1 : 0;

	/* counted in characters: bytes that go on with one do not count */
	for (; *sql && characters > 1; sql++) {
		line += *sql == '\n';
		characters -= ((unsigned char)sql[1] & 0xc0) != 0x80;
	}
	return line;
}

void
client_explain(struct client *client, const struct constraint *table)
{
	client->constraints = table;
}

static bool
fail_constraint(const struct constraint *constraint, struct error *err)
{
	if (!constraint->pointer)
		return fail(err, ERROR_CONFLICT, "%s", constraint->message);
	return fail_field(err, constraint->pointer, "invalid", "%s",
			  constraint->message);
}

static bool
fail_result(struct client *client, const char *script, const PGresult *result,
	    struct error *err)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *message =
		PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *hint = PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);
	int line = script ? line_of(script, result) : 0;
	const struct constraint *constraint = constraint_find(
		client->constraints,
		PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME));

	if (constraint && !script)
		return fail_constraint(constraint, err);
	if (!message)
		message = message_of(client);
	if (line > 0)
		fail(err, kind_of(state), "line %d: %s", line, message);
	else
		fail(err, kind_of(state), "%s", message);
	return hint ? fail_hint(err, hint) : false;
}

static bool
is_good(const PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);

	return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK
	       || status == PGRES_EMPTY_QUERY;
}

bool
client_run_values(struct client *client, const struct statement *statement,
		  const char *const *values, size_t count, struct rows *rows,
		  struct error *err)
{
	PGresult *result = PQexecParams(client->pg, statement->sql, (int)count,
					NULL, values + 1, NULL, NULL, 0);

	arena_on_reset(client->rows, clear, result);
	if (!is_good(result))
		return fail_result(client, NULL, result, err);
	if (rows)
		*rows = (struct rows){ result, PQntuples(result),
				       PQnfields(result) };
	return true;
}

bool
client_script(struct client *client, const char *sql, struct error *err)
{
	PGresult *result = PQexec(client->pg, sql);

	arena_on_reset(client->rows, clear, result);
	return is_good(result) || fail_result(client, sql, result, err);
}

bool
client_is_in_transaction(const struct client *client)
{
	return PQtransactionStatus(client->pg) == PQTRANS_INTRANS;
}

int
client_server_version(const struct client *client)
{
	return PQserverVersion(client->pg);
}

int
client_backend(const struct client *client)
{
	return PQbackendPID(client->pg);
}
