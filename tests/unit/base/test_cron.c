#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#undef fail	/* error.h has a function of that name */

#include "base/arena.h"
#include "base/cron.h"
#include "base/error.h"
#include "base/time.h"
#include "base/zone.h"
#include "base/zones.h"

#include "base/arena_state.h"

static bool
parse(struct arena *arena, const char *text, struct cron *cron)
{
	struct error error = { .arena = arena };

	return cron_parse(text, cron, &error);
}

static void
check_next_in(struct arena *arena, const struct zone *zone, const char *text,
	      const char *after, const char *expected)
{
	char told[TIME_TEXT_SIZE];
	int64_t after_ms, next_s;
	struct cron cron;

	assert_true(parse(arena, text, &cron));
	assert_true(time_parse(after, &after_ms));
	assert_true(cron_next(&cron, zone, after_ms / 1000, &next_s));
	time_format(next_s * 1000, told);
	assert_string_equal(told, expected);
}

static void
check_next(struct arena *arena, const char *text, const char *after,
	   const char *expected)
{
	check_next_in(arena, zone_utc(), text, after, expected);
}

static void
the_next_time_is_the_first_that_fits(void **state)
{
	struct arena *arena = *state;

	/* a Friday */
	check_next(arena, "* * * * *", "2026-03-13T10:20:30Z", "2026-03-13T10:21:00.000Z");
	check_next(arena, "*/15 * * * *", "2026-03-13T10:45:00Z", "2026-03-13T11:00:00.000Z");
	check_next(arena, "30 2 * * *", "2026-03-13T02:30:00Z", "2026-03-14T02:30:00.000Z");
	check_next(arena, "0 9 * * 1-5", "2026-03-13T09:00:00Z", "2026-03-16T09:00:00.000Z");
	check_next(arena, "0 9 * * MON,wed", "2026-03-13T09:00:00Z", "2026-03-16T09:00:00.000Z");
	check_next(arena, "0 0 1 jan *", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00.000Z");
	check_next(arena, "5 4 29 2 *", "2096-03-01T00:00:00Z", "2104-02-29T04:05:00.000Z");
	check_next(arena, "10-40/10 5/6 * * *", "2026-03-13T11:40:00Z", "2026-03-13T17:10:00.000Z");
	check_next(arena, "\t0  0 * *  7 ", "2026-03-13T00:00:00Z", "2026-03-15T00:00:00.000Z");
}

static void
either_of_two_days_is_enough_but_both_where_one_is_any(void **state)
{
	struct arena *arena = *state;

	check_next(arena, "0 0 20 * 6", "2026-03-13T00:00:00Z", "2026-03-14T00:00:00.000Z");
	check_next(arena, "0 0 15 * 6", "2026-03-14T00:00:00Z", "2026-03-15T00:00:00.000Z");
	check_next(arena, "0 0 20 * *", "2026-03-13T00:00:00Z", "2026-03-20T00:00:00.000Z");
	check_next(arena, "0 0 */2 * 6", "2026-03-13T00:00:00Z", "2026-03-21T00:00:00.000Z");
}

static void
clocks_of_a_zone_are_looked_at(void **state)
{
	static const char *const names[] = { "Europe/Berlin", NULL };
	struct arena *arena = *state;
	const struct zone *berlin = zones_find(zones_open(arena, ZONES_DIR, names),
					       "Europe/Berlin");

	check_next_in(arena, berlin, "0 9 * * *", "2026-01-10T08:00:00Z", "2026-01-11T08:00:00.000Z");
	check_next_in(arena, berlin, "0 9 * * *", "2026-07-10T06:00:00Z", "2026-07-10T07:00:00.000Z");
	/* 02:30 is not there on the 29th of March */
	check_next_in(arena, berlin, "30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:30:00.000Z");
	/* and twice on the 25th of October: the first counts */
	check_next_in(arena, berlin, "30 2 * * *", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00.000Z");
	check_next_in(arena, berlin, "30 2 * * *", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00.000Z");
}

static void
what_is_none_is_refused(void **state)
{
	static const char *const wrong[] = {
		"", " ", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *",
		"* * 0 * *", "* * 32 * *", "* * * 13 *", "* * * * 8", "-1 * * * *",
		"5-1 * * * *", "*/0 * * * *", "*/x * * * *", "1,,2 * * * *",
		"1, * * * *", "a * * * *", "* * * janu *", "jan * * * *",
		"1-2-3 * * * *", "1/ * * * *", "** * * * *", "@daily",
		"0001 * * * *", "0 0 30 2 *", "0 0 31 4,6 *", "0 0 31 feb *",
		"99999999999999999999 * * * *", "* * * * \xc3\xa4",
	};
	struct arena *arena = *state;
	struct cron cron;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		bool is_taken = parse(arena, wrong[i], &cron);

		if (is_taken)
			print_error("'%s' is taken\n", wrong[i]);
		assert_false(is_taken);
	}
}

static void
the_message_names_the_field(void **state)
{
	struct error error = { .arena = *state };
	struct cron cron;

	assert_false(cron_parse("0 25 * * *", &cron, &error));
	assert_string_equal(error.message, "the hour has '25', which is no *,"
			    " number from 0 to 23, range or step");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(the_next_time_is_the_first_that_fits),
		arena_test(either_of_two_days_is_enough_but_both_where_one_is_any),
		arena_test(clocks_of_a_zone_are_looked_at),
		arena_test(what_is_none_is_refused),
		arena_test(the_message_names_the_field),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
