#include "db/pipeline.h"

#include <assert.h>
#include <libpq-fe.h>
#include <string.h>

#include "base/arena.h"
#include "db/prepared.h"
#include "db/statement.h"
#include "db/unit_internal.h"

/* A unit on its way: its preparations, a Sync, its statements, a Sync. */
struct flight {
	struct unit *unit;
	size_t next;		/* the call whose result comes next */
	bool is_preparing;
	bool may_repeat, is_worn, is_open;
};

struct pipeline {
	PGconn *pg;
	struct prepared *prepared;
	bool expects_null;	/* libpq ends all results but Sync with NULL */
	int depth, first, count;
	struct flight *ring;
	unsigned long progress;
};

struct pipeline *
pipeline_new(struct arena *arena, int depth)
{
	struct pipeline *pipeline = arena_alloc(arena, sizeof *pipeline);

	pipeline->depth = depth;
	pipeline->ring = arena_alloc(arena,
				     (size_t)depth * sizeof *pipeline->ring);
	return pipeline;
}

bool
pipeline_begin(struct pipeline *pipeline, void *pg)
{
	pipeline->pg = pg;
	pipeline->expects_null = false;
	pipeline->prepared = prepared_new();
	return pipeline->prepared != NULL && PQsetnonblocking(pg, 1) == 0
	       && PQenterPipelineMode(pg);
}

void
pipeline_end(struct pipeline *pipeline)
{
	prepared_free(pipeline->prepared);
	pipeline->prepared = NULL;
	pipeline->pg = NULL;
}

int
pipeline_count(const struct pipeline *pipeline)
{
	return pipeline->count;
}

unsigned long
pipeline_progress(const struct pipeline *pipeline)
{
	return pipeline->progress;
}

static struct flight *
push(struct pipeline *pipeline, struct unit *unit)
{
	int last = (pipeline->first + pipeline->count) % pipeline->depth;

	assert(pipeline->count < pipeline->depth);
	pipeline->count++;
	pipeline->ring[last] = (struct flight){ .unit = unit };
	return &pipeline->ring[last];
}

struct unit *
pipeline_pop(struct pipeline *pipeline)
{
	struct unit *unit;

	if (pipeline->count == 0)
		return NULL;
	unit = pipeline->ring[pipeline->first].unit;
	pipeline->first = (pipeline->first + 1) % pipeline->depth;
	pipeline->count--;
	return unit;
}

static bool
send_preparation(struct pipeline *pipeline, struct call *call)
{
	const struct statement *statement = call->statement;

	call->is_preparing = !prepared_has(pipeline->prepared, statement);
	if (!call->is_preparing)
		return true;
	return prepared_add(pipeline->prepared, statement)
	       && PQsendPrepare(pipeline->pg, statement->name, statement->sql,
				0, NULL);
}

/*
 * Preparations have a Sync of their own in front of the unit: one that fails
 * leaves those before it prepared, and a unit that fails leaves them all.
 */
static bool
send_preparations(struct pipeline *pipeline, struct flight *flight)
{
	struct unit *unit = flight->unit;

	for (size_t i = 0; i < unit->count; i++) {
		if (!send_preparation(pipeline, unit->calls[i]))
			return false;
		flight->is_preparing |= unit->calls[i]->is_preparing;
	}
	return !flight->is_preparing || PQpipelineSync(pipeline->pg);
}

static bool
send_calls(struct pipeline *pipeline, const struct unit *unit)
{
	for (size_t i = 0; i < unit->count; i++) {
		const struct call *call = unit->calls[i];

		if (!PQsendQueryPrepared(pipeline->pg, call->statement->name,
					 call->count, call->values, NULL, NULL,
					 0))
			return false;
	}
	return true;
}

/* libpq writes at each Sync, so that units sent in a row are a write each. */
bool
pipeline_send(struct pipeline *pipeline, struct unit *unit)
{
	struct flight *flight = push(pipeline, unit);

	return send_preparations(pipeline, flight) && send_calls(pipeline, unit)
	       && PQpipelineSync(pipeline->pg);
}

/* NULL: there are more results than were asked for. */
static struct call *
next_call(struct flight *flight)
{
	struct unit *unit = flight->unit;

	while (flight->next < unit->count) {
		struct call *call = unit->calls[flight->next++];

		if (!flight->is_preparing || call->is_preparing)
			return call;
	}
	return NULL;
}

/*
 * Only these can leave a transaction open behind the Sync. The tag is asked
 * because libpq hides the state while other units are in flight.
 */
static bool
is_transaction_control(PGresult *result)
{
	static const char *const tags[] = {
		"BEGIN", "START TRANSACTION", "COMMIT", "ROLLBACK",
		"SAVEPOINT", "RELEASE", "PREPARE TRANSACTION",
	};
	const char *tag = PQcmdStatus(result);

	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (strcmp(tag, tags[i]) == 0)
			return true;
	return false;
}

/*
 * The statement is unknown, or its plan does not fit the tables any more: the
 * function that says so is asked, because 0A000 has a hundred other meanings
 * and messages are translated.
 */
