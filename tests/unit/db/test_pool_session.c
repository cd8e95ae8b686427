/* What a connection keeps between units, and what it forgets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "desk.h"

static const struct statement divide = { "divide", "select 1 / $1::int" };

static int
set_up(void **state)
{
	return desk_set_up(*state, 1, 8, 2000);
}

static void
a_setting_made_in_a_unit_is_gone_after_it(void **state)
{
	static const struct statement set = {
		"set", "select set_config('muster.tenant', $1, true)"
	};
	static const struct statement show = {
		"show", "select current_setting('muster.tenant', true)"
	};
	struct desk *desk = *state;
	struct unit *unit = unit_new(desk->arena, LANE_READ);
	int backend = desk_backend(desk, LANE_READ);

	unit_add(unit, &set, "tenant");
	unit_add(unit, &show);
	desk_submit(desk, unit);
	desk_finish(desk, unit);
	assert_string_equal(rows_text(unit_rows(unit, 1), 0, 0), "tenant");
	assert_string_equal(desk_field(desk_run(desk, LANE_READ, &show)), "");
	assert_int_equal(desk_backend(desk, LANE_READ), backend);
}

static void
a_statement_is_prepared_once(void **state)
{
	static const struct statement count = {
		"count", "select count(*) from pg_prepared_statements"
			 " where name in ('echo', 'count')"
	};
	struct desk *desk = *state;
	struct unit *unit = unit_new(desk->arena, LANE_READ);

	unit_add(unit, &desk_echo, "a");
	unit_add(unit, &desk_echo, "b");
	desk_submit(desk, unit);
	desk_run(desk, LANE_READ, &desk_echo, "c");
	assert_string_equal(desk_field(desk_run(desk, LANE_READ, &count)), "2");
}

static void
a_thousand_statements_are_prepared(void **state)
{
	enum { COUNT = 1000 };
	static const struct statement count = {
		"count", "select count(*) from pg_prepared_statements"
			 " where name like 'many%'"
	};
	static struct statement many[COUNT];
	struct desk *desk = *state;
	struct arena *arena = arena_new(4096);

	for (int round = 0; round < 2; round++)
		for (int i = 0; i < COUNT; i++) {
			many[i].name = arena_printf(arena, "many_%d", i);
			many[i].sql = arena_printf(arena, "select %d", i);
			desk_send(desk, LANE_READ, &many[i]);
		}
	desk_wait(desk, 2 * COUNT);
	assert_int_equal(unit_outcome(desk->last), UNIT_DONE);
	assert_string_equal(desk_field(desk_run(desk, LANE_READ, &count)),
			    "1000");
	desk_close(desk);
	arena_free(arena);
	set_up(state);
}

static void
a_preparation_survives_the_failure_of_its_unit(void **state)
{
	static const struct statement is_prepared = {
		"is_prepared", "select exists (select from"
			       " pg_prepared_statements where name = 'echo')"
	};
	struct desk *desk = *state;
	struct unit *unit = unit_new(desk->arena, LANE_READ);

	unit_add(unit, &divide, "0");
	unit_add(unit, &desk_echo, "never");
	desk_submit(desk, unit);
	desk_finish(desk, unit);
	assert_int_equal(unit_outcome(unit), UNIT_FAILED);
	assert_string_equal(desk_field(desk_run(desk, LANE_READ, &is_prepared)),
			    "t");
	desk_check_serves(desk, LANE_READ);
}

static void
a_statement_that_cannot_be_prepared_fails_alone(void **state)
{
	static const struct statement absent = {
		"absent", "select count(*) from later"
	};
	struct desk *desk = *state;
	struct unit *unit = unit_new(desk->arena, LANE_READ);
	int backend = desk_backend(desk, LANE_READ);

	unit_add(unit, &absent);
	unit_add(unit, &desk_echo, "never");
	desk_submit(desk, unit);
	desk_finish(desk, unit);
	assert_int_equal(unit_outcome(unit), UNIT_FAILED);
	assert_string_equal(unit_failure(unit)->sqlstate, "42P01");
	assert_string_equal(unit_failure(unit)->statement, "absent");
	scratch_run(desk->scratch, "create table later ()");
	assert_string_equal(desk_field(desk_run(desk, LANE_READ, &absent)),
			    "0");
	desk_check_serves(desk, LANE_READ);
	assert_int_equal(desk_backend(desk, LANE_READ), backend);
}

static void
a_session_starts_with_its_settings(void **state)
{
	static const struct statement show = {
		"show_settings",
		"select concat_ws(' ', current_setting('TimeZone'),"
		" current_setting('DateStyle'),"
		" current_setting('client_min_messages'),"
		" current_setting('plan_cache_mode'), current_setting('jit'),"
		" current_setting('statement_timeout'),"
		" current_setting('idle_in_transaction_session_timeout'),"
		" current_setting('lock_timeout'),"
		" current_setting('application_name'),"
		" current_setting('client_encoding'))"
	};
	struct desk *desk = *state;

	assert_string_equal(desk_field(desk_run(desk, LANE_READ, &show)),
			    "UTC ISO, MDY warning force_generic_plan off"
			    " 20s 20s 10s muster test UTF8");
}

static void
a_pool_can_take_on_a_role(void **state)
{
	static const struct statement who = {
		"who", "select current_user"
	};
	struct desk *desk = *state;
	struct pool_options options = {
		.conninfo = scratch_conninfo(desk->scratch),
		.role = "pg_monitor", .application = "muster test",
		.lanes = { [LANE_READ] = { 1, 1, 1000, 1000 } },
		.queue_max = 1,
	};

	pool_free(desk->pool);
	desk->pool = pool_new(desk->loop, desk->metrics, &options);
	assert_string_equal(desk_field(desk_run(desk, LANE_READ, &who)),
			    "pg_monitor");
}

#define test(name) \
	cmocka_unit_test_setup_teardown(name, set_up, desk_tear_down)

int
main(void)
{
	static struct desk desk;
	struct CMUnitTest tests[] = {
		test(a_setting_made_in_a_unit_is_gone_after_it),
		test(a_statement_is_prepared_once),
		test(a_thousand_statements_are_prepared),
		test(a_preparation_survives_the_failure_of_its_unit),
		test(a_statement_that_cannot_be_prepared_fails_alone),
		test(a_session_starts_with_its_settings),
		test(a_pool_can_take_on_a_role),
	};

	alarm(600);	/* a unit that never ends ends the test */
	return scratch_tests(&desk, tests);
}
