#ifndef TESTS_UNIT_RESOURCE_SQL_DESK_H
#define TESTS_UNIT_RESOURCE_SQL_DESK_H

/* Sql desk: the state of tests that make statements. */

struct arena;
struct statements;

struct desk {
	struct arena *arena;
	struct statements *statements;
};

int sql_set_up(void **state);
int sql_tear_down(void **state);

/* A test with a desk of its own. */
#define sql_test(name) \
	cmocka_unit_test_setup_teardown(name, sql_set_up, sql_tear_down)

#endif
