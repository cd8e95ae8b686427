/* A pool whose server is not there, and what it tells of that. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "desk.h"

static int
set_up(void **state)
{
	return desk_set_up(*state, 1, 8, 100);
}

static void
wait_until_refused(struct desk *desk)
{
	do
		desk_run(desk, LANE_WRITE, &desk_echo, "a");
	while (unit_outcome(desk->last) != UNIT_REFUSED);
}

/* As during a restart: nobody is let in, then everybody again. */
static void
a_pool_without_a_server_refuses_at_once_and_recovers(void **state)
{
	struct desk *desk = *state;
	struct unit *unit;

	desk_backend(desk, LANE_WRITE);
	scratch_open(desk->scratch, false);
	wait_until_refused(desk);
	unit = desk_send(desk, LANE_WRITE, &desk_echo, "at once");
	assert_ptr_equal(desk->last, unit);
	assert_int_equal(unit_outcome(unit), UNIT_REFUSED);
	assert_false(pool_is_ready(desk->pool, LANE_WRITE));
	while (strstr(pool_problem(desk->pool), "not currently accepting")
	       == NULL)
		loop_once(desk->loop, -1);
	scratch_open(desk->scratch, true);
	desk_wait_ready(desk, LANE_WRITE);
	desk_check_serves(desk, LANE_WRITE);
	assert_int_equal(pool_in_flight(desk->pool), 0);
}

static void
a_pool_starts_before_its_server(void **state)
{
	struct desk *desk = *state;

	desk_close(desk);
	scratch_open(desk->scratch, false);
	desk_open(desk, 1, 8, 100);
	wait_until_refused(desk);
	scratch_open(desk->scratch, true);
	desk_wait_ready(desk, LANE_WRITE);
	desk_check_serves(desk, LANE_WRITE);
	assert_string_equal(pool_problem(desk->pool), "");
}

/* Of a pool that cannot connect. */
static const char *
problem_of(struct desk *desk, const char *conninfo)
{
	struct pool_options options = {
		.conninfo = conninfo, .application = "muster test",
		.lanes = { [LANE_READ] = { 1, 1, 1000, 1000 } },
		.queue_max = 1,
	};

	pool_free(desk->pool);
	desk->pool = pool_new(desk->loop, desk->metrics, &options);
	while (pool_problem(desk->pool)[0] == '\0')
		loop_once(desk->loop, -1);
	return pool_problem(desk->pool);
}

static void
a_problem_does_not_tell_the_password(void **state)
{
	const char *problem = problem_of(*state,
		"host=/nowhere user=someone password=opensesame");

	assert_non_null(strstr(problem, "/nowhere"));
	assert_null(strstr(problem, "opensesame"));
}

static void
a_conninfo_that_is_not_well_formed_is_a_problem(void **state)
{
	const char *problem = problem_of(*state, "no_such_keyword=1");

	assert_non_null(strstr(problem, "no_such_keyword"));
}

#define test(name) \
	cmocka_unit_test_setup_teardown(name, set_up, desk_tear_down)

int
main(void)
{
	static struct desk desk;
	struct CMUnitTest tests[] = {
		test(a_pool_without_a_server_refuses_at_once_and_recovers),
		test(a_pool_starts_before_its_server),
		test(a_problem_does_not_tell_the_password),
		test(a_conninfo_that_is_not_well_formed_is_a_problem),
	};

	alarm(600);	/* a unit that never ends ends the test */
	return scratch_tests(&desk, tests);
}
