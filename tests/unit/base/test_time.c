#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/arena_state.h"
#include "base/time.h"

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static void
check_format(int64_t unix_ms, const char *expected)
{
	char text[TIME_TEXT_SIZE];

	time_format(unix_ms, text);
	assert_string_equal(text, expected);
}

static void
times_are_formatted_in_utc_with_milliseconds(void **state)
{
	(void)state;
	check_format(0, "1970-01-01T00:00:00.000Z");
	check_format(INT64_C(1773325912208), "2026-03-12T14:31:52.208Z");
	check_format(-1, "1969-12-31T23:59:59.999Z");
	check_format(INT64_C(951782400007), "2000-02-29T00:00:00.007Z");
	check_format(INT64_MAX, "9999-12-31T23:59:59.999Z");
	check_format(INT64_MIN, "0000-01-01T00:00:00.000Z");
}

static void
rfc_3339_is_read(void **state)
{
	static const struct {
		const char *text;
		int64_t unix_ms;
	} cases[] = {
		{ "1970-01-01T00:00:00Z", 0 },
		{ "2026-03-12T14:31:52.208Z", INT64_C(1773325912208) },
		{ "2026-03-12t14:31:52.208z", INT64_C(1773325912208) },
		{ "2026-03-12 15:31:52.2089999+01:00", INT64_C(1773325912208) },
		{ "2026-03-12T05:01:52.208-09:30", INT64_C(1773325912208) },
		{ "2026-03-12T14:31:52.2Z", INT64_C(1773325912200) },
		{ "2026-03-12", INT64_C(1773273600000) },
		{ "2000-02-29", INT64_C(951782400000) },
		{ "2016-12-31T23:59:60Z", INT64_C(1483228800000) },
		{ "1969-12-31T23:59:59.999Z", -1 },
	};
	int64_t unix_ms;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(time_parse(cases[i].text, &unix_ms));
		assert_int_equal(unix_ms, cases[i].unix_ms);
	}
}

static void
what_is_not_rfc_3339_is_refused(void **state)
{
	static const char *const bad[] = {
		"", "2026", "2026-3-12", "2026-13-01", "2026-00-10",
		"2026-02-29", "1900-02-29", "2026-04-31", "2026-01-00",
		"2026-03-12T", "2026-03-12T14:31", "2026-03-12T14:31:52",
		"2026-03-12T24:00:00Z", "2026-03-12T14:60:00Z",
		"2026-03-12T14:31:61Z", "2026-03-12T14:31:52.Z",
		"2026-03-12T14:31:52,2Z", "2026-03-12T14:31:52+01",
		"2026-03-12T14:31:52+0100", "2026-03-12T14:31:52+24:00",
		"2026-03-12T14:31:52ZZ", " 2026-03-12", "2026-03-12x",
		"+2026-03-12", "infinity", "2026-03-12T14:31:52 Z",
	};
	int64_t unix_ms = 7;

	(void)state;
	assert_false(time_parse(NULL, &unix_ms));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(time_parse(bad[i], &unix_ms));
	assert_int_equal(unix_ms, 7);
}

static void
times_of_the_database_become_rfc_3339(void **state)
{
	static const struct {
		const char *sql, *text;
	} cases[] = {
		{ "2026-03-12 14:31:52.208+00", "2026-03-12T14:31:52.208Z" },
		{ "2026-03-12 14:31:52+00", "2026-03-12T14:31:52.000Z" },
		{ "2026-03-12 14:31:52.2+00", "2026-03-12T14:31:52.200Z" },
		{ "2026-03-12 14:31:52.208999+00", "2026-03-12T14:31:52.208Z" },
	};
	char text[TIME_TEXT_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(time_from_sql(cases[i].sql, text));
		assert_string_equal(text, cases[i].text);
	}
}

static void
other_times_of_the_database_are_refused(void **state)
{
	static const char *const bad[] = {
		"", "infinity", "-infinity", "2026-03-12", "2026-03-12 14:31:52",
		"2026-03-12 14:31:52+01", "2026-03-12 14:31:52+00:30",
		"0044-03-15 12:00:00+00 BC", "12026-03-12 14:31:52+00",
		"2026-03-12T14:31:52+00",
	};
	char text[TIME_TEXT_SIZE] = "kept";

	(void)state;
	assert_false(time_from_sql(NULL, text));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(time_from_sql(bad[i], text));
	assert_string_equal(text, "kept");
}

static void
ages_have_one_unit(void **state)
{
	struct arena *arena = *state;

	assert_string_equal(time_ago(arena, 0, 8999), "8 s ago");
	assert_string_equal(time_ago(arena, 0, 50 * MINUTE), "50 min ago");
	assert_string_equal(time_ago(arena, 0, 3 * HOUR + 1), "3 h ago");
	assert_string_equal(time_ago(arena, 0, 12 * DAY + HOUR), "12 d ago");
	assert_string_equal(time_ago(arena, 4 * MINUTE, 0), "in 4 min");
	assert_string_equal(time_ago(arena, 0, 999), "just now");
	assert_string_equal(time_ago(arena, 0, 60 * MINUTE - 1), "59 min ago");
}

static void
durations_have_at_most_two_units(void **state)
{
	struct arena *arena = *state;

	assert_string_equal(time_duration(arena, 4), "4 ms");
	assert_string_equal(time_duration(arena, 999), "999 ms");
	assert_string_equal(time_duration(arena, 11850), "11.8 s");
	assert_string_equal(time_duration(arena, 27000), "27.0 s");
	assert_string_equal(time_duration(arena, 74999), "1 min 14 s");
	assert_string_equal(time_duration(arena, 2 * MINUTE), "2 min");
	assert_string_equal(time_duration(arena, 2 * HOUR + 5 * MINUTE),
			    "2 h 5 min");
	assert_string_equal(time_duration(arena, DAY + 2 * HOUR), "1 d 2 h");
	assert_string_equal(time_duration(arena, -1), "0 ms");
}

static void
the_clock_of_durations_does_not_go_back(void **state)
{
	int64_t before_us = time_monotonic_us();

	(void)state;
	assert_true(time_monotonic_us() >= before_us);
}


int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(times_are_formatted_in_utc_with_milliseconds),
		arena_test(rfc_3339_is_read),
		arena_test(what_is_not_rfc_3339_is_refused),
		arena_test(times_of_the_database_become_rfc_3339),
		arena_test(other_times_of_the_database_are_refused),
		arena_test(ages_have_one_unit),
		arena_test(durations_have_at_most_two_units),
		arena_test(the_clock_of_durations_does_not_go_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
