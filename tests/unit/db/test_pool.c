#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "desk.h"

static const struct statement divide = { "divide", "select 1 / $1::int" };
static const struct statement insert = {
	"insert", "insert into things (id) values ($1)"
};

static int
open_desk(void **state, int connections, int depth, int queue_max)
{
	struct desk *desk = *state;

	desk_set_up(desk, connections, depth, queue_max);
	scratch_run(desk->scratch,
		    "create table things (id int"
		    " constraint thing_id_is_positive check (id > 0)"
		    " constraint thing_id_is_free unique)");
	return 0;
}

/* One connection in each lane, so that units meet. */
static int
set_up(void **state)
{
	return open_desk(state, 1, 8, 2000);
}

static int
set_up_narrow(void **state)
{
	return open_desk(state, 1, 1, 1);
}

static int
set_up_wide(void **state)
{
	return open_desk(state, 3, 8, 2000);
}

static void
a_unit_gives_the_rows_of_each_statement(void **state)
{
	static const struct statement two = {
		"two", "select * from (values (1, 'a'), (2, null)) v (id, name)"
	};
	struct desk *desk = *state;
	struct unit *unit = unit_new(desk->arena, LANE_READ);

	unit_add(unit, &desk_echo, "first");
	unit_add(unit, &two);
	desk_submit(desk, unit);
	desk_wait(desk, 1);
	assert_string_equal(desk_field(unit), "first");
	assert_int_equal(unit_rows(unit, 1)->count, 2);
	assert_int_equal(unit_rows(unit, 1)->columns, 2);
	assert_string_equal(rows_named(unit_rows(unit, 1), 0, "name"), "a");
	assert_null(rows_named(unit_rows(unit, 1), 1, "name"));
	assert_true(unit_us(unit) > 0);
}

static void
null_is_sent_as_null(void **state)
{
	struct desk *desk = *state;

	assert_null(desk_field(desk_run(desk, LANE_READ, &desk_echo, NULL)));
}

static void
an_empty_unit_is_done_at_once(void **state)
{
	struct desk *desk = *state;
	struct unit *unit = unit_new(desk->arena, LANE_WRITE);

	desk_submit(desk, unit);
	assert_int_equal(desk->done, 1);
	assert_int_equal(unit_outcome(unit), UNIT_DONE);
	assert_int_equal(pool_in_flight(desk->pool), 0);
}

static void
a_failure_aborts_the_whole_unit(void **state)
{
	struct desk *desk = *state;
	struct unit *unit = unit_new(desk->arena, LANE_WRITE);

	unit_add(unit, &insert, "1");
	unit_add(unit, &divide, "0");
	unit_add(unit, &insert, "2");
	desk_submit(desk, unit);
	desk_wait(desk, 1);
	assert_int_equal(unit_outcome(unit), UNIT_FAILED);
	assert_string_equal(unit_failure(unit)->sqlstate, "22012");
	assert_string_equal(unit_failure(unit)->message, "division by zero");
	assert_string_equal(unit_failure(unit)->statement, "divide");
	assert_int_equal(unit_rows(unit, 2)->count, 0);
	assert_string_equal(scratch_run(desk->scratch,
					"select count(*) from things"), "0");
}

static void
a_failure_names_constraint_and_detail(void **state)
{
	struct desk *desk = *state;
	struct unit *unit = unit_new(desk->arena, LANE_WRITE);

	unit_add(unit, &insert, "7");
	unit_add(unit, &insert, "7");
	desk_submit(desk, unit);
	desk_wait(desk, 1);
	assert_string_equal(unit_failure(unit)->sqlstate, "23505");
	assert_string_equal(unit_failure(unit)->constraint, "thing_id_is_free");
	assert_string_equal(unit_failure(unit)->detail,
			    "Key (id)=(7) already exists.");
}

