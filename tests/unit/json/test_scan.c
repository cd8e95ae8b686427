#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/arena_state.h"
#include "base/buf.h"
#include "base/error.h"
#include "json/scan.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

/* NULL if it is JSON, else what is wrong. */
static const char *
scan(struct arena *arena, const char *text, size_t len)
{
	struct error err = { .arena = arena };
	struct json_slice slice;

	if (json_scan(arena, text, len, &slice, &err))
		return NULL;
	assert_int_equal(err.kind, ERROR_BAD_REQUEST);
	return err.message;
}

static void
check_error(void **state, const char *text, const char *message)
{
	const char *found = scan(*state, text, strlen(text));

	if (found == NULL)
		fail_msg("accepted: %s", text);
	assert_string_equal(found, message);
}

static void
check_all_accepted(void **state, const char *const *texts)
{
	for (; *texts != NULL; texts++) {
		const char *message = scan(*state, *texts, strlen(*texts));

		if (message != NULL)
			fail_msg("%s: %s", *texts, message);
	}
}

static void
check_all_refused(void **state, const char *const *texts)
{
	for (; *texts != NULL; texts++)
		if (scan(*state, *texts, strlen(*texts)) == NULL)
			fail_msg("accepted: %s", *texts);
}

static void
any_value_may_stand_alone(void **state)
{
	static const char *const texts[] = {
		"null", "true", "false", "0", "-1.5", "\"\"", "\"a\"", "[]",
		"{}", " \t\r\n[ ] \n", "\n0\t", NULL
	};

	check_all_accepted(state, texts);
}

static void
numbers_may_have_sign_fraction_and_exponent(void **state)
{
	static const char *const texts[] = {
		"[-0]", "[0]", "[10]", "[123456789]", "[0.1]", "[-0.0]",
		"[1e1]", "[1E+10]", "[1e-10]", "[0e0]", "[0E+0]", "[1.5e3]",
		"[20e1]", "[123456789012345678901234567890]", "[1e9999]",
		"[0.00000000000000000000000000000000000000001]", NULL
	};

	check_all_accepted(state, texts);
}

static void
numbers_have_no_other_form(void **state)
{
	static const char *const texts[] = {
		"[01]", "[-01]", "[00]", "[+1]", "[.5]", "[1.]", "[-.5]",
		"[1.e1]", "[1e]", "[1e+]", "[1E-]", "[1ee1]", "[1e1.5]",
		"[-]", "[--1]", "[- 1]", "[1 000]", "[0x10]", "[1_000]",
		"[1a]", "[NaN]", "[Infinity]", "[-Infinity]", "[-nan]", "[1+2]",
		"[0.1.2]", "[1/2]", "[\xef\xbc\x91]", "-", "1.", "1e", NULL
	};

	check_all_refused(state, texts);
}

static void
strings_may_hold_any_escape_and_any_character(void **state)
{
	static const char *const texts[] = {
		"[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "[\"\\u00e9\\u20AC\"]",
		"[\"\\ud83d\\ude00\"]", "[\"\\uDBFF\\uDFFF\"]",
		"[\"\\uffff\\ufffe\\ufdd0\"]", "[\"\x7f\"]", "[\"/\"]",
		"[\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"]",
		"[\"\xf4\x8f\xbf\xbf\xef\xbf\xbf\"]", "[\"\xe2\x80\xa8\"]",
		"[\"a/*b*/c\"]", "[\"\\\\u0000\"]", "[\"\\u0001\"]",
		"[\"{}[],:\"]", NULL
	};

	check_all_accepted(state, texts);
}

static void
strings_have_no_other_form(void **state)
{
	static const char *const texts[] = {
		"[\"]", "[\"a]", "['a']", "[a]", "[\"\\a\"]", "[\"\\x00\"]",
		"[\"\\0\"]", "[\"\\u\"]", "[\"\\u1\"]", "[\"\\u12\"]",
		"[\"\\u123\"]", "[\"\\u12g4\"]", "[\"\\U0041\"]", "[\"\\\"]",
		"[\"\\\\\\\"]", "[\"\t\"]", "[\"a\nb\"]", "[\"\x1f\"]",
		"[\"\\ \"]", "[\"\\\xc3\xa9\"]", "\"", "\"\\", "\"\\u00",
		"[\"a\"b]", "[\\n]", "\"a\"\"b\"", NULL
	};

	check_all_refused(state, texts);
}