static bool
is_stale(PGresult *result)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *source =
		PQresultErrorField(result, PG_DIAG_SOURCE_FUNCTION);

	if (strcmp(state, "26000") == 0)
		return true;
	return strcmp(state, "0A000") == 0 && source
	       && strcmp(source, "RevalidateCachedQuery") == 0;
}

static void
take_call_failure(struct flight *flight, struct call *call, PGresult *result)
{
	if (!flight->unit->failure.sqlstate)
		flight->may_repeat = flight->is_worn = is_stale(result);
	unit_take_failure(flight->unit, call, result);
}

/*
 * A statement that is known though it was not prepared here (42P05) will run:
 * names are unique. The unit tells how that ends; the connection is not kept.
 */
static void
take_preparation_failure(struct pipeline *pipeline, struct flight *flight,
			 struct call *call, PGresult *result)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

	prepared_remove(pipeline->prepared, call->statement);
	if (strcmp(state, "42P05") == 0) {
		flight->is_worn = true;
		PQclear(result);
		return;
	}
	unit_take_failure(flight->unit, call, result);
}

static bool
take_failure(struct pipeline *pipeline, struct flight *flight,
	     struct call *call, PGresult *result)
{
	/* libpq's own failures have no state: no memory, lost, out of step */
	if (!PQresultErrorField(result, PG_DIAG_SQLSTATE)) {
		PQclear(result);
		return false;
	}
	if (flight->is_preparing)
		take_preparation_failure(pipeline, flight, call, result);
	else
		take_call_failure(flight, call, result);
	return true;
}

static void
take_rows(struct flight *flight, struct call *call, PGresult *result)
{
	flight->is_open |= is_transaction_control(result);
	if (flight->is_preparing)
		PQclear(result);
	else
		call_take(call, result);
}

/* False if it is not what pipeline mode promises. */
static bool
take_result(struct pipeline *pipeline, struct flight *flight, PGresult *result)
{
	struct call *call = next_call(flight);

	pipeline->expects_null = true;
	switch (call ? PQresultStatus(result) : PGRES_BAD_RESPONSE) {
	case PGRES_COMMAND_OK:
	case PGRES_TUPLES_OK:
	case PGRES_EMPTY_QUERY:
		take_rows(flight, call, result);
		return true;
	case PGRES_FATAL_ERROR:
		return take_failure(pipeline, flight, call, result);
	case PGRES_PIPELINE_ABORTED:
		if (flight->is_preparing)
			prepared_remove(pipeline->prepared, call->statement);
		PQclear(result);
		return true;
	default:
		PQclear(result);
		return false;
	}
}

static void
complete(struct pipeline *pipeline, struct flight *flight,
	 struct pipeline_unit *out)
{
	PGTransactionStatusType status = PQtransactionStatus(pipeline->pg);
	struct unit *unit = flight->unit;

	unit->outcome = unit->failure.sqlstate ? UNIT_FAILED : UNIT_DONE;
	*out = (struct pipeline_unit){
		.unit = unit,
		.may_repeat = flight->may_repeat && !flight->is_open,
		.is_worn = flight->is_worn,
		.is_open = flight->is_open || (status != PQTRANS_IDLE
					       && status != PQTRANS_ACTIVE),
	};
	pipeline_pop(pipeline);
}

static enum pipeline_event
take_sync(struct pipeline *pipeline, struct flight *flight,
	  struct pipeline_unit *out)
{
	if (next_call(flight))
		return PIPELINE_BROKEN;
	if (!flight->is_preparing) {
		complete(pipeline, flight, out);
		return PIPELINE_UNIT;
	}
	flight->is_preparing = false;
	flight->next = 0;
	return PIPELINE_WAIT;
}

/* PIPELINE_WAIT: go on with the next one. */
static enum pipeline_event
take(struct pipeline *pipeline, PGresult *result, struct pipeline_unit *out)
{
	struct flight *flight = &pipeline->ring[pipeline->first];

	pipeline->progress++;
	if (pipeline->expects_null != !result) {
		PQclear(result);
		return PIPELINE_BROKEN;
	}
	if (!result) {
		pipeline->expects_null = false;
		return PIPELINE_WAIT;
	}
	if (PQresultStatus(result) == PGRES_PIPELINE_SYNC) {
		PQclear(result);
		return take_sync(pipeline, flight, out);
	}
	return take_result(pipeline, flight, result) ? PIPELINE_WAIT
						     : PIPELINE_BROKEN;
}

enum pipeline_event
pipeline_next(struct pipeline *pipeline, struct pipeline_unit *out)
{
	enum pipeline_event event = PIPELINE_WAIT;

	/* asked also when nothing is in flight: it reads notices */
	while (event == PIPELINE_WAIT && !PQisBusy(pipeline->pg)) {
		if (pipeline->count == 0)
			return PIPELINE_WAIT;
		event = take(pipeline, PQgetResult(pipeline->pg), out);
	}
	return event;
}
