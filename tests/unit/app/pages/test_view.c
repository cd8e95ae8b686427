#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "app/pages/view.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/arena_state.h"
#include "base/zone.h"
#include "base/zones.h"
#include "json/json.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

#define NOON INT64_C(1773316800000)	/* 2026-03-12 12:00 UTC */

static const char *
text(const struct json *object, const char *name)
{
	return json_string(json_find(object, name));
}

static bool
is_null(const struct json *object, const char *name)
{
	return json_type_of(json_find(object, name)) == JSON_NULL;
}

static const struct zone *
berlin(struct arena *arena)
{
	static const char *const names[] = { "Europe/Berlin", NULL };

	return zones_find(zones_open(arena, ZONES_DIR, names), names[0]);
}

static void
counts_have_commas_between_thousands(void **state)
{
	assert_string_equal(view_count(*state, 0), "0");
	assert_string_equal(view_count(*state, 999), "999");
	assert_string_equal(view_count(*state, 3402), "3,402");
	assert_string_equal(view_count(*state, 1234567), "1,234,567");
	assert_string_equal(view_count(*state, -1234), "-1,234");
}

static void
a_noun_follows_its_count(void **state)
{
	struct json *object = json_object(*state);

	assert_string_equal(view_counted(*state, 0, "step"), "0 steps");
	assert_string_equal(view_counted(*state, 1, "step"), "1 step");
	assert_string_equal(view_counted(*state, 3402, "run"), "3,402 runs");
	view_total(*state, object, "nodes", "step", 1);
	assert_string_equal(json_string(json_find(object, "nodes")), "1");
	assert_string_equal(json_string(json_find(object, "nodes_word")),
			    "step");
}

static void
large_counts_can_be_said_shortly(void **state)
{
	assert_string_equal(view_short(*state, 412), "412");
	assert_string_equal(view_short(*state, 9800), "9.8 k");
	assert_string_equal(view_short(*state, 99960), "100 k");
	assert_string_equal(view_short(*state, 999600), "1.0 M");
	assert_string_equal(view_short(*state, INT64_C(9500000)), "9.5 M");
	assert_string_equal(view_short(*state, INT64_C(8000000000000)), "8000 G");
}

static void
a_small_cost_has_a_tenth_of_a_cent(void **state)
{
	assert_string_equal(view_cost(*state, 0), "–");
	assert_string_equal(view_cost(*state, 32000), "$0.032");
	assert_string_equal(view_cost(*state, 41860000), "$41.86");
	assert_string_equal(view_total_cost(*state, 0), "$0.00");
	assert_string_equal(view_total_cost(*state, 32000), "$0.032");
}

static void
durations_are_told_by_half_and_nearly_all(void **state)
{
	assert_string_equal(view_spread(*state, "8200", "61000"),
			    "half within 8.2 s, 95 % within 1 min 1 s");
}

static void
a_percentage_has_one_decimal(void **state)
{
	assert_string_equal(view_percent(*state, "97.74"), "97.7 %");
	assert_string_equal(view_percent(*state, "100"), "100.0 %");
	assert_null(view_percent(*state, NULL));
}

static void
what_is_absent_is_null_not_empty(void **state)
{
	struct json *object = json_object(*state);
	const struct clock clock = { *state, NOON, zone_utc() };

	view_text(object, "a", NULL);
	view_text(object, "b", "");
	view_time(&clock, object, "c", NULL);
	view_time(&clock, object, "d", "infinity");
	view_duration(*state, object, "e", NULL);
	assert_true(is_null(object, "a") && is_null(object, "b")
		    && is_null(object, "c") && is_null(object, "d")
		    && is_null(object, "e"));
}

static void
a_time_is_said_in_utc_and_in_the_zone_of_the_user(void **state)
{
	struct json *object = json_object(*state);
	const struct clock clock = { *state, NOON, berlin(*state) };
	const struct json *when;

	view_time(&clock, object, "when", "2026-03-12 11:58:00.5+00");
	when = json_find(object, "when");
	assert_string_equal(text(when, "iso"), "2026-03-12T11:58:00.500Z");
	assert_string_equal(text(when, "long"), "12 March 2026, 11:58:00 UTC");
	assert_string_equal(text(when, "local"), "12 March 2026, 12:58:00 CET");
	assert_string_equal(text(when, "ago"), "1 min ago");
	assert_string_equal(text(when, "word"), "1 min ago");
}

static void
check_word(const struct clock *clock, const char *sql, const char *word)
{
	struct json *object = json_object(clock->arena);

	view_time(clock, object, "when", sql);
	assert_string_equal(text(json_find(object, "when"), "word"), word);
}

static void
a_list_says_how_long_ago_for_a_day_and_then_when(void **state)
{
	const struct clock clock = { *state, NOON, berlin(*state) };

	check_word(&clock, "2026-03-11 12:00:01+00", "23 h ago");
	check_word(&clock, "2026-03-10 23:30:00+00", "11 Mar, 00:30");
	check_word(&clock, "2025-03-11 12:00:00+00", "11 Mar 2025");
	check_word(&clock, "2026-06-11 12:00:00+00", "in 91 d");
}

static void
the_moment_of_a_page_is_that_of_the_user(void **state)
{
	struct json *data = json_object(*state);
	const struct clock clock = { *state, NOON, berlin(*state) };

	view_live(&clock, data, "/", 5);
	assert_string_equal(text(json_find(data, "live"), "clock"),
			    "13:00:00 CET");
}

static void
an_id_is_shown_by_its_end(void **state)
{
	struct json *object = json_object(*state);

	view_id(object, "01958a6e-9c11-7d42-8f0b-3f5afcdce4b3");
	assert_string_equal(text(object, "short_id"), "fcdce4b3");
	view_id(object, "abc");
	assert_string_equal(text(object, "short_id"), "abc");
}

static void
a_status_has_a_class_and_a_word(void **state)
{
	struct json *object = json_object(*state);

	view_state(object, &execution_status_words, "timeout");
	assert_string_equal(text(object, "state"), "timeout");
	assert_string_equal(text(object, "state_word"), "Timed out");
	view_state(object, &execution_status_words, "unheard-of");
	assert_string_equal(text(object, "state_word"), "unheard-of");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_have_commas_between_thousands),
		cmocka_unit_test(a_noun_follows_its_count),
		cmocka_unit_test(large_counts_can_be_said_shortly),
		cmocka_unit_test(a_small_cost_has_a_tenth_of_a_cent),
		cmocka_unit_test(a_percentage_has_one_decimal),
		cmocka_unit_test(durations_are_told_by_half_and_nearly_all),
		cmocka_unit_test(what_is_absent_is_null_not_empty),
		cmocka_unit_test(a_time_is_said_in_utc_and_in_the_zone_of_the_user),
		cmocka_unit_test(a_list_says_how_long_ago_for_a_day_and_then_when),
		cmocka_unit_test(the_moment_of_a_page_is_that_of_the_user),
		cmocka_unit_test(an_id_is_shown_by_its_end),
		cmocka_unit_test(a_status_has_a_class_and_a_word),
	};

	return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