static void
a_failed_unit_leaves_the_connection_as_it_was(void **state)
{
	struct desk *desk = *state;
	int backend = desk_backend(desk, LANE_WRITE);

	desk_run(desk, LANE_WRITE, &divide, "0");
	assert_int_equal(unit_outcome(desk->last), UNIT_FAILED);
	desk_run(desk, LANE_WRITE, &divide, "1");
	assert_string_equal(desk_field(desk->last), "1");
	assert_int_equal(desk_backend(desk, LANE_WRITE), backend);
}

/* Every seventh fails; all are sent before any has answered. */
static void
check_thousand(struct desk *desk, enum lane lane)
{
	enum { COUNT = 1000 };
	struct unit *units[COUNT];

	for (int i = 0; i < COUNT; i++) {
		const char *number = arena_printf(desk->arena, "%d", i);

		units[i] = unit_new(desk->arena, lane);
		unit_add(units[i], &desk_echo, number);
		unit_add(units[i], &divide, i % 7 == 0 ? "0" : "1");
		desk_submit(desk, units[i]);
	}
	assert_int_equal(pool_in_flight(desk->pool), COUNT);
	desk_wait(desk, COUNT);
	for (int i = 0; i < COUNT; i++) {
		assert_int_equal(unit_outcome(units[i]),
				 i % 7 == 0 ? UNIT_FAILED : UNIT_DONE);
		assert_int_equal(atoi(rows_text(unit_rows(units[i], 0), 0, 0)),
				 i);
	}
	assert_int_equal(pool_in_flight(desk->pool), 0);
}

static void
a_thousand_units_get_their_own_results(void **state)
{
	check_thousand(*state, LANE_READ);
}

static void
a_thousand_units_on_three_connections_get_their_own_results(void **state)
{
	check_thousand(*state, LANE_WRITE);
}

static void
units_on_one_connection_run_in_order(void **state)
{
	static const struct statement add = {
		"add", "insert into things select coalesce(max(id), 0) + 1"
		       " from things returning id"
	};
	struct desk *desk = *state;
	struct unit *units[50];

	for (int i = 0; i < 50; i++)
		units[i] = desk_send(desk, LANE_WRITE, &add);
	desk_wait(desk, 50);
	for (int i = 0; i < 50; i++)
		assert_int_equal(atoi(desk_field(units[i])), i + 1);
}

static void
units_spread_over_the_connections(void **state)
{
	static const struct statement here = {
		"here", "select pg_backend_pid()"
	};
	struct desk *desk = *state;
	struct unit *units[3];

	/* fill all three, to know that they are open */
	desk_lock(desk);
	for (int i = 0; i < 3 * 8; i++)
		desk_send(desk, LANE_READ, &desk_wait_for_lock);
	desk_wait_for(desk, "select count(*) = 3 from pg_locks"
			    " join pg_database d on d.oid = database"
			    " where datname = current_database()"
			    " and locktype = 'advisory' and not granted");
	desk_unlock(desk);
	desk_wait(desk, 3 * 8);
	for (int i = 0; i < 3; i++)
		units[i] = desk_send(desk, LANE_READ, &here);
	desk_wait(desk, 3 * 8 + 3);
	assert_string_not_equal(desk_field(units[0]), desk_field(units[1]));
	assert_string_not_equal(desk_field(units[0]), desk_field(units[2]));
	assert_string_not_equal(desk_field(units[1]), desk_field(units[2]));
}

static void
a_full_lane_refuses_at_once(void **state)
{
	struct desk *desk = *state;
	struct unit *running, *waiting, *refused;

	desk_lock(desk);
	desk_wait_ready(desk, LANE_WRITE);
	running = desk_send(desk, LANE_WRITE, &desk_wait_for_lock);
	waiting = desk_send(desk, LANE_WRITE, &desk_echo, "waiting");
	refused = desk_send(desk, LANE_WRITE, &desk_echo, "refused");
	assert_int_equal(desk->done, 1);
	assert_ptr_equal(desk->last, refused);
	assert_int_equal(unit_outcome(refused), UNIT_REFUSED);
	desk_check_serves(desk, LANE_READ);
	desk_unlock(desk);
	desk_wait(desk, 4);
	assert_int_equal(unit_outcome(running), UNIT_DONE);
	assert_string_equal(desk_field(waiting), "waiting");
}

