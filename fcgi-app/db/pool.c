#include "db/pool.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/time.h"
#include "db/conninfo.h"
#include "db/lane.h"
#include "db/unit_internal.h"

struct pool {
	struct arena *arena;
	struct lane_home home;
	struct conninfo conninfo[LANE_COUNT];
	struct lane_state *lanes[LANE_COUNT];
	size_t in_flight;
	char problem[CONNECTION_PROBLEM_SIZE];
};

/*
 * Generic plans: a custom plan for each LIMIT $1 halves the throughput.
 * Compiled plans (jit) pay only for statements far longer than any timeout
 * here.
 */
static void
init_conninfo(struct pool *pool, enum lane lane,
	      const struct pool_options *options)
{
	const struct lane_options *lane_options = &options->lanes[lane];
	const char *statement_timeout = arena_printf(
		pool->arena, "%d", lane_options->statement_timeout_ms);
	const struct setting settings[] = {
		{ "TimeZone", "UTC" },
		{ "DateStyle", "ISO" },
		{ "client_min_messages", "warning" },
		{ "plan_cache_mode", "force_generic_plan" },
		{ "jit", "off" },
		{ "statement_timeout", statement_timeout },
		{ "idle_in_transaction_session_timeout", statement_timeout },
		{ "lock_timeout", arena_printf(pool->arena, "%d",
					lane_options->lock_timeout_ms) },
		{ "role", options->role },
		{ 0 }
	};

	conninfo_init(&pool->conninfo[lane], pool->arena, options->conninfo,
		      options->application, settings);
}

struct pool *
pool_new(struct loop *loop, struct metrics *metrics,
	 const struct pool_options *options)
{
	struct arena *arena = arena_new(16 * 1024);
	struct pool *pool = arena_alloc(arena, sizeof *pool);

	pool->arena = arena;
	pool->home = (struct lane_home){
		.arena = arena, .loop = loop, .metrics = metrics,
		.queue_max = options->queue_max,
		.in_flight = &pool->in_flight, .problem = pool->problem,
	};
	for (enum lane lane = 0; lane < LANE_COUNT; lane++) {
		init_conninfo(pool, lane, options);
		pool->lanes[lane] = lane_new(&pool->home, &pool->conninfo[lane],
					     &options->lanes[lane]);
	}
	return pool;
}

void
pool_free(struct pool *pool)
{
	if (!pool)
		return;
	for (enum lane lane = 0; lane < LANE_COUNT; lane++)
		lane_close(pool->lanes[lane]);
	arena_free(pool->arena);
}

void
pool_submit(struct pool *pool, struct unit *unit, unit_done *done, void *object)
{
	struct lane_state *lane = pool->lanes[unit->lane];

	unit->done = done;
	unit->object = object;
	unit->submitted_us = time_monotonic_us();
	pool->in_flight++;
	if (unit_is_empty(unit))
		lane_settle(lane, unit);
	else
		lane_submit(lane, unit);
}

bool
pool_is_ready(const struct pool *pool, enum lane lane)
{
	return lane_is_ready(pool->lanes[lane]);
}

size_t
pool_in_flight(const struct pool *pool)
{
	return pool->in_flight;
}

const char *
pool_problem(const struct pool *pool)
{
	return pool->problem;
}
