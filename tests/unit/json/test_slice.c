#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/arena_state.h"
#include "base/error.h"
#include "json/scan.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static struct json_slice
scan(struct arena *arena, const char *text)
{
	struct error err = { .arena = arena };
	struct json_slice slice;

	assert_true(json_scan(arena, text, strlen(text), &slice, &err));
	return slice;
}

static void
check_member(struct arena *arena, const struct json_member *member,
	     const char *name, enum json_type type, const char *raw)
{
	if (name == NULL)
		assert_null(member->name);
	else
		assert_string_equal(member->name, name);
	assert_int_equal(member->value.type, type);
	assert_string_equal(json_slice_raw(arena, member->value), raw);
}

static void
members_are_the_text_they_were(void **state)
{
	size_t count;
	struct json_member *members = json_members(*state, scan(*state,
		"{ \"a\" : 1.50e+3 , \"b\":\"x\\\"}\" ,\"c\": [ 1, {} ] , "
		"\"d\":{\"e\":\"]\"},\"f\\u00e9\\n\" : null,\"g\":true,"
		"\"h\":false }"), &count);

	assert_int_equal(count, 7);
	check_member(*state, &members[0], "a", JSON_NUMBER, "1.50e+3");
	check_member(*state, &members[1], "b", JSON_STRING, "\"x\\\"}\"");
	check_member(*state, &members[2], "c", JSON_ARRAY, "[ 1, {} ]");
	check_member(*state, &members[3], "d", JSON_OBJECT, "{\"e\":\"]\"}");
	check_member(*state, &members[4], "fé\n", JSON_NULL, "null");
	check_member(*state, &members[5], "g", JSON_TRUE, "true");
	check_member(*state, &members[6], "h", JSON_FALSE, "false");
}

static void
items_have_no_name(void **state)
{
	size_t count;
	struct json_member *items = json_members(*state,
		scan(*state, "[0,[],\"\",-1,2,3,4,5,6,[7]]"), &count);

	assert_int_equal(count, 10);
	check_member(*state, &items[0], NULL, JSON_NUMBER, "0");
	check_member(*state, &items[1], NULL, JSON_ARRAY, "[]");
	check_member(*state, &items[2], NULL, JSON_STRING, "\"\"");
	check_member(*state, &items[9], NULL, JSON_ARRAY, "[7]");
}

static void
empty_containers_have_no_members(void **state)
{
	size_t count = 1;

	json_members(*state, scan(*state, "{ }"), &count);
	assert_int_equal(count, 0);
	count = 1;
	json_members(*state, scan(*state, "[\n]"), &count);
	assert_int_equal(count, 0);
}

static void
escapes_become_characters(void **state)
{
	static const struct {
		const char *json, *text;
	} cases[] = {
		{ "\"\"", "" },
		{ "\"plain é\"", "plain é" },
		{ "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t" },
		{ "\"\\u0041\\u00e9\\u20aC\\uFFFF\"", "Aé€\xef\xbf\xbf" },
		{ "\"\\u0001\\u007f\\u0080\\u07ff\\u0800\"",
		  "\x01\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80" },
		{ "\"x\\ud83d\\uDE00y\\ud800\\udc00\\udbff\\udfff\"",
		  "x😀y\xf0\x90\x80\x80\xf4\x8f\xbf\xbf" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(
			json_slice_text(*state, scan(*state, cases[i].json)),
			cases[i].text);
}

static bool
is_first(const char *name)
{
	return strcmp(name, "a") == 0;
}

static void
what_is_not_known_is_the_rest(void **state)
{
	size_t count;
	struct json_member *members = json_members(*state, scan(*state,
		"{ \"b\": 1.50 , \"a\":2, \"c\\n\":[ {} ]}"), &count);

	assert_string_equal(json_slice_raw(*state, json_rest(*state, members,
				count, is_first)), "{\"b\":1.50,\"c\\n\":[ {} ]}");
	members = json_members(*state, scan(*state, "{\"a\":2}"), &count);
	assert_int_equal(json_rest(*state, members, count, is_first).type,
			 JSON_NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(members_are_the_text_they_were),
		arena_test(items_have_no_name),
		arena_test(empty_containers_have_no_members),
		arena_test(escapes_become_characters),
		arena_test(what_is_not_known_is_the_rest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
