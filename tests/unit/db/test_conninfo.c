#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "db/conninfo.h"

static int
set_up(void **state)
{
	*state = arena_new(1024);
	return unsetenv("PGOPTIONS");
}

static int
tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static const char *
value_of(const struct conninfo *conninfo, const char *keyword)
{
	for (int i = 0; conninfo->keywords[i]; i++)
		if (strcmp(conninfo->keywords[i], keyword) == 0)
			return conninfo->values[i];
	return NULL;
}

static const char *
options_of(void **state, const char *url, const struct setting *settings)
{
	struct conninfo conninfo;

	conninfo_init(&conninfo, *state, url, "test", settings);
	return value_of(&conninfo, "options");
}

static const struct setting two[] = {
	{ "TimeZone", "UTC" }, { "role", NULL }, { "jit", "off" }, { 0 }
};

static void
the_url_is_expanded_from_dbname(void **state)
{
	static const char url[] = "postgresql://host/db";
	struct conninfo conninfo;

	conninfo_init(&conninfo, *state, url, "muster web", two);
	assert_string_equal(value_of(&conninfo, "dbname"), url);
	assert_string_equal(value_of(&conninfo, "application_name"),
			    "muster web");
	assert_string_equal(value_of(&conninfo, "client_encoding"), "UTF8");
}

static void
settings_become_options_and_null_is_left_out(void **state)
{
	assert_string_equal(options_of(state, "", two),
			    "-c TimeZone=UTC -c jit=off");
}

static void
white_space_and_backslashes_in_a_value_are_escaped(void **state)
{
	const struct setting settings[] = {
		{ "role", "a b\\c\td -c x=y" }, { 0 }
	};

	assert_string_equal(options_of(state, "", settings),
			    "-c role=a\\ b\\\\c\\\td\\ -c\\ x=y");
}

static void
options_of_the_url_come_first(void **state)
{
	assert_string_equal(
		options_of(state, "postgresql://h/d?options=-c%20jit%3Don", two),
		"-c jit=on -c TimeZone=UTC -c jit=off");
	assert_string_equal(
		options_of(state, "host=h options='-c jit=on'", two),
		"-c jit=on -c TimeZone=UTC -c jit=off");
}

static void
options_of_the_environment_count_where_the_url_has_none(void **state)
{
	assert_int_equal(setenv("PGOPTIONS", "-c work_mem=8MB", 1), 0);
	assert_string_equal(options_of(state, "", two),
			    "-c work_mem=8MB -c TimeZone=UTC -c jit=off");
	assert_string_equal(options_of(state, "options='-c jit=on'", two),
			    "-c jit=on -c TimeZone=UTC -c jit=off");
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(the_url_is_expanded_from_dbname),
		test(settings_become_options_and_null_is_left_out),
		test(white_space_and_backslashes_in_a_value_are_escaped),
		test(options_of_the_url_come_first),
		test(options_of_the_environment_count_where_the_url_has_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
