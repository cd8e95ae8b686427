#include "db/lane.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/loop.h"
#include "base/metrics.h"
#include "base/time.h"
#include "db/unit_internal.h"

/* A start or a reconnect may take so long before units are refused at once. */
#define DOWN_GRACE_US (250 * 1000)

/* A unit waits no longer for a lane that is down. */
#define WAIT_MAX_US (1000 * 1000)
#define WAIT_CHECK_MS 250

#define ANSWER_GRACE_MS 1000

struct lane_state {
	const struct lane_home *home;
	struct connection_options options;
	struct connection **connections;
	int count;
	int64_t down_since_us;		/* 0: some connection is ready */
	struct unit *first, **end;	/* waiting */
	int waiting;
	struct loop_timer *timer;	/* runs while units wait */
	bool is_closing;
};

bool
lane_is_ready(const struct lane_state *lane)
{
	for (int i = 0; i < lane->count; i++)
		if (connection_is_ready(lane->connections[i]))
			return true;
	return false;
}

/* The least loaded connection; NULL if all are full or not ready. */
static struct connection *
find_room(const struct lane_state *lane)
{
	struct connection *best = NULL;
	int least = lane->options.depth;

	for (int i = 0; i < lane->count; i++) {
		int load = connection_load(lane->connections[i]);

		if (load < least) {
			least = load;
			best = lane->connections[i];
		}
	}
	return best;
}

static void
append(struct lane_state *lane, struct unit *unit)
{
	unit->next = NULL;
	*lane->end = unit;
	lane->end = &unit->next;
	lane->waiting++;
}

static void
prepend(struct lane_state *lane, struct unit *unit)
{
	unit->next = lane->first;
	if (!lane->first)
		lane->end = &unit->next;
	lane->first = unit;
	lane->waiting++;
}

static struct unit *
take_first(struct lane_state *lane)
{
	struct unit *unit = lane->first;

	lane->first = unit->next;
	if (!lane->first)
		lane->end = &lane->first;
	lane->waiting--;
	return unit;
}

static void
count_result(const struct lane_state *lane, const struct unit *unit)
{
	struct metrics *metrics = lane->home->metrics;
	const char *state = unit->failure.sqlstate;

	metrics_add(metrics, METRIC_DB_UNITS, 1);
	metrics_add(metrics, METRIC_DB_US, unit->us);
	/* MU… are answers of ours, such as "not signed in" */
	if (state && strncmp(state, "MU", 2) != 0)
		metrics_add(metrics, METRIC_DB_ERRORS, 1);
}

void
lane_settle(struct lane_state *lane, struct unit *unit)
{
	unit->us = time_monotonic_us() - unit->submitted_us;
	if (unit->outcome != UNIT_REFUSED)
		count_result(lane, unit);
	--*lane->home->in_flight;
	unit->done(unit, unit->object);
}

static void
refuse(struct lane_state *lane, struct unit *unit, const char *why)
{
	unit_end(unit, UNIT_REFUSED, NULL, why);
	lane_settle(lane, unit);
}

static void
send_waiting(struct lane_state *lane)
{
	struct connection *connection;

	while (lane->first && (connection = find_room(lane)) != NULL)
		connection_send(connection, take_first(lane));
}

static void check_waiting(void *object);

static void
set_timer(struct lane_state *lane)
{
	if (!lane->timer && lane->first && !lane->is_closing)
		lane->timer = loop_after(lane->home->loop, WAIT_CHECK_MS,
					 check_waiting, lane);
}

static void
check_waiting(void *object)
{
	struct lane_state *lane = object;
	int64_t oldest_us = time_monotonic_us() - WAIT_MAX_US;

	lane->timer = NULL;
	while (lane->first && lane->down_since_us
	       && lane->first->queued_us < oldest_us)
		refuse(lane, take_first(lane), "no connection in time");
	set_timer(lane);
}

static void
wait_for_room(struct lane_state *lane, struct unit *unit,
	      void (*put)(struct lane_state *, struct unit *))
{
	unit->queued_us = time_monotonic_us();
	put(lane, unit);
	set_timer(lane);
}

static void
on_change(void *object)
{
	struct lane_state *lane = object;

	if (lane_is_ready(lane))
		lane->down_since_us = 0;
	else if (!lane->down_since_us)
		lane->down_since_us = time_monotonic_us();
	send_waiting(lane);
}

/* Reads change nothing, and a stale unit did nothing: once more, elsewhere. */
static bool
may_repeat(const struct lane_state *lane, const struct unit *unit,
	   bool is_stale)
{
	bool is_lost_read =
		unit->outcome == UNIT_LOST && unit->lane == LANE_READ;

	return (is_stale || is_lost_read) && !unit->is_repeated
	       && !lane->is_closing;
}

static void
on_end(void *object, struct unit *unit, bool is_stale)
{
	struct lane_state *lane = object;

	if (!may_repeat(lane, unit, is_stale)) {
		lane_settle(lane, unit);
		return;
	}
	unit_rewind(unit);
	unit->is_repeated = true;
	wait_for_room(lane, unit, prepend);
	send_waiting(lane);
}

/* What the server ends by itself, and the way there and back. */
static int
answer_max_ms(const struct lane_options *options)
{
	if (options->statement_timeout_ms == 0)
		return 0;
	return options->statement_timeout_ms + ANSWER_GRACE_MS;
}

struct lane_state *
lane_new(const struct lane_home *home, const struct conninfo *conninfo,
	 const struct lane_options *options)
{
	struct lane_state *lane = arena_alloc(home->arena, sizeof *lane);
	size_t count = (size_t)options->connections;

	lane->home = home;
	lane->count = options->connections;
	lane->end = &lane->first;
	lane->down_since_us = time_monotonic_us();
	lane->options = (struct connection_options){
		.loop = home->loop, .metrics = home->metrics,
		.conninfo = conninfo, .depth = options->depth,
		.answer_max_ms = answer_max_ms(options),
		.problem = home->problem,
		.changed = on_change, .ended = on_end, .object = lane,
	};
	lane->connections = arena_alloc(home->arena,
					count * sizeof *lane->connections);
	for (int i = 0; i < lane->count; i++)
		lane->connections[i] = connection_new(home->arena,
						      &lane->options);
	return lane;
}

void
lane_close(struct lane_state *lane)
{
	lane->is_closing = true;
	loop_cancel(lane->home->loop, lane->timer);
	while (lane->first)
		refuse(lane, take_first(lane), "the pool is closed");
	for (int i = 0; i < lane->count; i++)
		connection_close(lane->connections[i]);
}

static bool
is_down(const struct lane_state *lane)
{
	return lane->down_since_us
	       && time_monotonic_us() - lane->down_since_us > DOWN_GRACE_US;
}

void
lane_submit(struct lane_state *lane, struct unit *unit)
{
	struct connection *connection = lane->first ? NULL : find_room(lane);

	if (lane->is_closing) {
		refuse(lane, unit, "the pool is closed");
	} else if (connection) {
		connection_send(connection, unit);
	} else if (is_down(lane)) {
		refuse(lane, unit, "no connection");
	} else if (lane->waiting >= lane->home->queue_max) {
		metrics_add(lane->home->metrics, METRIC_LANE_FULL, 1);
		refuse(lane, unit, "the lane is full");
	} else {
		wait_for_room(lane, unit, append);
	}
}
