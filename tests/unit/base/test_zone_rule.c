#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/zone_rule.h"

#define NOON_JANUARY INT64_C(1767268800)	/* 2026-01-01T12:00:00Z */
#define NOON_JULY INT64_C(1782907200)		/* 2026-07-01T12:00:00Z */

static void
check_at(const char *text, int64_t unix_s, int offset_s, const char *word)
{
	struct zone_rule rule;
	const struct zone_time *time;

	assert_true(zone_rule_parse(text, &rule));
	time = zone_rule_at(&rule, unix_s);
	assert_int_equal(time->offset_s, offset_s);
	assert_string_equal(time->word, word);
}

static void
a_rule_without_summer_holds_always(void **state)
{
	(void)state;
	check_at("JST-9", NOON_JULY, 9 * 3600, "JST");
	check_at("<+0545>-5:45", NOON_JANUARY, 20700, "+0545");
	check_at("<-03>3", NOON_JANUARY, -10800, "-03");
}

static void
clocks_go_forward_and_back_at_one_in_the_morning_utc(void **state)
{
	const char *berlin = "CET-1CEST,M3.5.0,M10.5.0/3";

	(void)state;
	check_at(berlin, 1774745999, 3600, "CET");	/* 2026-03-29T00:59:59 */
	check_at(berlin, 1774746000, 7200, "CEST");
	check_at(berlin, 1792889999, 7200, "CEST");	/* 2026-10-25T00:59:59 */
	check_at(berlin, 1792890000, 3600, "CET");
}

static void
the_south_has_summer_at_new_year(void **state)
{
	const char *sydney = "AEST-10AEDT,M10.1.0,M4.1.0/3";

	(void)state;
	check_at(sydney, NOON_JANUARY, 39600, "AEDT");
	check_at(sydney, NOON_JULY, 36000, "AEST");
}

static void
summer_may_be_another_step_than_an_hour(void **state)
{
	const char *lord_howe = "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0";

	(void)state;
	check_at(lord_howe, NOON_JANUARY, 39600, "+11");
	check_at(lord_howe, NOON_JULY, 37800, "+1030");
	check_at("IST-1GMT0,M10.5.0,M3.5.0/1", NOON_JANUARY, 0, "GMT");
}

static void
changes_may_be_on_other_days_and_hours(void **state)
{
	(void)state;
	/* the Saturday before the last Sunday; summer always; days of the year */
	check_at("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1774745999, -7200, "-02");
	check_at("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1774746000, -3600, "-01");
	check_at("XXX3EDT4,0/0,J365/23", NOON_JANUARY, -14400, "EDT");
	check_at("XXX3EDT4,0/0,J365/23", NOON_JULY, -14400, "EDT");
	check_at("AAA0BBB,J60/0,J61/0", 1709251200, 3600, "BBB"); /* 2024-03-01 */
	check_at("AAA0BBB,J60/0,J61/0", 1709251199, 0, "AAA");
	check_at("AAA0BBB,59/0,60/1", 1709164800, 3600, "BBB"); /* 2024-02-29 */
}

static void
what_is_no_rule_is_refused(void **state)
{
	static const char *const wrong[] = {
		"", "CET", "CE-1", "CET-1CEST", "CET-1CEST,M3.5.0",
		"CET-1CEST,M3.5.0,M10.5.0/3 ", "CET-25", "CET-1:60",
		"CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0",
		"CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J1", "AAA0BBB,366,1",
		"<+01-1", "<>0", "ABCDEFGHIJKLMNOPQR1", "CET-1CEST,M3.5.0/168,0",
		"CET-00001", "1CET",
	};
	struct zone_rule rule;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (zone_rule_parse(wrong[i], &rule))
			fail_msg("'%s' is taken for a rule", wrong[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rule_without_summer_holds_always),
		cmocka_unit_test(clocks_go_forward_and_back_at_one_in_the_morning_utc),
		cmocka_unit_test(the_south_has_summer_at_new_year),
		cmocka_unit_test(summer_may_be_another_step_than_an_hour),
		cmocka_unit_test(changes_may_be_on_other_days_and_hours),
		cmocka_unit_test(what_is_no_rule_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
