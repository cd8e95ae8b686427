#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena_state.h"
#include "base/local.h"
#include "base/time.h"
#include "base/zone.h"
#include "base/zones.h"

#define MARCH INT64_C(1773325912208)	/* 2026-03-12T14:31:52.208Z */

static const struct zone *
zone(struct arena *arena, const char *name)
{
	const char *const names[] = { name, NULL };

	return zones_find(zones_open(arena, ZONES_DIR, names), name);
}

static void
long_times_are_for_people(void **state)
{
	assert_string_equal(local_long(*state, zone_utc(), MARCH),
			    "12 March 2026, 14:31:52 UTC");
	assert_string_equal(local_long(*state, zone(*state, "Europe/Berlin"), MARCH),
			    "12 March 2026, 15:31:52 CET");
	assert_string_equal(local_long(*state, zone(*state, "Asia/Kathmandu"), MARCH),
			    "12 March 2026, 20:16:52 UTC+0545");
	assert_string_equal(local_long(*state, zone_utc(), -1),
			    "31 December 1969, 23:59:59 UTC");
}

static void
a_day_may_be_another_one_there(void **state)
{
	const struct zone *honolulu = zone(*state, "Pacific/Honolulu");
	const int64_t midnight = MARCH - MARCH % 86400000;

	assert_string_equal(local_day(*state, honolulu, midnight), "11 Mar");
	assert_string_equal(local_date(*state, honolulu, midnight), "2026-03-11");
	assert_string_equal(local_minute(*state, honolulu, midnight), "14:00");
	assert_string_equal(local_clock(*state, honolulu, MARCH), "04:31:52");
}

static void
a_brief_time_has_a_year_if_that_is_another(void **state)
{
	const int64_t year = INT64_C(365) * 86400000;

	assert_string_equal(local_brief(*state, zone_utc(), MARCH, MARCH + 1),
			    "12 Mar, 14:31");
	assert_string_equal(local_brief(*state, zone_utc(), MARCH, MARCH + year),
			    "12 Mar 2026");
}

static void
check_date(const struct zone *zone, const char *date, const char *expected)
{
	char text[TIME_TEXT_SIZE];
	int64_t ms;

	assert_true(local_parse_date(zone, date, &ms));
	time_format(ms, text);
	assert_string_equal(text, expected);
}

static void
a_date_is_the_beginning_of_its_day_there(void **state)
{
	check_date(zone_utc(), "2026-03-12", "2026-03-12T00:00:00.000Z");
	check_date(zone(*state, "Europe/Berlin"), "2026-03-12",
		   "2026-03-11T23:00:00.000Z");
	check_date(zone(*state, "Europe/Berlin"), "2026-07-12",
		   "2026-07-11T22:00:00.000Z");
	/* clocks go on at midnight: the day begins at one */
	check_date(zone(*state, "America/Santiago"), "2026-09-06",
		   "2026-09-06T04:00:00.000Z");
}

static void
what_is_no_date_is_refused(void **state)
{
	static const char *const wrong[] = {
		"", "2026-02-30", "2026-03-12T14:00:00Z", "2026-3-12", "today",
	};
	int64_t ms;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(local_parse_date(zone_utc(), wrong[i], &ms));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(long_times_are_for_people),
		arena_test(a_day_may_be_another_one_there),
		arena_test(a_brief_time_has_a_year_if_that_is_another),
		arena_test(a_date_is_the_beginning_of_its_day_there),
		arena_test(what_is_no_date_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
