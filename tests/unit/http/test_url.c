#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#undef fail	/* error.h has a function of that name */

#include "base/arena.h"
#include "base/arena_state.h"
#include "base/buf.h"
#include "base/error.h"
#include "http/url.h"

static const char *
decode(void **state, const char *text, bool plus)
{
	return url_decode(*state, text, strlen(text), plus);
}

static void
escapes_are_decoded_in_either_case(void **state)
{
	assert_string_equal(decode(state, "a%2Fb%2fc%20", false), "a/b/c ");
	assert_string_equal(decode(state, "%C3%BCber", false), "über");
	assert_string_equal(decode(state, "", false), "");
}

static void
a_plus_is_a_space_in_forms_only(void **state)
{
	assert_string_equal(decode(state, "a+b", true), "a b");
	assert_string_equal(decode(state, "a+b", false), "a+b");
	assert_string_equal(decode(state, "a%2Bb", true), "a+b");
}

static void
a_malformed_escape_is_nothing(void **state)
{
	static const char *const texts[] = {
		"%", "%4", "a%4", "%g1", "%1g", "%%41", "% 41", "%-1"
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_null(decode(state, texts[i], true));
}

static void
what_decodes_to_no_utf8_is_nothing(void **state)
{
	static const char *const texts[] = {
		"%00", "a%00b", "%ff", "%c3", "%c0%af", "%ed%a0%80", "\xff"
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_null(decode(state, texts[i], false));
}

static void
what_is_encoded_decodes_to_itself(void **state)
{
	struct buf buf;
	char all[256];

	for (int i = 1; i < 128; i++)
		all[i - 1] = (char)i;
	strcpy(all + 127, "€ü");
	buf_init(&buf, *state, 16);
	url_encode(&buf, all);
	assert_string_equal(decode(state, buf.bytes, true), all);
	assert_string_equal(decode(state, buf.bytes, false), all);
	assert_null(strpbrk(buf.bytes, "&=+#?/;: \""));
}

static void
a_query_is_pairs_in_order(void **state)
{
	static const char query[] = "a=1&b=&c&&a=2&%C3%BC=%26+x";
	struct error err = { .arena = *state };
	struct pairs pairs;

	assert_true(url_parse_query(*state, query, strlen(query), &pairs, &err));
	assert_int_equal(pairs.count, 5);
	assert_string_equal(pairs_find(&pairs, "a"), "1");
	assert_string_equal(pairs_find(&pairs, "b"), "");
	assert_string_equal(pairs_find(&pairs, "c"), "");
	assert_string_equal(pairs_find(&pairs, "ü"), "& x");
	assert_null(pairs_find(&pairs, "d"));
	assert_string_equal(pairs.list[3].value, "2");
}

static void
an_empty_query_has_no_pairs(void **state)
{
	struct error err = { .arena = *state };
	struct pairs pairs;

	assert_true(url_parse_query(*state, "", 0, &pairs, &err));
	assert_int_equal(pairs.count, 0);
	assert_null(pairs_find(&pairs, ""));
	assert_true(url_parse_query(*state, "&&", 2, &pairs, &err));
	assert_int_equal(pairs.count, 0);
}

static void
a_malformed_query_is_a_bad_request(void **state)
{
	struct error err = { .arena = *state };
	struct pairs pairs;

	assert_false(url_parse_query(*state, "a=1&b=%zz", 9, &pairs, &err));
	assert_int_equal(err.kind, ERROR_BAD_REQUEST);
}

static void
more_than_200_pairs_are_a_bad_request(void **state)
{
	struct error err = { .arena = *state };
	struct pairs pairs;
	char query[401];

	for (int i = 0; i < 201; i++)
		memcpy(query + 2 * i, "a&", i < 200 ? 2 : 1);
	assert_true(url_parse_query(*state, query, 399, &pairs, &err));
	assert_int_equal(pairs.count, 200);
	assert_false(url_parse_query(*state, query, 401, &pairs, &err));
	assert_int_equal(err.kind, ERROR_BAD_REQUEST);
}

static void
a_form_may_have_2000(void **state)
{
	struct error err = { .arena = *state };
	struct pairs pairs;
	char body[4001];

	for (int i = 0; i < 2001; i++)
		memcpy(body + 2 * i, "a&", i < 2000 ? 2 : 1);
	assert_true(url_parse_form(*state, body, 3999, &pairs, &err));
	assert_int_equal(pairs.count, 2000);
	assert_false(url_parse_form(*state, body, 4001, &pairs, &err));
	assert_int_equal(err.kind, ERROR_BAD_REQUEST);
}

static void
only_paths_of_this_site_are_local(void **state)
{
	static const char *const others[] = {
		"", "agents", "//evil.example", "https://evil.example",
		"/\\evil.example", "/a\\b", "/\tevil", "/a\nb", "/a\x7f",
		"javascript:alert(1)", "\\/evil.example"
	};

	(void)state;
	assert_string_equal(url_local_path("/"), "/");
	assert_string_equal(url_local_path("/agents?q=a#b"), "/agents?q=a#b");
	assert_null(url_local_path(NULL));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_null(url_local_path(others[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(escapes_are_decoded_in_either_case),
		arena_test(a_plus_is_a_space_in_forms_only),
		arena_test(a_malformed_escape_is_nothing),
		arena_test(what_decodes_to_no_utf8_is_nothing),
		arena_test(what_is_encoded_decodes_to_itself),
		arena_test(a_query_is_pairs_in_order),
		arena_test(an_empty_query_has_no_pairs),
		arena_test(a_malformed_query_is_a_bad_request),
		arena_test(more_than_200_pairs_are_a_bad_request),
		arena_test(a_form_may_have_2000),
		arena_test(only_paths_of_this_site_are_local),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