static void
text_that_is_not_utf8_is_refused(void **state)
{
	static const char *const texts[] = {
		"[\"\xff\"]", "[\"\x80\"]", "[\"\xc3\"]", "[\"\xc0\xaf\"]",
		"[\"\xe0\x80\xaf\"]", "[\"\xed\xa0\x80\"]",
		"[\"\xf4\x90\x80\x80\"]", "[\"\xf0\x9f\x98\"]",
		"[\"\xe9\"]", "{\"\xb9\":0}", "[\xff]", "\xc3\xa9", NULL
	};

	check_all_refused(state, texts);
	check_error(state, "[\"abc\xff\"]",
		    "not JSON: a string that is not UTF-8 at byte 2");
}

static void
half_of_a_surrogate_pair_is_refused(void **state)
{
	static const char *const texts[] = {
		"[\"\\ud800\"]", "[\"\\udc00\"]", "[\"\\ud800\\ud800\"]",
		"[\"\\udc00\\ud800\"]", "[\"\\ud800a\"]", "[\"\\ud800\\n\"]",
		"[\"\\ud800\\u0041\"]", "[\"\\uD83D\\u\"]",
		"{\"\\udead\":1}", NULL
	};

	check_all_refused(state, texts);
	check_error(state, "[\"a\\ud800\"]",
		    "not JSON: half of a surrogate pair at byte 3");
}

static void
a_nul_is_refused_in_every_spelling(void **state)
{
	check_error(state, "[\"\\u0000\"]",
		    "not JSON: \\u0000, which cannot be stored, at byte 2");
	assert_non_null(scan(*state, "[\"a\0b\"]", 7));
	assert_non_null(scan(*state, "[1]\0", 4));
	assert_non_null(scan(*state, "\0", 1));
}

static void
a_byte_order_mark_is_refused(void **state)
{
	check_error(state, "\xef\xbb\xbf{}",
		    "not JSON: a byte order mark at byte 0");
}

static void
structures_may_be_nested_and_spaced(void **state)
{
	static const char *const texts[] = {
		"[[]]", "[{}]", "{\"a\":[]}", "[ 1 , 2 ]",
		"{ \"a\" : 1 , \"b\" : { } }", "{\"\":0}", "[\"\",null]",
		"{\"a\":{\"a\":{\"a\":1}}}", "[1\n,2\r\n,3\t]", NULL
	};

	check_all_accepted(state, texts);
}

static void
structures_have_no_other_form(void **state)
{
	static const char *const texts[] = {
		"", " ", "[", "]", "{", "}", "[1", "[1,", "[,", "[1,]", "[,1]",
		"[1,,2]", "[1 2]", "[1;2]", "[1:2]", "{]", "[}", "[1}",
		"{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}",
		"{,}", "{\"a\"}", "{\"a\",1}", "{\"a\" 1}", "{:1}", "{a:1}",
		"{'a':1}", "{1:1}", "{null:1}", "{\"a\":1 \"b\":2}",
		"{\"a\":1,,\"b\":2}", "{\"a\"::1}", "{\"a\":1}}", "[1]]",
		"[1][2]", "{}{}", "1 2", "nul", "nulll", "True", "NULL",
		"truefalse", "[tru]", "[fals]", "undefined", "/**/[]", "[]//",
		"[] #", "[1/*a*/]", "\f[]", "\v1", "\xc2\xa0[]", "[\xe2\x81\xa0]",
		"*", "@", "\\u0020", "[\"a\",\n4\n,1,", "[\"x\", truth]",
		"{\"a\":true} \"x\"", "<null>", "[<null>]", NULL
	};

	check_all_refused(state, texts);
}

static void
nesting_ends_at_its_limit(void **state)
{
	char text[2 * JSON_DEPTH_MAX + 3];

	memset(text, '[', JSON_DEPTH_MAX);
	memset(text + JSON_DEPTH_MAX, ']', JSON_DEPTH_MAX);
	assert_null(scan(*state, text, 2 * JSON_DEPTH_MAX));
	memset(text, '[', JSON_DEPTH_MAX + 1);
	memset(text + JSON_DEPTH_MAX + 1, ']', JSON_DEPTH_MAX + 1);
	text[sizeof text - 1] = '\0';
	check_error(state, text,
		    "not JSON: deeper nesting than 64 at byte 64");
}

static void
the_depth_of_siblings_does_not_add_up(void **state)
{
	struct buf buf;

	buf_init(&buf, *state, 16);
	buf_text(&buf, "[[]");
	for (int i = 0; i < 2 * JSON_DEPTH_MAX; i++)
		buf_text(&buf, ",[{}]");
	buf_text(&buf, "]");
	assert_null(scan(*state, buf.bytes, buf.len));
}

