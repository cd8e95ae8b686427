#ifndef TESTS_UNIT_BASE_ARENA_STATE_H
#define TESTS_UNIT_BASE_ARENA_STATE_H

/* Arena state: tests whose state is an arena, and nothing else. */

int arena_set_up(void **state);
int arena_tear_down(void **state);

/* A test with an arena of its own. */
#define arena_test(name) \
	cmocka_unit_test_setup_teardown(name, arena_set_up, arena_tear_down)

#endif
