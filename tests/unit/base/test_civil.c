#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "base/civil.h"

/* The system's calendar is another maker's. */
static void
check_like_system(int64_t seconds)
{
	time_t moment = (time_t)seconds;
	struct civil civil = civil_of(seconds);
	struct tm tm;
	int64_t days;

	gmtime_r(&moment, &tm);
	assert_int_equal(civil.year, tm.tm_year + 1900);
	assert_int_equal(civil.month, tm.tm_mon + 1);
	assert_int_equal(civil.day, tm.tm_mday);
	assert_int_equal(civil.hour, tm.tm_hour);
	assert_int_equal(civil.minute, tm.tm_min);
	assert_int_equal(civil.second, tm.tm_sec);
	days = civil_days(civil.year, civil.month, civil.day);
	assert_int_equal(days, (seconds - (seconds % CIVIL_DAY_S + CIVIL_DAY_S)
				% CIVIL_DAY_S) / CIVIL_DAY_S);
	assert_int_equal(civil_weekday(days), tm.tm_wday);
}

static void
every_day_of_ten_thousand_years_is_as_the_system_says(void **state)
{
	(void)state;
	for (int64_t day = -719162; day <= 2932896; day++)
		check_like_system(day * CIVIL_DAY_S + (day & 0xffff));
}

static void
what_no_calendar_holds_is_its_end(void **state)
{
	(void)state;
	assert_int_equal(civil_of(INT64_MAX).year, 9999);
	assert_int_equal(civil_of(INT64_MAX).second, 59);
	assert_int_equal(civil_of(INT64_MIN).year, 1);
	assert_int_equal(civil_of(INT64_MIN).day, 1);
}

static void
centuries_are_leap_once_in_four(void **state)
{
	(void)state;
	assert_true(civil_is_leap(2000));
	assert_true(civil_is_leap(2024));
	assert_false(civil_is_leap(1900));
	assert_false(civil_is_leap(2025));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_ten_thousand_years_is_as_the_system_says),
		cmocka_unit_test(what_no_calendar_holds_is_its_end),
		cmocka_unit_test(centuries_are_leap_once_in_four),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
