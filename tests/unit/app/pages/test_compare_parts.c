#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "app/pages/compare_parts.h"
#include "base/arena.h"
#include "base/arena_state.h"
#include "json/json.h"

#include <cmocka.h>

static const struct json *
compared(struct arena *arena, const char *a, const char *b)
{
	struct json *parts = json_array(arena);

	compare_text(arena, parts, "Error", a, b);
	return json_count(parts) ? json_at(parts, 0) : NULL;
}

static void
says(void **state, const char *a, const char *b, const char *note, size_t lines)
{
	const struct json *part = compared(*state, a, b);

	assert_string_equal(json_string(json_find(part, "note")), note);
	assert_int_equal(json_count(json_find(part, "lines")), lines);
}

static void
a_duration_says_how_much_longer_b_took(void **state)
{
	assert_string_equal(compare_ms(*state, 1000, 2250),
			    "+1.2 s (+125 %)");
	assert_string_equal(compare_ms(*state, 200, 150), "−50 ms (−25 %)");
	assert_string_equal(compare_ms(*state, 0, 40), "+40 ms");
	assert_null(compare_ms(*state, 40, 40));
}

static void
lines_that_differ_are_shown_with_what_surrounds_them(void **state)
{
	says(state, "one\ntwo\nthree", "one\n2\nthree", "different", 4);
}

static void
what_is_the_same_has_no_lines(void **state)
{
	says(state, "one\ntwo", "one\ntwo", "the same", 0);
}

static void
what_one_side_has_alone_is_said(void **state)
{
	says(state, "gone", NULL, "only A has it", 1);
	says(state, NULL, "new", "only B has it", 1);
}

static void
what_neither_side_has_is_left_out(void **state)
{
	assert_null(compared(*state, NULL, NULL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(a_duration_says_how_much_longer_b_took),
		arena_test(lines_that_differ_are_shown_with_what_surrounds_them),
		arena_test(what_is_the_same_has_no_lines),
		arena_test(what_one_side_has_alone_is_said),
		arena_test(what_neither_side_has_is_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
