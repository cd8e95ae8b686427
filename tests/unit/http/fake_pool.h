#ifndef HTTP_FAKE_POOL_H
#define HTTP_FAKE_POOL_H

/*
 * Fake pool: a database that answers as the test says, in place of pool_submit.
 * It defines what it declares: one file of a program includes it, and the linker
 * then leaves the real pool out.
 */

#include <libpq-fe.h>

#include "db/pool.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit_internal.h"
#include "http/harness.h"

struct fake_unit {
	char statements[256];		/* names, each with a space behind */
	char values[512];		/* of auth.begin, each with a space behind */
	enum lane lane;
};

static struct fake {
	struct fake_unit units[16];
	int count;
	/* how units end; of the first unit alone if is_once */
	enum unit_outcome outcome;
	struct unit_failure failure;
	bool is_once;
} fake;

static void
set_value(PGresult *result, int column, const char *value)
{
	assert_true(PQsetvalue(result, 0, column, (char *)(uintptr_t)value,
			       value ? (int)strlen(value) : -1));
}

static PGresult *
one_row(const char *const *names, const char *const *values, int count)
{
	PGresult *result = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);
	PGresAttDesc columns[16] = { 0 };

	for (int i = 0; i < count; i++)
		columns[i].name = (char *)(uintptr_t)names[i];
	assert_true(PQsetResultAttrs(result, count, columns));
	for (int i = 0; i < count; i++)
		set_value(result, i, values[i]);
	return result;
}

static PGresult *
caller_row(void)
{
	static const char *const names[] = {
		"user_id", "tenant_id", "role", "kind", "email",
		"name", "tenant_name", "theme", "time_zone", "page_size"
	};
	static const char *const values[] = {
		"u1", TENANT, "operator", "key", "operator@harbour.example",
		"Operator", "Harbour", "dark", "UTC", "25"
	};

	return one_row(names, values, 10);
}

static PGresult *
value_row(const char *value)
{
	return one_row((const char *const[]){ "value" },
		       (const char *const[]){ value }, 1);
}

static void
note(struct fake_unit *noted, const struct unit *unit)
{
	const struct call *first = unit->calls[0];

	*noted = (struct fake_unit){ .lane = unit->lane };
	for (size_t i = 0; i < unit->count; i++)
		strcat(strcat(noted->statements, unit->calls[i]->statement->name),
		       " ");
	for (int i = 0; i < first->count; i++)
		strcat(strcat(noted->values, first->values[i] ? first->values[i]
			      : "null"), " ");
}

static void
answer_call(struct call *call)
{
	if (strcmp(call->statement->name, "auth_begin") == 0)
		call_take(call, caller_row());
	else
		call_take(call, value_row(call->count ? call->values[0] : "none"));
}

static void
finish(void *object)
{
	struct unit *unit = object;

	unit->done(unit, unit->object);
}

void
pool_submit(struct pool *pool, struct unit *unit, unit_done *done, void *object)
{
	struct harness *h = (struct harness *)pool;
	bool is_told = !fake.is_once || fake.count == 0;

	note(&fake.units[fake.count++], unit);
	unit->done = done;
	unit->object = object;
	unit->outcome = is_told ? fake.outcome : UNIT_DONE;
	unit->failure = fake.failure;
	for (size_t i = 0; unit->outcome == UNIT_DONE && i < unit->count; i++)
		answer_call(unit->calls[i]);
	if (unit->outcome == UNIT_REFUSED)
		finish(unit);
	else
		loop_later(h->app.loop, finish, unit);
}

/* A harness whose database has answered nothing yet. */
static int
fake_set_up(void **state)
{
	struct harness *h;

	memset(&fake, 0, sizeof fake);
	harness_set_up(state);
	h = *state;
	h->app.pool = (struct pool *)h;
	return 0;
}

#endif
