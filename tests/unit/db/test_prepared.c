#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "db/prepared.h"
#include "db/statement.h"

enum { MANY = 1000 };

static char names[MANY][16];
static struct statement statements[MANY];

static int
set_up(void **state)
{
	for (int i = 0; i < MANY; i++) {
		snprintf(names[i], sizeof names[i], "statement_%d", i);
		statements[i] = (struct statement){ names[i], "select 1" };
	}
	*state = prepared_new();
	return *state ? 0 : -1;
}

static int
tear_down(void **state)
{
	prepared_free(*state);
	return 0;
}

static void
a_new_set_has_nothing(void **state)
{
	assert_int_equal(prepared_count(*state), 0);
	assert_false(prepared_has(*state, &statements[0]));
}

static void
what_was_added_is_there_once(void **state)
{
	assert_true(prepared_add(*state, &statements[0]));
	assert_true(prepared_add(*state, &statements[0]));
	assert_int_equal(prepared_count(*state), 1);
	assert_true(prepared_has(*state, &statements[0]));
	assert_false(prepared_has(*state, &statements[1]));
}

static void
a_name_is_compared_by_its_text(void **state)
{
	char name[] = "statement_7";
	const struct statement same = { name, "select 1" };

	prepared_add(*state, &statements[7]);
	assert_true(prepared_has(*state, &same));
}

static void
what_was_removed_is_gone_and_can_come_back(void **state)
{
	prepared_add(*state, &statements[0]);
	prepared_remove(*state, &statements[0]);
	prepared_remove(*state, &statements[0]);
	prepared_remove(*state, &statements[1]);
	assert_int_equal(prepared_count(*state), 0);
	assert_false(prepared_has(*state, &statements[0]));
	prepared_add(*state, &statements[0]);
	assert_true(prepared_has(*state, &statements[0]));
	assert_int_equal(prepared_count(*state), 1);
}

static void
a_thousand_are_all_found(void **state)
{
	for (int i = 0; i < MANY; i++)
		assert_true(prepared_add(*state, &statements[i]));
	for (int i = 0; i < MANY; i += 2)
		prepared_remove(*state, &statements[i]);
	assert_int_equal(prepared_count(*state), MANY / 2);
	for (int i = 0; i < MANY; i++)
		assert_int_equal(prepared_has(*state, &statements[i]), i % 2);
}

/* Removing must leave no trace, or the table would fill up and never end. */
static void
adding_and_removing_can_go_on_for_ever(void **state)
{
	for (int round = 0; round < 100 * MANY; round++) {
		assert_true(prepared_add(*state, &statements[round % MANY]));
		prepared_remove(*state, &statements[round % MANY]);
	}
	assert_int_equal(prepared_count(*state), 0);
	assert_false(prepared_has(*state, &statements[0]));
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(a_new_set_has_nothing),
		test(what_was_added_is_there_once),
		test(a_name_is_compared_by_its_text),
		test(what_was_removed_is_gone_and_can_come_back),
		test(a_thousand_are_all_found),
		test(adding_and_removing_can_go_on_for_ever),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
