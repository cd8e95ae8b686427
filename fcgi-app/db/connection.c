#include "db/connection.h"

#include <libpq-fe.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/crypto.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/metrics.h"
#include "db/conninfo.h"
#include "db/pipeline.h"
#include "db/unit_internal.h"

#define BACKOFF_FIRST_MS 50
#define BACKOFF_MAX_MS 2000
#define OPENING_MAX_MS 5000

enum state {
	STATE_CLOSED,		/* for good, or until the timer opens it */
	STATE_OPENING,
	STATE_READY,
	STATE_DRAINING,		/* takes no more units, then opens again */
};

struct connection {
	const struct connection_options *options;
	enum state state;
	PGconn *pg;
	struct pipeline *pipeline;
	struct loop_source *source;
	struct loop_timer *timer;	/* of an opening or an answer */
	unsigned long progress;		/* when the timer was set */
	bool waits_to_write;
	bool was_ready;
	bool is_final;
	int failures;			/* openings in a row */
};

static void open_now(void *object);
static void expect_answer(struct connection *);

static void
forget_socket(struct connection *c)
{
	if (c->source)
		loop_forget(c->options->loop, c->source);
	c->source = NULL;
}

static void
cancel_timer(struct connection *c)
{
	loop_cancel(c->options->loop, c->timer);
	c->timer = NULL;
}

static void
set_timer(struct connection *c, int64_t delay_ms, loop_due *due)
{
	cancel_timer(c);
	c->timer = loop_after(c->options->loop, delay_ms, due, c);
}

/* Half to all of the delay, so that processes do not come back in step. */
static int64_t
backoff_ms(int failures)
{
	int64_t delay = BACKOFF_FIRST_MS;
	uint32_t random;

	for (int i = 0; i < failures && delay < BACKOFF_MAX_MS; i++)
		delay *= 2;
	if (delay > BACKOFF_MAX_MS)
		delay = BACKOFF_MAX_MS;
	crypto_random(&random, sizeof random);
	return delay / 2 + random % (uint32_t)(delay / 2 + 1);
}

static void
end_as_lost(struct connection *c)
{
	struct unit *unit;

	while ((unit = pipeline_pop(c->pipeline)) != NULL) {
		unit_end(unit, UNIT_LOST, "08006", "connection lost");
		c->options->ended(c->options->object, unit, false);
	}
}

/* Units in flight are lost; it opens again after delay_ms, if not for good. */
static void
drop(struct connection *c, int64_t delay_ms)
{
	bool was_ready = c->state >= STATE_READY;

	forget_socket(c);
	pipeline_end(c->pipeline);
	PQfinish(c->pg);
	c->pg = NULL;
	c->state = STATE_CLOSED;
	cancel_timer(c);
	if (!c->is_final)
		set_timer(c, delay_ms, open_now);
	if (was_ready)
		metrics_add(c->options->metrics, METRIC_DB_CONNECTIONS, -1);
	c->options->changed(c->options->object);
	end_as_lost(c);
}

/* libpq's message as one line; it never has a password in it. */
static const char *
reason(const struct connection *c, char out[CONNECTION_PROBLEM_SIZE])
{
	const char *message = PQerrorMessage(c->pg);
	size_t len;

	if (!c->pg || message[0] == '\0')
		message = "out of memory";
	len = strcspn(message, "\n");

	snprintf(out, CONNECTION_PROBLEM_SIZE, "%.*s", (int)len, message);
	return out;
}

static void
lose(struct connection *c, const char *why)
{
	log_message(LOG_WARN, "connection to the database lost: %s", why);
	drop(c, backoff_ms(0));
}

static void
lose_by_libpq(struct connection *c)
{
	char text[CONNECTION_PROBLEM_SIZE];

	lose(c, reason(c, text));
}

/*
 * statement_timeout ends what is slow. What is silent beyond it is a server
 * that stands still, or a Sync that libpq had no memory for and drops: it would
 * be waited for without end.
 */
static void
check_answer(void *object)
{
	struct connection *c = object;

	c->timer = NULL;
	if (pipeline_count(c->pipeline) == 0)
		return;
	if (pipeline_progress(c->pipeline) == c->progress)
		lose(c, "no answer in time");
	else
		expect_answer(c);
}

/* The timer is not cancelled with each answer: it looks once in a while. */
static void
expect_answer(struct connection *c)
{
	if (c->timer || c->options->answer_max_ms == 0)
		return;
	c->progress = pipeline_progress(c->pipeline);
	set_timer(c, c->options->answer_max_ms, check_answer);
}

/* The first failure of a row is logged, not each of thousands. */
static void
fail_to_open(struct connection *c)
{
	const char *problem = reason(c, c->options->problem);

	if (c->failures++ == 0)
		log_message(LOG_WARN, "no connection to the database: %s",
			    problem);
	drop(c, backoff_ms(c->failures));
}

static void
give_up_opening(void *object)
{
	struct connection *c = object;

	c->timer = NULL;
	snprintf(c->options->problem, CONNECTION_PROBLEM_SIZE,
		 "no answer within %d ms", OPENING_MAX_MS);
	c->failures++;
	drop(c, backoff_ms(c->failures));
}

