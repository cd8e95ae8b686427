#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "desk.h"

static const struct statement begin = { "begin", "begin" };
static const struct statement forget_all = { "forget_all", "deallocate all" };

#define WAITING "from pg_locks join pg_database d on d.oid = database" \
	" where datname = current_database() and locktype = 'advisory'" \
	" and not granted"

static int
set_up(void **state)
{
	return desk_set_up(*state, 1, 8, 100);
}

static int
set_up_two(void **state)
{
	return desk_set_up(*state, 2, 8, 100);
}

static int
set_up_impatient(void **state)
{
	((struct desk *)*state)->statement_timeout_ms = 100;
	return desk_set_up(*state, 1, 8, 100);
}

static int
tear_down(void **state)
{
	((struct desk *)*state)->statement_timeout_ms = 0;
	return desk_tear_down(state);
}

/* Wait until another backend than that one waits for the lock we hold. */
static int
wait_for_waiting(struct desk *desk, int other)
{
	desk_wait_for(desk, arena_printf(desk->arena,
					 "select exists (select " WAITING
					 " and pid <> %d)", other));
	return atoi(scratch_run(desk->scratch,
				arena_printf(desk->arena, "select pid " WAITING
					     " and pid <> %d", other)));
}

static void
cut_off(struct desk *desk, int backend)
{
	scratch_run(desk->scratch,
		    arena_printf(desk->arena,
				 "select pg_terminate_backend(%d)", backend));
}

static void
a_read_that_is_cut_off_runs_again(void **state)
{
	struct desk *desk = *state;
	struct unit *unit, *behind;
	int backend;

	desk_lock(desk);
	unit = desk_send(desk, LANE_READ, &desk_wait_for_lock);
	behind = desk_send(desk, LANE_READ, &desk_echo, "behind");
	backend = wait_for_waiting(desk, 0);
	cut_off(desk, backend);
	wait_for_waiting(desk, backend);
	desk_unlock(desk);
	desk_wait(desk, 2);
	assert_int_equal(unit_outcome(unit), UNIT_DONE);
	assert_string_equal(desk_field(behind), "behind");
}

static void
a_read_that_is_cut_off_twice_is_lost(void **state)
{
	struct desk *desk = *state;
	struct unit *unit;
	int backend;

	desk_lock(desk);
	unit = desk_send(desk, LANE_READ, &desk_wait_for_lock);
	backend = wait_for_waiting(desk, 0);
	cut_off(desk, backend);
	cut_off(desk, wait_for_waiting(desk, backend));
	desk_wait(desk, 1);
	desk_unlock(desk);
	assert_int_equal(unit_outcome(unit), UNIT_LOST);
}

static void
a_write_that_is_cut_off_is_lost_and_the_lane_recovers(void **state)
{
	struct desk *desk = *state;
	struct unit *unit, *behind;

	desk_lock(desk);
	unit = desk_send(desk, LANE_WRITE, &desk_wait_for_lock);
	behind = desk_send(desk, LANE_WRITE, &desk_echo, "behind");
	cut_off(desk, wait_for_waiting(desk, 0));
	desk_wait(desk, 2);
	desk_unlock(desk);
	assert_int_equal(unit_outcome(unit), UNIT_LOST);
	assert_int_equal(unit_outcome(behind), UNIT_LOST);
	assert_string_equal(unit_failure(unit)->sqlstate, "08006");
	assert_int_equal(unit_rows(unit, 0)->count, 0);
	desk_check_serves(desk, LANE_WRITE);
}

static void
the_other_connection_goes_on_when_one_is_cut_off(void **state)
{
	struct desk *desk = *state;

	desk_lock(desk);
	desk_send(desk, LANE_WRITE, &desk_wait_for_lock);
	cut_off(desk, wait_for_waiting(desk, 0));
	desk_wait(desk, 1);
	assert_int_equal(unit_outcome(desk->last), UNIT_LOST);
	desk_check_serves(desk, LANE_WRITE);
	desk_unlock(desk);
}

static void
an_idle_connection_that_is_cut_off_comes_back(void **state)
{
	struct desk *desk = *state;
	int backend = desk_backend(desk, LANE_READ);

	cut_off(desk, backend);
	while (pool_is_ready(desk->pool, LANE_READ))
		loop_once(desk->loop, -1);
	assert_int_not_equal(desk_backend(desk, LANE_READ), backend);
}

static void
a_stray_begin_drops_the_connection(void **state)
{
	struct desk *desk = *state;
	int backend = desk_backend(desk, LANE_WRITE);

	desk_run(desk, LANE_WRITE, &begin);
	assert_int_equal(unit_outcome(desk->last), UNIT_DONE);
	assert_int_not_equal(desk_backend(desk, LANE_WRITE), backend);
}

/* What is sent behind it runs in its transaction, which nobody commits. */
static void
what_is_sent_behind_a_stray_begin_is_lost(void **state)
{
	static const struct statement make = { "make", "create table made ()" };
	struct desk *desk = *state;
	struct unit *stray, *behind;

	desk_backend(desk, LANE_WRITE);
	stray = desk_send(desk, LANE_WRITE, &begin);
	behind = desk_send(desk, LANE_WRITE, &make);
	desk_wait(desk, 3);
	assert_int_equal(unit_outcome(stray), UNIT_DONE);
	assert_int_equal(unit_outcome(behind), UNIT_LOST);
	desk_wait_for(desk, "select to_regclass('made') is null");
}