static void
a_name_that_is_there_twice_is_named(void **state)
{
	check_error(state, "{\"a\":1,\"b\":2,\"a\":3}",
		    "not JSON: the name 'a' appears twice, again at byte 13");
	check_error(state, "{\"a\":1,\"\\u0061\":2}",
		    "not JSON: the name 'a' appears twice, again at byte 7");
	check_error(state, "[{\"x\":{\"é\":1,\"é\":2}}]",
		    "not JSON: the name 'é' appears twice, again at byte 14");
	assert_null(scan(*state, "{\"a\":{\"a\":1},\"b\":{\"a\":1}}", 25));
}

static void
a_name_that_is_there_twice_among_many_is_named(void **state)
{
	struct buf buf;

	buf_init(&buf, *state, 16);
	buf_char(&buf, '{');
	for (int i = 0; i < 1000; i++)
		buf_printf(&buf, "\"n%d\":{\"n%d\":0},", i, i);
	buf_text(&buf, "\"last\":0}");
	assert_null(scan(*state, buf.bytes, buf.len));
	buf.len--;
	buf_text(&buf, ",\"n500\":0}");
	check_error(state, buf.bytes, arena_printf(*state,
		"not JSON: the name 'n500' appears twice, again at byte %zu",
		buf.len - 9));
}

static void
a_long_name_is_cut_between_characters(void **state)
{
	const char *name = "x€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€";

	check_error(state,
		    arena_printf(*state, "{\"%s\":1,\"%s\":2}", name, name),
		    arena_printf(*state, "not JSON: the name '%.*s' appears "
				 "twice, again at byte 127", 79, name));
}

static void
an_error_names_the_byte(void **state)
{
	check_error(state, "", "not JSON: it ends too early at byte 0");
	check_error(state, "{\"a\":1",
		    "not JSON: it ends too early at byte 6");
	check_error(state, "[1 2]",
		    "not JSON: a comma or ']' was expected at byte 3");
	check_error(state, "{\"a\":1]",
		    "not JSON: a comma or '}' was expected at byte 6");
	check_error(state, "{a",
		    "not JSON: a name in quotes was expected at byte 1");
	check_error(state, "{\"a\"1}",
		    "not JSON: a colon was expected at byte 4");
	check_error(state, "[1]x",
		    "not JSON: something behind the value at byte 3");
	check_error(state, "[\"\t\"]",
		    "not JSON: a control character in a string at byte 2");
	check_error(state, "[\"\\x\"]",
		    "not JSON: an unknown escape at byte 3");
	check_error(state, "[-x]", "not JSON: a digit is missing at byte 2");
	check_error(state, "[x]", "not JSON: a value was expected at byte 1");
}

static void
the_slice_is_the_value_without_white_space(void **state)
{
	struct error err = { .arena = *state };
	struct json_slice slice;

	assert_true(json_scan(*state, " [1] \n", 6, &slice, &err));
	assert_int_equal(slice.type, JSON_ARRAY);
	assert_int_equal(slice.len, 3);
	assert_memory_equal(slice.text, "[1]", 3);
}

static void
bytes_behind_the_length_are_not_read(void **state)
{
	char *text = arena_copy(*state, "[1,2", 4);

	assert_non_null(scan(*state, text, 4));
	assert_non_null(scan(*state, "\"\\u0041\"", 6));
	assert_non_null(scan(*state, "\"\\ud83d\\ude00\"", 11));
	assert_null(scan(*state, "12345", 2));
	assert_non_null(scan(*state, "true", 3));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(any_value_may_stand_alone),
		arena_test(numbers_may_have_sign_fraction_and_exponent),
		arena_test(numbers_have_no_other_form),
		arena_test(strings_may_hold_any_escape_and_any_character),
		arena_test(strings_have_no_other_form),
		arena_test(text_that_is_not_utf8_is_refused),
		arena_test(half_of_a_surrogate_pair_is_refused),
		arena_test(a_nul_is_refused_in_every_spelling),
		arena_test(a_byte_order_mark_is_refused),
		arena_test(structures_may_be_nested_and_spaced),
		arena_test(structures_have_no_other_form),
		arena_test(nesting_ends_at_its_limit),
		arena_test(the_depth_of_siblings_does_not_add_up),
		arena_test(a_name_that_is_there_twice_is_named),
		arena_test(a_name_that_is_there_twice_among_many_is_named),
		arena_test(a_long_name_is_cut_between_characters),
		arena_test(an_error_names_the_byte),
		arena_test(the_slice_is_the_value_without_white_space),
		arena_test(bytes_behind_the_length_are_not_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
