#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "auth/role.h"

static void
each_role_of_a_member_is_read_as_it_is_written(void **state)
{
	(void)state;
	for (enum role role = ROLE_VIEWER; role <= ROLE_OWNER; role++)
		assert_int_equal(role_parse(role_name(role)), role);
}

static void
the_roles_have_their_names(void **state)
{
	(void)state;
	assert_string_equal(role_name(ROLE_NONE), "none");
	assert_string_equal(role_name(ROLE_ANYONE), "anyone");
	assert_string_equal(role_name(ROLE_VIEWER), "viewer");
	assert_string_equal(role_name(ROLE_OPERATOR), "operator");
	assert_string_equal(role_name(ROLE_ADMIN), "admin");
	assert_string_equal(role_name(ROLE_OWNER), "owner");
}

static void
each_role_includes_the_one_before_it(void **state)
{
	(void)state;
	assert_true(ROLE_ANYONE < ROLE_VIEWER);
	assert_true(ROLE_VIEWER < ROLE_OPERATOR);
	assert_true(ROLE_OPERATOR < ROLE_ADMIN);
	assert_true(ROLE_ADMIN < ROLE_OWNER);
}

static void
what_is_no_role_of_a_member_is_none(void **state)
{
	static const char *const names[] = {
		"none", "anyone", "", "Viewer", "viewer ", "root", NULL
	};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_int_equal(role_parse(names[i]), ROLE_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_role_of_a_member_is_read_as_it_is_written),
		cmocka_unit_test(the_roles_have_their_names),
		cmocka_unit_test(each_role_includes_the_one_before_it),
		cmocka_unit_test(what_is_no_role_of_a_member_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
