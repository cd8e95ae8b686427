#include "desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

const struct statement desk_echo = {
	"echo", "select $1::text as value"
};
const struct statement desk_wait_for_lock = {
	"wait_for_lock", "select pg_advisory_xact_lock_shared(1)"
};

void
desk_open(struct desk *desk, int connections, int depth, int queue_max)
{
	struct pool_options options = {
		.conninfo = scratch_conninfo(desk->scratch),
		.application = "muster test", .queue_max = queue_max,
	};
	int statement_timeout_ms = desk->statement_timeout_ms
					   ? desk->statement_timeout_ms : 20000;

	for (enum lane lane = 0; lane < LANE_COUNT; lane++)
		options.lanes[lane] = (struct lane_options){
			connections, depth, statement_timeout_ms, 10000 };
	desk->arena = arena_new(4096);
	desk->loop = loop_new();
	desk->metrics = metrics_open(NULL);
	desk->pool = pool_new(desk->loop, desk->metrics, &options);
	desk->done = 0;
	desk->last = NULL;
}

void
desk_close(struct desk *desk)
{
	pool_free(desk->pool);
	loop_free(desk->loop);
	metrics_close(desk->metrics);
	arena_free(desk->arena);
}

int
desk_set_up(struct desk *desk, int connections, int depth, int queue_max)
{
	desk_open(desk, connections, depth, queue_max);
	scratch_clear(desk->scratch);
	return 0;
}

int
desk_tear_down(void **state)
{
	desk_close(*state);
	return 0;
}

void
desk_lock(struct desk *desk)
{
	scratch_run(desk->scratch, "select pg_advisory_lock(1)");
}

void
desk_unlock(struct desk *desk)
{
	scratch_run(desk->scratch, "select pg_advisory_unlock(1)");
}

void
desk_wait(struct desk *desk, size_t done)
{
	while (desk->done < done)
		loop_once(desk->loop, -1);
}

void
desk_wait_for(struct desk *desk, const char *sql)
{
	while (strcmp(scratch_run(desk->scratch, sql), "t") != 0)
		loop_once(desk->loop, 1);
}

void
desk_wait_ready(struct desk *desk, enum lane lane)
{
	while (!pool_is_ready(desk->pool, lane))
		loop_once(desk->loop, -1);
}

static void
on_done(struct unit *unit, void *object)
{
	struct desk *desk = object;

	desk->done++;
	desk->last = unit;
}

void
desk_submit(struct desk *desk, struct unit *unit)
{
	pool_submit(desk->pool, unit, on_done, desk);
}

struct unit *
desk_send_values(struct desk *desk, enum lane lane,
		 const struct statement *statement, const char *const *values,
		 size_t count)
{
	struct unit *unit = unit_new(desk->arena, lane);

	unit_add_values(unit, statement, values, count);
	desk_submit(desk, unit);
	return unit;
}

struct unit *
desk_finish(struct desk *desk, struct unit *unit)
{
	while (desk->last != unit)
		loop_once(desk->loop, -1);
	return unit;
}

const char *
desk_field(const struct unit *unit)
{
	assert_int_equal(unit_outcome(unit), UNIT_DONE);
	assert_true(unit_rows(unit, 0)->count > 0);
	return rows_text(unit_rows(unit, 0), 0, 0);
}

void
desk_check_serves(struct desk *desk, enum lane lane)
{
	assert_string_equal(desk_field(desk_run(desk, lane, &desk_echo, "a")),
			    "a");
}

int
desk_backend(struct desk *desk, enum lane lane)
{
	static const struct statement backend = {
		"backend", "select pg_backend_pid()"
	};

	return atoi(desk_field(desk_run(desk, lane, &backend)));
}
