#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/arena_state.h"
#include "http/if_match.h"

static void
the_first_tag_that_names_a_version_counts(void **state)
{
	static const struct {
		const char *header, *version;
	} cases[] = {
		{ "\"7\"", "7" },
		{ "W/\"12\"", "12" },
		{ "\"7-01a9\"", "7" },
		{ "\"7\", \"8\"", "7" },
		{ "\"7\" ,\t\"8\"", "7" },
		{ ",, \"7\",", "7" },
		{ "\"a,b\", W/\"9\"", "9" },
		{ "\"7\" ", "7" },
		{ "\"7-\\\"", "-1" },
		{ "\"-7\"", "-1" },
		{ "7", "-1" },
		{ "\"\"", "-1" },
		{ "\"7", "-1" },
		{ "\"7\"8", "-1" },
		{ "\"x\"", "-1" },
		{ "\"1234567890\"", "-1" },
		{ "", "-1" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(if_match_first(*state, cases[i].header),
				    cases[i].version);
	assert_null(if_match_first(*state, "*"));
}

static void
each_tag_of_a_list_names_its_version(void **state)
{
	static const char list[] = "\"7\", W/\"12-0a\",\"x\" , \"3\", no, \"5\"";

	(void)state;
	assert_true(if_match_names(list, "7"));
	assert_true(if_match_names(list, "12"));
	assert_true(if_match_names(list, "3"));
	assert_false(if_match_names(list, "1"));
	assert_false(if_match_names(list, "2"));
	assert_false(if_match_names(list, "5"));
	assert_false(if_match_names("*", "1"));
	assert_false(if_match_names("", "1"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(the_first_tag_that_names_a_version_counts),
		cmocka_unit_test(each_tag_of_a_list_names_its_version),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
