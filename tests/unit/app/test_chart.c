#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdlib.h>

#include "app/chart.h"
#include "base/arena.h"
#include "base/arena_state.h"
#include "json/json.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static const char *
text(const struct json *object, const char *name)
{
	return json_string(json_find(object, name));
}

static void
a_share_is_said_in_percent_and_kept_within_the_drawing(void **state)
{
	assert_string_equal(chart_percent(*state, 0.125), "12.50%");
	assert_string_equal(chart_percent(*state, -3), "0.00%");
	assert_string_equal(chart_percent(*state, 1.5), "100.00%");
}

static void
check_axis(struct chart_axis axis, double top, double step)
{
	assert_float_equal(axis.top, top, 1e-9);
	assert_float_equal(axis.step, step, 1e-9);
}

static void
an_axis_of_counts_has_round_steps(void **state)
{
	(void)state;
	check_axis(chart_count_axis(0), 1, 1);
	check_axis(chart_count_axis(3), 3, 1);
	check_axis(chart_count_axis(7), 8, 2);
	check_axis(chart_count_axis(105), 125, 25);
	check_axis(chart_count_axis(131), 150, 50);
	check_axis(chart_count_axis(4001), 5000, 1000);
}

static void
an_axis_of_times_has_steps_that_people_know(void **state)
{
	(void)state;
	check_axis(chart_time_axis(12400), 15000, 5000);
	check_axis(chart_time_axis(168000), 180000, 60000);
	check_axis(chart_time_axis(20 * 86400e3), 20 * 86400e3, 4 * 86400e3);
}

static void
lines_of_the_grid_stand_from_the_ground_up(void **state)
{
	struct json *object = json_object(*state);
	const struct json *grid;

	chart_set_grid(*state, object, "grid", chart_count_axis(131),
		       chart_count_word);
	grid = json_find(object, "grid");
	assert_int_equal(json_count(grid), 3);
	assert_string_equal(text(json_at(grid, 0), "y"), "66.67%");
	assert_string_equal(text(json_at(grid, 0), "word"), "50");
	assert_string_equal(text(json_at(grid, 2), "y"), "0.00%");
	assert_string_equal(text(json_at(grid, 2), "word"), "150");
}

static void
a_bar_stands_between_its_two_values(void **state)
{
	struct json *object = json_object(*state);
	const struct chart_axis axis = { 100, 50 };
	const struct json *bar;

	chart_set_bar(*state, object, "failed", (struct chart_slot){ 1, 4 }, axis,
		      50, 75);
	bar = json_find(object, "failed");
	assert_string_equal(text(bar, "x"), "25.00%");
	assert_string_equal(text(bar, "width"), "19.50%");
	assert_string_equal(text(bar, "y"), "25.00%");
	assert_string_equal(text(bar, "height"), "25.00%");
}

static void
a_bar_of_nothing_is_null(void **state)
{
	struct json *object = json_object(*state);

	chart_set_bar(*state, object, "failed", (struct chart_slot){ 0, 4 },
		      (struct chart_axis){ 100, 50 }, 75, 75);
	assert_int_equal(json_type_of(json_find(object, "failed")), JSON_NULL);
}

static void
a_gap_in_the_values_is_a_gap_in_the_line(void **state)
{
	struct json *object = json_object(*state);
	const double values[] = { 50, 100, NAN, 0 };
	const struct json *lines, *areas;

	chart_set_lines(*state, object, "lines", "areas", values, 4,
			(struct chart_axis){ 100, 50 });
	lines = json_find(object, "lines");
	areas = json_find(object, "areas");
	assert_int_equal(json_count(lines), 2);
	assert_int_equal(json_count(areas), 1);
	assert_string_equal(text(json_at(lines, 0), "points"),
			    "98,50.0 348,0.0");
	assert_string_equal(text(json_at(lines, 1), "points"),
			    "750,100.0 945,100.0");
	assert_string_equal(text(json_at(areas, 0), "points"),
			    "98,50.0 348,0.0 348,100 98,100");
}

static void
values_that_are_all_missing_make_no_line(void **state)
{
	struct json *object = json_object(*state);
	const double values[] = { NAN, NAN };

	chart_set_lines(*state, object, "lines", "areas", values, 2,
			(struct chart_axis){ 100, 50 });
	assert_int_equal(json_count(json_find(object, "lines")), 0);
}

static void
a_time_of_an_axis_is_said_in_one_unit(void **state)
{
	assert_string_equal(chart_time_word(*state, 500), "500 ms");
	assert_string_equal(chart_time_word(*state, 30e3), "30 s");
	assert_string_equal(chart_time_word(*state, 90e3), "1.5 min");
	assert_string_equal(chart_time_word(*state, 7200e3), "2 h");
	assert_string_equal(chart_time_word(*state, 2 * 86400e3), "2 d");
}

static void
lines_need_no_area(void **state)
{
	struct json *object = json_object(*state);
	const double values[] = { 50, 100 };

	chart_set_lines(*state, object, "lines", NULL, values, 2,
			(struct chart_axis){ 100, 50 });
	assert_int_equal(json_count(json_find(object, "lines")), 1);
	assert_int_equal(json_count(object), 1);
}

static void
the_exception_steps_forward(void **state)
{
	struct json *usual = json_object(*state), *odd = json_object(*state);

	chart_set_marks(usual, "marks", "active", 2, false);
	chart_set_marks(odd, "marks", "error", 1, true);
	assert_string_equal(text(json_at(json_find(usual, "marks"), 1), "x"), "6");
	assert_string_equal(text(json_at(json_find(usual, "marks"), 1), "y"), "6");
	assert_string_equal(text(json_at(json_find(odd, "marks"), 0), "y"), "1");
	assert_string_equal(text(usual, "width"), "12");
}

static void
a_roll_of_many_is_cut(void **state)
{
	struct json *object = json_object(*state);

	chart_set_marks(object, "marks", "active", 5000, false);
	assert_int_equal(json_count(json_find(object, "marks")), 36);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_share_is_said_in_percent_and_kept_within_the_drawing),
		cmocka_unit_test(an_axis_of_counts_has_round_steps),
		cmocka_unit_test(an_axis_of_times_has_steps_that_people_know),
		cmocka_unit_test(lines_of_the_grid_stand_from_the_ground_up),
		cmocka_unit_test(a_bar_stands_between_its_two_values),
		cmocka_unit_test(a_bar_of_nothing_is_null),
		cmocka_unit_test(a_gap_in_the_values_is_a_gap_in_the_line),
		cmocka_unit_test(values_that_are_all_missing_make_no_line),
		cmocka_unit_test(a_time_of_an_axis_is_said_in_one_unit),
		cmocka_unit_test(lines_need_no_area),
		cmocka_unit_test(the_exception_steps_forward),
		cmocka_unit_test(a_roll_of_many_is_cut),
	};

	return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
