#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "flow/measure.h"
#include "paper.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static void
wider_text_is_wider(void **state)
{
	(void)state;
	assert_true(measure_text("", 12) == 0);
	assert_true(measure_text("iiii", 12) < measure_text("mmmm", 12));
	assert_true(measure_text("ab", 24) == 2 * measure_text("ab", 12));
	assert_true(measure_text("\xe6\xbc\xa2", 12) > measure_text("m", 12));
}

static void
text_that_fits_stays(void **state)
{
	assert_string_equal(measure_cut(*state, "Load ticket", 12, 200),
			    "Load ticket");
}

static void
text_that_does_not_fit_ends_in_an_ellipsis_and_fits(void **state)
{
	const char *cut = measure_cut(*state, "Load every ticket of today",
				      12, 80);

	assert_true(text_starts(cut, "Load"));
	assert_true(text_ends(cut, "\xe2\x80\xa6"));
	assert_true(measure_text(cut, 12) <= 80);
}

static void
text_is_never_cut_within_a_character_or_before_its_marks(void **state)
{
	/* e and combining acute, and a hand with a skin colour, again and again */
	static const char marks[] = "e\xcc\x81" "e\xcc\x81" "e\xcc\x81" "e\xcc\x81";
	static const char hands[] = "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd"
		"\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd";

	for (double width = 0; width < 60; width++) {
		const char *cut = measure_cut(*state, marks, 12, width);

		assert_true(text_is_utf8(cut, strlen(cut)));
		assert_null(strstr(cut, "e\xe2\x80\xa6"));
		cut = measure_cut(*state, hands, 12, width);
		assert_true(text_is_utf8(cut, strlen(cut)));
		assert_null(strstr(cut, "\x91\x8d\xe2\x80\xa6"));
	}
}

static void
white_space_is_single_and_control_is_gone(void **state)
{
	assert_string_equal(measure_cut(*state,
		" a\n\t b\x01\xe2\x80\xae" "c  ", 12, 500), "a bc");
}

static void
text_is_wrapped_at_spaces(void **state)
{
	size_t count;
	char **lines = measure_wrap(*state, "one two three four five", 12, 70,
				    10, &count);

	assert_int_equal(count, 3);
	assert_string_equal(lines[0], "one two");
	assert_string_equal(lines[1], "three four");
	assert_string_equal(lines[2], "five");
}

static void
lines_that_are_left_over_are_told(void **state)
{
	size_t count;
	char **lines = measure_wrap(*state, "one\n\ntwo\nthree", 12, 200, 2,
				    &count);

	assert_int_equal(count, 2);
	assert_string_equal(lines[0], "one");
	assert_string_equal(lines[1], "two \xe2\x80\xa6");
	measure_wrap(*state, "one\ntwo\n\n ", 12, 200, 2, &count);
	assert_int_equal(count, 2);
}

static void
marks_of_headings_are_left_out(void **state)
{
	size_t count;
	char **lines = measure_wrap(*state, "## Head\n> **quote**", 12, 200, 5,
				    &count);

	assert_string_equal(lines[0], "Head");
	assert_string_equal(lines[1], "quote");
}

static void
a_word_longer_than_a_line_is_broken(void **state)
{
	size_t count;
	char **lines = measure_wrap(*state, "aaaaaaaaaaaaaaaaaaaa", 12, 50, 9,
				    &count);

	assert_true(count > 1);
	for (size_t i = 0; i < count; i++)
		assert_true(measure_text(lines[i], 12) <= 50);
	measure_wrap(*state, "wide", 12, 1, 3, &count);
	assert_true(count > 0);
	measure_wrap(*state, "none", 12, 100, 0, &count);
	assert_int_equal(count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wider_text_is_wider),
		cmocka_unit_test(text_that_fits_stays),
		cmocka_unit_test(
			text_that_does_not_fit_ends_in_an_ellipsis_and_fits),
		cmocka_unit_test(
			text_is_never_cut_within_a_character_or_before_its_marks),
		cmocka_unit_test(white_space_is_single_and_control_is_gone),
		cmocka_unit_test(text_is_wrapped_at_spaces),
		cmocka_unit_test(lines_that_are_left_over_are_told),
		cmocka_unit_test(marks_of_headings_are_left_out),
		cmocka_unit_test(a_word_longer_than_a_line_is_broken),
	};

	return cmocka_run_group_tests(tests, paper_set_up, paper_tear_down);
}
