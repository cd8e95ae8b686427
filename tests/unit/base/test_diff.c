#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/arena_state.h"
#include "base/buf.h"
#include "base/diff.h"

/* "-a +b =c" */
static const char *
written(struct arena *arena, struct diff diff)
{
	struct buf buf;

	buf_init(&buf, arena, 256);
	for (size_t i = 0; i < diff.count; i++)
		buf_printf(&buf, "%s%c%.*s", i ? " " : "",
			   "=-+"[diff.lines[i].kind], (int)diff.lines[i].len,
			   diff.lines[i].text);
	return buf.bytes;
}

static void
check(void **state, const char *a, const char *b, const char *expected)
{
	assert_string_equal(written(*state, diff_lines(*state, a, b)), expected);
}

static void
texts_that_are_the_same_have_no_changes(void **state)
{
	check(state, "", "", "");
	check(state, "a\nb\n", "a\nb", "=a =b");
	assert_int_equal(diff_lines(*state, "a\nb", "a\nb").changes, 0);
}

static void
a_line_that_is_new_or_gone_is_told(void **state)
{
	check(state, "a\nc", "a\nb\nc", "=a +b =c");
	check(state, "a\nb\nc", "a\nc", "=a -b =c");
	check(state, "", "a\nb", "+a +b");
	check(state, "a\nb", "", "-a -b");
}

static void
a_line_that_is_another_is_removed_and_added(void **state)
{
	check(state, "a\nx\nc", "a\ny\nc", "=a -x +y =c");
	assert_int_equal(diff_lines(*state, "a\nx\nc", "a\ny\nc").changes, 2);
}

/* The example of the paper: five edits. */
static void
the_fewest_lines_change(void **state)
{
	struct diff diff = diff_lines(*state, "a\nb\nc\na\nb\nb\na",
				      "c\nb\na\nb\na\nc");

	assert_int_equal(diff.changes, 5);
	assert_int_equal(diff.count, 9);
}

static const char *
numbers(struct arena *arena, int from, int to, int step)
{
	struct buf buf;

	buf_init(&buf, arena, 1 << 16);
	for (int i = from; i < to; i += step)
		buf_printf(&buf, "%d\n", i);
	return buf.bytes;
}

/* Applied to the first text it gives the second, whatever the two are. */
static void
check_applies(struct arena *arena, const char *a, const char *b)
{
	struct diff diff = diff_lines(arena, a, b);
	struct buf was, now;

	buf_init(&was, arena, 1 << 16);
	buf_init(&now, arena, 1 << 16);
	for (size_t i = 0; i < diff.count; i++) {
		const struct diff_line *line = &diff.lines[i];

		if (line->kind != DIFF_ADDED)
			buf_printf(&was, "%.*s\n", (int)line->len, line->text);
		if (line->kind != DIFF_REMOVED)
			buf_printf(&now, "%.*s\n", (int)line->len, line->text);
	}
	assert_string_equal(was.bytes, a);
	assert_string_equal(now.bytes, b);
}

static void
what_is_told_makes_one_text_the_other(void **state)
{
	check_applies(*state, numbers(*state, 0, 900, 2),
		      numbers(*state, 0, 900, 3));
	check_applies(*state, numbers(*state, 0, 5000, 1),
		      numbers(*state, 10, 5010, 1));
}

static void
texts_with_too_many_changes_are_replaced_between_their_common_ends(void **state)
{
	struct arena *arena = *state;
	const char *a = numbers(arena, 0, 4000, 2);
	const char *b = numbers(arena, 1, 4001, 2);

	check_applies(arena, arena_printf(arena, "begin\n%send\n", a),
		      arena_printf(arena, "begin\n%send\n", b));
	assert_int_equal(diff_lines(arena, a, b).changes, 4000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(texts_that_are_the_same_have_no_changes),
		arena_test(a_line_that_is_new_or_gone_is_told),
		arena_test(a_line_that_is_another_is_removed_and_added),
		arena_test(the_fewest_lines_change),
		arena_test(what_is_told_makes_one_text_the_other),
		arena_test(texts_with_too_many_changes_are_replaced_between_their_common_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
