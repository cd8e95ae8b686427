#include "command/tick.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/config.h"
#include "base/crypto.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/spool.h"
#include "db/pool.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/app.h"

/* Asked again after so long while the configuration says not to. */
#define IDLE_MS 60000

/* Each a transaction of its own, so that a failure of one leaves the rest. */
static const struct statement chores[] = {
	{ .name = "maintain_partitions",
	  .sql = "select private.maintain_partitions()" },
	{ .name = "maintain_fold", .sql = "select private.maintain_fold()" },
	{ .name = "maintain_trim", .sql = "select private.maintain_trim()" },
	{ .name = "maintain_audit", .sql = "select private.maintain_audit()" },
};

#define CHORES (sizeof chores / sizeof *chores)

struct tick {
	const struct app *app;
	struct arena *arena;		/* of the round */
	struct loop_timer *timer;
	size_t running;			/* chores of this round */
};

static void on_due(void *object);

/* Up to a quarter later, so that processes do not come together. */
static int64_t
delay_ms(const struct tick *tick)
{
	int64_t ms = config_int(tick->app->config, CONFIG_MAINTAIN_INTERVAL_S)
		* 1000;
	uint16_t jitter;

	if (ms == 0)
		return IDLE_MS;
	crypto_random(&jitter, sizeof jitter);
	return ms + ms / 4 * jitter / UINT16_MAX;
}

static void
wait_for_next(struct tick *tick)
{
	tick->timer = loop_after(tick->app->loop, delay_ms(tick), on_due, tick);
}

static void
tell_failure(const struct unit *unit)
{
	const struct unit_failure *failure = unit_failure(unit);

	if (unit_outcome(unit) == UNIT_FAILED)
		log_message(LOG_ERROR, "%s failed: SQLSTATE %s: %s",
			    failure->statement, failure->sqlstate,
			    failure->message);
}

static void
on_done(struct unit *unit, void *object)
{
	struct tick *tick = object;

	tell_failure(unit);
	if (--tick->running > 0)
		return;
	arena_reset(tick->arena);
	wait_for_next(tick);
}

static bool
is_wanted(const struct tick *tick)
{
	return tick->app->pool
		&& config_int(tick->app->config, CONFIG_MAINTAIN_INTERVAL_S) > 0;
}

static void
on_due(void *object)
{
	struct tick *tick = object;
	struct unit *units[CHORES];

	tick->timer = NULL;
	spool_sweep(config_text(tick->app->config, CONFIG_SPOOL_DIR));
	if (!is_wanted(tick)) {
		wait_for_next(tick);
		return;
	}
	for (size_t i = 0; i < CHORES; i++) {
		units[i] = unit_new(tick->arena, LANE_SLOW);
		unit_add(units[i], &chores[i]);
	}
	tick->running = CHORES;
	for (size_t i = 0; i < CHORES; i++)
		pool_submit(tick->app->pool, units[i], on_done, tick);
}

struct tick *
tick_new(const struct app *app)
{
	struct tick *tick = calloc(1, sizeof *tick);

	if (!tick)
		abort();
	tick->app = app;
	tick->arena = arena_new(4096);
	wait_for_next(tick);
	return tick;
}

void
tick_free(struct tick *tick)
{
	if (!tick)
		return;
	loop_cancel(tick->app->loop, tick->timer);
	arena_free(tick->arena);
	free(tick);
}