/* More than a socket holds, both ways at once. */
static void
large_values_come_back_whole(void **state)
{
	enum { SIZE = 4 * 1024 * 1024, COUNT = 4 };
	struct desk *desk = *state;
	struct unit *units[COUNT];
	char *value = malloc(SIZE + 1);

	assert_non_null(value);
	for (int i = 0; i < COUNT; i++) {
		memset(value, 'a' + i, SIZE);
		value[SIZE] = '\0';
		units[i] = desk_send(desk, LANE_READ, &desk_echo, value);
	}
	desk_wait(desk, COUNT);
	for (int i = 0; i < COUNT; i++) {
		memset(value, 'a' + i, SIZE);
		assert_string_equal(desk_field(units[i]), value);
		assert_int_equal(rows_length(unit_rows(units[i], 0), 0, 0),
				 SIZE);
	}
	free(value);
}

static void
a_statement_that_takes_too_long_fails(void **state)
{
	static const struct statement limit = {
		"limit", "select set_config('lock_timeout', '1ms', true)"
	};
	struct desk *desk = *state;
	struct unit *unit = unit_new(desk->arena, LANE_WRITE);

	desk_lock(desk);
	unit_add(unit, &limit);
	unit_add(unit, &desk_wait_for_lock);
	desk_submit(desk, unit);
	desk_wait(desk, 1);
	desk_unlock(desk);
	assert_int_equal(unit_outcome(unit), UNIT_FAILED);
	assert_string_equal(unit_failure(unit)->sqlstate, "55P03");
}

static void
a_warning_disturbs_nothing(void **state)
{
	static const struct statement warn = {
		"warn", "do $$ begin raise warning 'mind'; end $$"
	};
	struct desk *desk = *state;

	desk_run(desk, LANE_READ, &warn);
	assert_int_equal(unit_outcome(desk->last), UNIT_DONE);
	desk_check_serves(desk, LANE_READ);
}

static void
freeing_the_pool_ends_its_units(void **state)
{
	struct desk *desk = *state;
	struct unit *running, *waiting;

	desk_lock(desk);
	desk_wait_ready(desk, LANE_READ);
	running = desk_send(desk, LANE_READ, &desk_wait_for_lock);
	waiting = desk_send(desk, LANE_READ, &desk_echo, "waiting");
	pool_free(desk->pool);
	desk->pool = NULL;
	desk_unlock(desk);
	assert_int_equal(desk->done, 2);
	assert_int_equal(unit_outcome(running), UNIT_LOST);
	assert_int_equal(unit_outcome(waiting), UNIT_REFUSED);
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, desk_tear_down)
#define test_with(name, with) \
	cmocka_unit_test_setup_teardown(name, with, desk_tear_down)

int
main(void)
{
	static struct desk desk;
	struct CMUnitTest tests[] = {
		test(a_unit_gives_the_rows_of_each_statement),
		test(null_is_sent_as_null),
		test(an_empty_unit_is_done_at_once),
		test(a_failure_aborts_the_whole_unit),
		test(a_failure_names_constraint_and_detail),
		test(a_failed_unit_leaves_the_connection_as_it_was),
		test(a_thousand_units_get_their_own_results),
		test_with(a_thousand_units_on_three_connections_get_their_own_results,
			  set_up_wide),
		test(units_on_one_connection_run_in_order),
		test_with(units_spread_over_the_connections, set_up_wide),
		test_with(a_full_lane_refuses_at_once, set_up_narrow),
		test(large_values_come_back_whole),
		test(a_statement_that_takes_too_long_fails),
		test(a_warning_disturbs_nothing),
		test_with(freeing_the_pool_ends_its_units, set_up_narrow),
	};

	alarm(600);	/* a unit that never ends ends the test */
	return scratch_tests(&desk, tests);
}