static void
reopen_if_drained(struct connection *c)
{
	if (c->state == STATE_DRAINING && pipeline_count(c->pipeline) == 0)
		drop(c, 0);
}

static void
end_unit(struct connection *c, const struct pipeline_unit *done)
{
	/* what was sent behind an open transaction ran inside it */
	if (done->is_open) {
		log_message(LOG_ERROR, "a unit left a transaction open");
		drop(c, 0);
	} else if (done->is_worn) {
		c->state = STATE_DRAINING;
	}
	reopen_if_drained(c);
	c->options->changed(c->options->object);
	c->options->ended(c->options->object, done->unit, done->may_repeat);
}

/* Callers above may drop the connection: it opens again from the loop only. */
static void
take_units(struct connection *c)
{
	enum pipeline_event event = PIPELINE_UNIT;
	struct pipeline_unit done;

	while (c->pg && event == PIPELINE_UNIT) {
		event = pipeline_next(c->pipeline, &done);
		if (event == PIPELINE_UNIT)
			end_unit(c, &done);
	}
	if (event == PIPELINE_BROKEN)
		lose_by_libpq(c);
}

static bool
flush(struct connection *c)
{
	int left = PQflush(c->pg);

	if (left >= 0 && (left > 0) != c->waits_to_write) {
		c->waits_to_write = left > 0;
		loop_change(c->options->loop, c->source,
			    left > 0 ? LOOP_READ | LOOP_WRITE : LOOP_READ);
	}
	return left >= 0;
}

/* What came before the end of the connection still counts. */
static void
on_ready(void *object, int events)
{
	struct connection *c = object;
	bool is_alive = PQconsumeInput(c->pg);

	(void)events;
	take_units(c);
	if (c->pg && (!is_alive || !flush(c)))
		lose_by_libpq(c);
}

static void
be_ready(struct connection *c)
{
	cancel_timer(c);
	if (!pipeline_begin(c->pipeline, c->pg)) {
		fail_to_open(c);
		return;
	}
	c->source = loop_watch(c->options->loop, PQsocket(c->pg), LOOP_READ,
			       on_ready, c);
	c->waits_to_write = false;
	c->state = STATE_READY;
	c->failures = 0;
	c->options->problem[0] = '\0';
	metrics_add(c->options->metrics, METRIC_DB_CONNECTIONS, 1);
	if (c->was_ready)
		metrics_add(c->options->metrics, METRIC_DB_RECONNECTS, 1);
	c->was_ready = true;
	c->options->changed(c->options->object);
}

static void
log_notice(void *object, const PGresult *result)
{
	const char *text = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

	(void)object;
	log_message(LOG_WARN, "database: %s", text ? text : "notice");
}

static void on_opening(void *object, int events);

/* libpq may close its socket and open another one: watch it anew each time. */
static void
watch_opening(struct connection *c, PostgresPollingStatusType status)
{
	c->source = loop_watch(c->options->loop, PQsocket(c->pg),
			       status == PGRES_POLLING_READING ? LOOP_READ
							       : LOOP_WRITE,
			       on_opening, c);
}

static void
on_opening(void *object, int events)
{
	struct connection *c = object;
	PostgresPollingStatusType status;

	(void)events;
	forget_socket(c);
	status = PQconnectPoll(c->pg);
	if (status == PGRES_POLLING_OK)
		be_ready(c);
	else if (status == PGRES_POLLING_FAILED)
		fail_to_open(c);
	else
		watch_opening(c, status);
}

static void
open_now(void *object)
{
	struct connection *c = object;
	const struct conninfo *conninfo = c->options->conninfo;

	c->timer = NULL;
	c->state = STATE_OPENING;
	c->pg = PQconnectStartParams(conninfo->keywords, conninfo->values, 1);
	if (PQstatus(c->pg) == CONNECTION_BAD) {
		fail_to_open(c);
		return;
	}
	PQsetNoticeReceiver(c->pg, log_notice, NULL);
	set_timer(c, OPENING_MAX_MS, give_up_opening);
	watch_opening(c, PGRES_POLLING_WRITING);
}

struct connection *
connection_new(struct arena *arena, const struct connection_options *options)
{
	struct connection *c = arena_alloc(arena, sizeof *c);

	c->options = options;
	c->pipeline = pipeline_new(arena, options->depth);
	set_timer(c, 0, open_now);
	return c;
}

void
connection_close(struct connection *c)
{
	c->is_final = true;
	drop(c, 0);
}

bool
connection_is_ready(const struct connection *c)
{
	return c->state == STATE_READY;
}

int
connection_load(const struct connection *c)
{
	if (c->state != STATE_READY)
		return c->options->depth;
	return pipeline_count(c->pipeline);
}

void
connection_send(struct connection *c, struct unit *unit)
{
	if (!pipeline_send(c->pipeline, unit) || !flush(c))
		lose_by_libpq(c);
	else
		expect_answer(c);
}