static void
a_begin_in_a_unit_that_fails_drops_the_connection_too(void **state)
{
	static const struct statement divide = { "divide", "select 1 / 0" };
	struct desk *desk = *state;
	struct unit *unit = unit_new(desk->arena, LANE_WRITE);
	int backend = desk_backend(desk, LANE_WRITE);

	unit_add(unit, &begin);
	unit_add(unit, &divide);
	desk_submit(desk, unit);
	desk_finish(desk, unit);
	assert_int_equal(unit_outcome(unit), UNIT_FAILED);
	assert_string_equal(unit_failure(unit)->sqlstate, "22012");
	assert_int_not_equal(desk_backend(desk, LANE_WRITE), backend);
}

static void
a_statement_that_the_server_forgot_is_prepared_again(void **state)
{
	struct desk *desk = *state;
	int backend = desk_backend(desk, LANE_WRITE);

	desk_run(desk, LANE_WRITE, &desk_echo, "before");
	desk_run(desk, LANE_WRITE, &forget_all);
	desk_check_serves(desk, LANE_WRITE);
	assert_int_not_equal(desk_backend(desk, LANE_WRITE), backend);
}

/* All were sent before the first told that its statement is gone. */
static void
units_in_flight_with_a_forgotten_statement_all_run_again(void **state)
{
	enum { COUNT = 6 };
	struct desk *desk = *state;
	struct unit *units[COUNT];

	desk_run(desk, LANE_WRITE, &desk_echo, "before");
	desk_run(desk, LANE_WRITE, &forget_all);
	for (int i = 0; i < COUNT; i++)
		units[i] = desk_send(desk, LANE_WRITE, &desk_echo, "again");
	desk_wait(desk, 2 + COUNT);
	for (int i = 0; i < COUNT; i++)
		assert_string_equal(desk_field(units[i]), "again");
}

static void
a_statement_whose_columns_changed_is_prepared_again(void **state)
{
	static const struct statement all = { "all", "select * from things" };
	struct desk *desk = *state;

	scratch_run(desk->scratch, "create table things as select 1 as id");
	desk_run(desk, LANE_WRITE, &all);
	assert_int_equal(unit_rows(desk->last, 0)->columns, 1);
	scratch_run(desk->scratch, "alter table things add name text");
	desk_run(desk, LANE_WRITE, &all);
	assert_int_equal(unit_outcome(desk->last), UNIT_DONE);
	assert_int_equal(unit_rows(desk->last, 0)->columns, 2);
}

/* An 0A000 of another kind is the unit's own and costs no connection. */
static void
what_is_not_supported_is_not_tried_again(void **state)
{
	static const struct statement refuse = {
		"refuse", "do $$ begin raise exception using"
			  " errcode = '0A000', message = 'no'; end $$"
	};
	struct desk *desk = *state;
	int backend = desk_backend(desk, LANE_WRITE);

	desk_run(desk, LANE_WRITE, &refuse);
	assert_int_equal(unit_outcome(desk->last), UNIT_FAILED);
	assert_string_equal(unit_failure(desk->last)->sqlstate, "0A000");
	assert_int_equal(desk_backend(desk, LANE_WRITE), backend);
}

/* 42P05: it runs once, not twice, and the connection is replaced. */
static void
a_statement_prepared_behind_our_back_runs_once(void **state)
{
	static const struct statement prepare = {
		"prepare", "prepare add_thing as"
			   " insert into things values (1) returning id"
	};
	static const struct statement add_thing = {
		"add_thing", "insert into things values (1) returning id"
	};
	struct desk *desk = *state;
	int backend = desk_backend(desk, LANE_WRITE);

	scratch_run(desk->scratch, "create table things (id int)");
	desk_run(desk, LANE_WRITE, &prepare);
	assert_string_equal(desk_field(desk_run(desk, LANE_WRITE, &add_thing)),
			    "1");
	assert_string_equal(scratch_run(desk->scratch,
					"select count(*) from things"), "1");
	assert_int_not_equal(desk_backend(desk, LANE_WRITE), backend);
}

/* A server that stands still, or a network that swallows. */
static void
a_server_that_does_not_answer_is_lost(void **state)
{
	static const struct statement no_limit = {
		"no_limit", "select set_config('statement_timeout', '0', true),"
			    " set_config('lock_timeout', '0', true)"
	};
	struct desk *desk = *state;
	struct unit *unit = unit_new(desk->arena, LANE_WRITE);

	desk_lock(desk);
	unit_add(unit, &no_limit);
	unit_add(unit, &desk_wait_for_lock);
	desk_submit(desk, unit);
	desk_finish(desk, unit);
	desk_unlock(desk);
	assert_int_equal(unit_outcome(unit), UNIT_LOST);
	desk_check_serves(desk, LANE_WRITE);
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
#define test_with(name, with) \
	cmocka_unit_test_setup_teardown(name, with, tear_down)

int
main(void)
{
	static struct desk desk;
	struct CMUnitTest tests[] = {
		test(a_read_that_is_cut_off_runs_again),
		test(a_read_that_is_cut_off_twice_is_lost),
		test(a_write_that_is_cut_off_is_lost_and_the_lane_recovers),
		test_with(the_other_connection_goes_on_when_one_is_cut_off,
			  set_up_two),
		test(an_idle_connection_that_is_cut_off_comes_back),
		test(a_stray_begin_drops_the_connection),
		test(what_is_sent_behind_a_stray_begin_is_lost),
		test(a_begin_in_a_unit_that_fails_drops_the_connection_too),
		test(a_statement_that_the_server_forgot_is_prepared_again),
		test(units_in_flight_with_a_forgotten_statement_all_run_again),
		test(a_statement_whose_columns_changed_is_prepared_again),
		test(what_is_not_supported_is_not_tried_again),
		test(a_statement_prepared_behind_our_back_runs_once),
		test_with(a_server_that_does_not_answer_is_lost,
			  set_up_impatient),
	};

	alarm(600);	/* a unit that never ends ends the test */
	return scratch_tests(&desk, tests);
}
