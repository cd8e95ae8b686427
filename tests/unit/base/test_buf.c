#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/arena_state.h"
#include "base/buf.h"

static void
everything_is_added_at_the_end(void **state)
{
	struct buf buf;

	buf_init(&buf, *state, 0);
	assert_string_equal(buf.bytes, "");
	buf_add(&buf, "abcd", 3);
	buf_text(&buf, "-text-");
	buf_char(&buf, '!');
	buf_int(&buf, -120);
	buf_printf(&buf, "%s%03d", "x", 7);
	buf_add(&buf, NULL, 0);
	assert_string_equal(buf.bytes, "abc-text-!-120x007");
	assert_int_equal(buf.len, 18);
}

static void
integers_of_any_size_are_written(void **state)
{
	struct buf buf;

	buf_init(&buf, *state, 8);
	buf_int(&buf, INT64_MIN);
	buf_char(&buf, ' ');
	buf_int(&buf, INT64_MAX);
	buf_char(&buf, ' ');
	buf_int(&buf, 0);
	assert_string_equal(buf.bytes,
			    "-9223372036854775808 9223372036854775807 0");
}

static void
it_grows_as_needed(void **state)
{
	struct buf buf;

	buf_init(&buf, *state, 1);
	for (int i = 0; i < 10000; i++) {
		buf_char(&buf, (char)('a' + i % 26));
		assert_int_equal(buf.bytes[buf.len], '\0');
	}
	for (int i = 0; i < 10000; i++)
		assert_int_equal(buf.bytes[i], 'a' + i % 26);
}

static void
formatted_text_grows_it_too(void **state)
{
	struct buf buf;
	char long_text[500];

	memset(long_text, 'x', sizeof long_text - 1);
	long_text[sizeof long_text - 1] = '\0';
	buf_init(&buf, *state, 4);
	buf_printf(&buf, "%s", "abcd");
	buf_printf(&buf, "<%s>", long_text);
	assert_int_equal(buf.len, 4 + 501);
	assert_memory_equal(buf.bytes, "abcd<xxx", 8);
	assert_string_equal(buf.bytes + 4 + 498, "xx>");
}

static void
reserved_room_is_the_callers(void **state)
{
	struct buf buf;

	buf_init(&buf, *state, 2);
	buf_text(&buf, "ab");
	memset(buf_reserve(&buf, 300), 'c', 300);
	buf.len += 300;
	buf_char(&buf, 'd');
	assert_int_equal(buf.len, 303);
	assert_memory_equal(buf.bytes, "abc", 3);
	assert_string_equal(buf.bytes + 301, "cd");
}

static void
a_length_that_wraps_is_out_of_memory(void **state)
{
	struct buf buf;
	jmp_buf gone;

	buf_init(&buf, *state, 2);
	if (setjmp(gone) == 0) {
		arena_catch(*state, &gone);
		buf_text(&buf, "x");
		buf_reserve(&buf, SIZE_MAX);
		fail_msg("there is no such memory");
	}
	assert_string_equal(buf.bytes, "x");
}


int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(everything_is_added_at_the_end),
		arena_test(integers_of_any_size_are_written),
		arena_test(it_grows_as_needed),
		arena_test(formatted_text_grows_it_too),
		arena_test(reserved_room_is_the_callers),
		arena_test(a_length_that_wraps_is_out_of_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
