#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena_state.h"
#include "base/text.h"

static void
well_formed_utf8_is_known(void **state)
{
	static const char *const good[] = {
		"", "a", "plain ascii of more than a word", "\x7f", "\xc2\x80",
		"\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
		"\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf",
		"aaaaaaa\xc3\xa9", "aaaaaaaa€aaaaaaaaa",
	};
	static const char *const bad[] = {
		"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc2", "\xc2\x41",
		"\xe0\x9f\xbf", "\xed\xa0\x80", "\xed\xbf\xbf", "\xe2\x82",
		"\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80",
		"\xf0\x90\x80", "\xff", "\xfe", "aaaaaaa\xc3", "\xc3\xa9\xa9",
		"aaaaaaaaaaaaaaaa\x80", "\xe2\x28\xa1", "\xe2\x82\x28",
	};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(text_is_utf8(good[i], strlen(good[i])));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(text_is_utf8(bad[i], strlen(bad[i])));
}

static void
a_nul_is_not_text_wherever_it_is(void **state)
{
	(void)state;
	for (size_t at = 0; at < 20; at++) {
		char bytes[20];

		memset(bytes, 'a', sizeof bytes);
		bytes[at] = '\0';
		assert_false(text_is_utf8(bytes, sizeof bytes));
	}
}

static void
length_counts_code_points(void **state)
{
	(void)state;
	assert_int_equal(text_length(""), 0);
	assert_int_equal(text_length("aé€😀"), 4);
}

static void
texts_are_compared(void **state)
{
	(void)state;
	assert_true(text_equal("a", "a"));
	assert_false(text_equal("a", "A"));
	assert_true(text_equal(NULL, NULL));
	assert_false(text_equal(NULL, ""));
	assert_true(text_equal_case("Content-TYPE", "content-type"));
	assert_false(text_equal_case("a", "ab"));
	assert_false(text_equal_case("É", "é"));
	assert_false(text_equal_case("[", "{"));
	assert_false(text_equal_case(NULL, "a"));
	assert_true(text_starts("agents", "ag"));
	assert_false(text_starts("a", "ag"));
	assert_true(text_ends("a.css", ".css"));
	assert_false(text_ends("css", ".css"));
}

static void
integers_fill_the_whole_text(void **state)
{
	static const char *const bad[] = {
		"", "-", "+1", " 1", "1 ", "1a", "0x10", "1.0", "1e3", "--1",
		"- 1", "9223372036854775808", "-9223372036854775809", "101",
		"-11",
	};
	int64_t number = 77;

	(void)state;
	assert_true(text_to_int("100", -10, 100, &number));
	assert_int_equal(number, 100);
	assert_true(text_to_int("-10", -10, 100, &number));
	assert_int_equal(number, -10);
	assert_true(text_to_int("007", -10, 100, &number));
	assert_int_equal(number, 7);
	assert_false(text_to_int(NULL, -10, 100, &number));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(text_to_int(bad[i], -10, 100, &number));
	assert_int_equal(number, 7);
}

static void
white_space_is_cut_at_both_ends(void **state)
{
	assert_string_equal(text_trim(*state, " \t\r\n a b \v\f"), "a b");
	assert_string_equal(text_trim(*state, "  "), "");
	assert_string_equal(text_trim(*state, "a"), "a");
}

static void
parts_are_trimmed_and_empty_ones_left_out(void **state)
{
	char **parts = text_split(*state, " a, b c ,,d, ", ',');

	assert_string_equal(parts[0], "a");
	assert_string_equal(parts[1], "b c");
	assert_string_equal(parts[2], "d");
	assert_null(parts[3]);
	assert_null(text_split(*state, "", ',')[0]);
}

static void
a_name_neither_controls_nor_turns_what_follows(void **state)
{
	static const char *const bad[] = {
		"a\nb", "\t", "\x7f", "\u202a", "a\u202eb", "\u2066", "\u2069",
	};

	(void)state;
	assert_true(text_is_plain(""));
	assert_true(text_is_plain("\u2029\u202f\u2065\u206a\u05d0 \u20ac"));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(text_is_plain(bad[i]));
}

static void
uuids_are_known(void **state)
{
	static const char *const bad[] = {
		"", "0190a3c4-1d2e-7abc-8def-0123456789a",
		"0190a3c4-1d2e-7abc-8def-0123456789abc",
		"0190a3c4-1d2e-7abc-8def-0123456789ag",
		"0190a3c41d2e7abc8def0123456789ab",
		"0190a3c4-1d2e-7abc-8def0-123456789ab",
		"{190a3c4-1d2e-7abc-8def-0123456789a}",
	};

	(void)state;
	assert_true(is_uuid("0190a3c4-1d2e-7abc-8def-0123456789ab"));
	assert_true(is_uuid("0190A3C4-1D2E-7ABC-8DEF-0123456789AB"));
	assert_false(is_uuid(NULL));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(is_uuid(bad[i]));
}


static void
hexadecimal_digits_are_known(void **state)
{
	(void)state;
	assert_int_equal(text_hex_digit('0'), 0);
	assert_int_equal(text_hex_digit('9'), 9);
	assert_int_equal(text_hex_digit('a'), 10);
	assert_int_equal(text_hex_digit('F'), 15);
	assert_int_equal(text_hex_digit('g'), -1);
	assert_int_equal(text_hex_digit('/'), -1);
	assert_int_equal(text_hex_digit(':'), -1);
	assert_int_equal(text_hex_digit('@'), -1);
	assert_int_equal(text_hex_digit('\0'), -1);
	assert_int_equal(text_hex_digit((char)0xe1), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(well_formed_utf8_is_known),
		arena_test(a_nul_is_not_text_wherever_it_is),
		arena_test(length_counts_code_points),
		arena_test(texts_are_compared),
		arena_test(integers_fill_the_whole_text),
		arena_test(white_space_is_cut_at_both_ends),
		arena_test(parts_are_trimmed_and_empty_ones_left_out),
		arena_test(a_name_neither_controls_nor_turns_what_follows),
		arena_test(uuids_are_known),
		arena_test(hexadecimal_digits_are_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
