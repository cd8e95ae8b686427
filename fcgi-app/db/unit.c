#include "db/unit_internal.h"

#include <libpq-fe.h>
#include <string.h>

#include "base/arena.h"
#include "db/statement.h"

enum { CALLS_AT_FIRST = 8 };

static void
clear_results(struct unit *unit)
{
	for (size_t i = 0; i < unit->count; i++) {
		PQclear(unit->calls[i]->rows.result);
		unit->calls[i]->rows = (struct rows){ 0 };
	}
}

static void
on_reset(void *object)
{
	clear_results(object);
}

struct unit *
unit_new(struct arena *arena, enum lane lane)
{
	struct unit *unit = arena_alloc(arena, sizeof *unit);

	unit->arena = arena;
	unit->lane = lane;
	arena_on_reset(arena, on_reset, unit);
	return unit;
}

static struct call *
call_new(struct arena *arena, const struct statement *statement,
	 const char *const *values, size_t count)
{
	struct call *call = arena_alloc(arena, sizeof *call);

	call->statement = statement;
	call->count = (int)count;
	call->values = arena_alloc(arena, (count + 1) * sizeof *call->values);
	for (size_t i = 0; i < count; i++)
		call->values[i] = arena_text(arena, values[i + 1]);
	return call;
}

static void
make_room(struct unit *unit)
{
	size_t size = unit->size ? 2 * unit->size : CALLS_AT_FIRST;
	struct call **calls;

	if (unit->count < unit->size)
		return;
	calls = arena_alloc(unit->arena, size * sizeof *calls);
	if (unit->count)
		memcpy(calls, unit->calls, unit->count * sizeof *calls);
	unit->calls = calls;
	unit->size = size;
}

bool
unit_add_values(struct unit *unit, const struct statement *statement,
		const char *const *values, size_t count)
{
	struct call *call = call_new(unit->arena, statement, values, count);

	make_room(unit);
	unit->calls[unit->count++] = call;
	return true;
}

bool
unit_add_first(struct unit *unit, const struct statement *statement,
	       const char *const *values, size_t count)
{
	struct call *call = call_new(unit->arena, statement, values, count);

	make_room(unit);
	memmove(unit->calls + 1, unit->calls,
		unit->count * sizeof *unit->calls);
	unit->calls[0] = call;
	unit->count++;
	return true;
}

size_t
unit_count(const struct unit *unit)
{
	return unit->count;
}

bool
unit_is_empty(const struct unit *unit)
{
	return unit->count == 0;
}

void
unit_set_lane(struct unit *unit, enum lane lane)
{
	unit->lane = lane;
}

enum unit_outcome
unit_outcome(const struct unit *unit)
{
	return unit->outcome;
}

const struct unit_failure *
unit_failure(const struct unit *unit)
{
	return &unit->failure;
}

const struct rows *
unit_rows(const struct unit *unit, size_t statement)
{
	static const struct rows none;

	return statement < unit->count ? &unit->calls[statement]->rows : &none;
}

int64_t
unit_us(const struct unit *unit)
{
	return unit->us;
}

void
call_take(struct call *call, void *result)
{
	call->rows.result = result;
	call->rows.count = PQntuples(result);
	call->rows.columns = PQnfields(result);
}

/* The result stays with its call as an empty one, so that the texts live on. */
void
unit_take_failure(struct unit *unit, struct call *call, void *result)
{
	if (unit->failure.sqlstate) {
		PQclear(result);
		return;
	}
	call_take(call, result);
	unit->failure = (struct unit_failure){
		.sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE),
		.message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY),
		.detail = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL),
		.constraint = PQresultErrorField(result,
						 PG_DIAG_CONSTRAINT_NAME),
		.statement = call->statement->name,
	};
}

void
unit_end(struct unit *unit, enum unit_outcome outcome, const char *sqlstate,
	 const char *message)
{
	clear_results(unit);
	unit->outcome = outcome;
	unit->failure = (struct unit_failure){
		.sqlstate = sqlstate, .message = message
	};
}

void
unit_rewind(struct unit *unit)
{
	clear_results(unit);
	unit->outcome = UNIT_DONE;
	unit->failure = (struct unit_failure){ 0 };
}
