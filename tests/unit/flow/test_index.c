#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "flow/index.h"
#include "paper.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static void
an_id_leads_to_its_place(void **state)
{
	struct index *index = index_new(*state, 2);

	assert_true(index_add(index, "a", 7));
	assert_true(index_add(index, "b", 9));
	assert_int_equal(index_find(index, "a"), 7);
	assert_int_equal(index_find(index, "b"), 9);
	assert_int_equal(index_find(index, "c"), -1);
	assert_int_equal(index_find(index, NULL), -1);
}

static void
the_first_of_two_equal_ids_stays(void **state)
{
	struct index *index = index_new(*state, 2);

	assert_true(index_add(index, "a", 1));
	assert_false(index_add(index, "a", 2));
	assert_int_equal(index_find(index, "a"), 1);
}

static void
many_ids_are_all_found(void **state)
{
	struct index *index = index_new(*state, 5000);

	for (int i = 0; i < 5000; i++)
		assert_true(index_add(index,
				      arena_printf(*state, "node %d", i), i));
	for (int i = 0; i < 5000; i++)
		assert_int_equal(index_find(index,
			arena_printf(*state, "node %d", i)), i);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_id_leads_to_its_place),
		cmocka_unit_test(the_first_of_two_equal_ids_stays),
		cmocka_unit_test(many_ids_are_all_found),
	};

	return cmocka_run_group_tests(tests, paper_set_up, paper_tear_down);
}
