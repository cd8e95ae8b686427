#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <libpq-fe.h>

#include "base/arena.h"
#include "base/arena_state.h"
#include "db/statement.h"
#include "db/unit_internal.h"

static const struct statement begin = { "begin", "select begin($1)" };
static const struct statement one = { "one", "select $1, $2" };
static const struct statement two = { "two", "select 2" };

static PGresult *
one_row(const char *text)
{
	PGresAttDesc column = { .name = (char[]){ "name" } };
	PGresult *result = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);
	char copy[32];

	strcpy(copy, text);
	assert_true(PQsetResultAttrs(result, 1, &column));
	assert_true(PQsetvalue(result, 0, 0, copy, (int)strlen(text)));
	return result;
}

static void
a_new_unit_is_empty(void **state)
{
	struct unit *unit = unit_new(*state, LANE_READ);

	assert_true(unit_is_empty(unit));
	assert_int_equal(unit_count(unit), 0);
}

static void
statements_keep_their_order(void **state)
{
	struct unit *unit = unit_new(*state, LANE_READ);

	assert_true(unit_add(unit, &one, "a", NULL));
	assert_true(unit_add(unit, &two));
	assert_int_equal(unit_count(unit), 2);
	assert_ptr_equal(unit->calls[0]->statement, &one);
	assert_ptr_equal(unit->calls[1]->statement, &two);
}

static void
values_are_counted_and_copied(void **state)
{
	struct unit *unit = unit_new(*state, LANE_READ);
	char value[] = "first";

	unit_add(unit, &one, value, NULL);
	unit_add(unit, &two);
	value[0] = 'F';
	assert_int_equal(unit->calls[0]->count, 2);
	assert_string_equal(unit->calls[0]->values[0], "first");
	assert_null(unit->calls[0]->values[1]);
	assert_int_equal(unit->calls[1]->count, 0);
}

static void
a_statement_goes_before_all_others(void **state)
{
	struct unit *unit = unit_new(*state, LANE_READ);
	const char *const values[] = { NULL, "credential" };

	for (int i = 0; i < 40; i++)
		unit_add(unit, &two);
	assert_true(unit_add_first(unit, &begin, values, 1));
	assert_int_equal(unit_count(unit), 41);
	assert_ptr_equal(unit->calls[0]->statement, &begin);
	assert_string_equal(unit->calls[0]->values[0], "credential");
	for (int i = 1; i < 41; i++)
		assert_ptr_equal(unit->calls[i]->statement, &two);
}

static void
the_lane_can_change_until_it_runs(void **state)
{
	struct unit *unit = unit_new(*state, LANE_READ);

	unit_set_lane(unit, LANE_SLOW);
	assert_int_equal(unit->lane, LANE_SLOW);
}

static void
rows_that_are_not_there_are_no_rows(void **state)
{
	struct unit *unit = unit_new(*state, LANE_READ);

	unit_add(unit, &two);
	assert_int_equal(unit_rows(unit, 0)->count, 0);
	assert_int_equal(unit_rows(unit, 1)->count, 0);
	assert_null(rows_named(unit_rows(unit, 0), 0, "name"));
}

static void
rows_belong_to_their_statement(void **state)
{
	struct unit *unit = unit_new(*state, LANE_READ);

	unit_add(unit, &one, "a", "b");
	unit_add(unit, &two);
	call_take(unit->calls[1], one_row("second"));
	assert_int_equal(unit_rows(unit, 0)->count, 0);
	assert_int_equal(unit_rows(unit, 1)->count, 1);
	assert_string_equal(rows_text(unit_rows(unit, 1), 0, 0), "second");
}

static void
the_first_failure_counts(void **state)
{
	struct unit *unit = unit_new(*state, LANE_READ);
	PGresult *result = PQmakeEmptyPGresult(NULL, PGRES_FATAL_ERROR);

	unit_add(unit, &one, "a", "b");
	unit_add(unit, &two);
	unit->failure.sqlstate = "23505";
	unit_take_failure(unit, unit->calls[1], result);
	assert_string_equal(unit_failure(unit)->sqlstate, "23505");
	assert_null(unit->calls[1]->rows.result);
}

static void
an_end_without_result_leaves_no_rows(void **state)
{
	struct unit *unit = unit_new(*state, LANE_READ);

	unit_add(unit, &two);
	call_take(unit->calls[0], one_row("half"));
	unit_end(unit, UNIT_LOST, "08006", "connection lost");
	assert_int_equal(unit_outcome(unit), UNIT_LOST);
	assert_string_equal(unit_failure(unit)->sqlstate, "08006");
	assert_string_equal(unit_failure(unit)->message, "connection lost");
	assert_int_equal(unit_rows(unit, 0)->count, 0);
	assert_null(unit_rows(unit, 0)->result);
}

static void
a_unit_rewound_is_as_before_it_ran(void **state)
{
	struct unit *unit = unit_new(*state, LANE_READ);

	unit_add(unit, &one, "a", "b");
	call_take(unit->calls[0], one_row("half"));
	unit_end(unit, UNIT_LOST, "08006", "connection lost");
	unit_rewind(unit);
	assert_null(unit_failure(unit)->sqlstate);
	assert_null(unit_rows(unit, 0)->result);
	assert_int_equal(unit_count(unit), 1);
	assert_string_equal(unit->calls[0]->values[1], "b");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(a_new_unit_is_empty),
		arena_test(statements_keep_their_order),
		arena_test(values_are_counted_and_copied),
		arena_test(a_statement_goes_before_all_others),
		arena_test(the_lane_can_change_until_it_runs),
		arena_test(rows_that_are_not_there_are_no_rows),
		arena_test(rows_belong_to_their_statement),
		arena_test(the_first_failure_counts),
		arena_test(an_end_without_result_leaves_no_rows),
		arena_test(a_unit_rewound_is_as_before_it_ran),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
