#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/arena_state.h"
#include "base/error.h"
#include "json/json.h"
#include "json/parse.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static const struct json *
parse(struct arena *arena, const char *text)
{
	struct error err = { .arena = arena };
	const struct json *json = json_parse(arena, text, strlen(text), &err);

	assert_non_null(json);
	return json;
}

static void
a_document_becomes_a_tree(void **state)
{
	const struct json *json = parse(*state,
		"{\"b\":[1,\"\\u00e9\\ud83d\\ude00\",null,true,false,{}],"
		"\"a\":\"x\"}");
	const struct json *items = json_find(json, "b");

	assert_int_equal(json_count(json), 2);
	assert_string_equal(json_name_at(json, 0), "b");
	assert_int_equal(json_count(items), 6);
	assert_string_equal(json_string(json_at(items, 0)), "1");
	assert_string_equal(json_string(json_at(items, 1)), "é😀");
	assert_int_equal(json_type_of(json_at(items, 2)), JSON_NULL);
	assert_true(json_is_true(json_at(items, 3)));
	assert_int_equal(json_type_of(json_at(items, 4)), JSON_FALSE);
	assert_int_equal(json_type_of(json_at(items, 5)), JSON_OBJECT);
	assert_string_equal(json_string(json_find(json, "a")), "x");
}

static void
numbers_keep_their_spelling(void **state)
{
	static const char *const numbers[] = {
		"0", "-1", "1.50", "1e3", "1E+3", "0.10", "-0", "-0.0", "1e400",
		"9007199254740993", "9223372036854775807", "18446744073709551616",
		"-9223372036854775809", "123456789012345678901234567890",
	};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		const struct json *json = parse(*state, arena_printf(*state,
			"{\"a\":[%s, \"x\\n\"]}", numbers[i]));
		const struct json *items = json_find(json, "a");

		assert_string_equal(json_string(json_at(items, 0)), numbers[i]);
		assert_string_equal(json_string(json_at(items, 1)), "x\n");
		assert_string_equal(json_string(parse(*state, numbers[i])),
				    numbers[i]);
	}
}

static void
scalars_may_stand_alone(void **state)
{
	assert_int_equal(json_type_of(parse(*state, " null ")), JSON_NULL);
	assert_int_equal(json_type_of(parse(*state, "true")), JSON_TRUE);
	assert_string_equal(json_string(parse(*state, "\"a\"")), "a");
	assert_string_equal(json_string(parse(*state, "12")), "12");
}

static void
the_deepest_document_is_parsed(void **state)
{
	char text[2 * JSON_DEPTH_MAX + 1] = "";
	const struct json *json;

	memset(text, '[', JSON_DEPTH_MAX);
	memset(text + JSON_DEPTH_MAX, ']', JSON_DEPTH_MAX);
	json = parse(*state, text);
	for (int i = 1; i < JSON_DEPTH_MAX; i++)
		json = json_at(json, 0);
	assert_int_equal(json_count(json), 0);
}

static void
what_is_not_json_is_an_error(void **state)
{
	struct error err = { .arena = *state };

	assert_null(json_parse(*state, "[1,]", 4, &err));
	assert_int_equal(err.kind, ERROR_BAD_REQUEST);
	assert_string_equal(err.message,
			    "not JSON: a value was expected at byte 3");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(a_document_becomes_a_tree),
		arena_test(numbers_keep_their_spelling),
		arena_test(scalars_may_stand_alone),
		arena_test(the_deepest_document_is_parsed),
		arena_test(what_is_not_json_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
