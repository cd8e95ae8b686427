#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/pages/payload.h"
#include "base/arena.h"
#include "base/arena_state.h"
#include "base/buf.h"
#include "json/json.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static const struct json *
payload(struct arena *arena, const char *text, const char *length)
{
	struct json *parts = json_array(arena);

	payload_add(arena, parts, "Input", text, length, "/api");
	return json_at(parts, 0);
}

static const char *
line_part(const struct json *part, size_t line, const char *name)
{
	return json_string(json_find(json_at(json_find(part, "lines"), line), name));
}

/* All lines as they stand in the page. */
static const char *
whole(struct arena *arena, const struct json *part)
{
	const struct json *lines = json_find(part, "lines");
	struct buf buf;

	buf_init(&buf, arena, 64);
	for (size_t i = 0; i < json_count(lines); i++)
		buf_printf(&buf, "%s%s%s", line_part(part, i, "pad"),
			   line_part(part, i, "key"), line_part(part, i, "rest"));
	return buf.bytes;
}

static void
a_value_is_shown_in_lines(void **state)
{
	assert_string_equal(whole(*state, payload(*state, "{\"a\":[1,2]}", NULL)),
			    "{\n  \"a\": [\n    1,\n    2\n  ]\n}");
}

static void
the_name_of_a_member_stands_out(void **state)
{
	const struct json *part = payload(*state, "{\"a \\\"b\\\":\":\"c\"}", NULL);

	assert_string_equal(line_part(part, 1, "pad"), "  ");
	assert_string_equal(line_part(part, 1, "key"), "\"a \\\"b\\\":\"");
	assert_string_equal(line_part(part, 1, "rest"), ": \"c\"\n");
}

static void
a_text_is_no_name_of_a_member(void **state)
{
	const struct json *part = payload(*state, "[\"a: b\"]", NULL);

	assert_string_equal(line_part(part, 1, "key"), "");
	assert_string_equal(line_part(part, 1, "rest"), "\"a: b\"\n");
}

static void
what_is_not_there_adds_nothing(void **state)
{
	struct json *parts = json_array(*state);

	payload_add(*state, parts, "Input", NULL, NULL, NULL);
	assert_int_equal(json_count(parts), 0);
}

static void
a_value_that_was_cut_is_shown_as_it_is(void **state)
{
	const struct json *part = payload(*state, "{\"a\":", "70000");

	assert_true(json_is_true(json_find(part, "is_cut")));
	assert_string_equal(whole(*state, part), "{\"a\":");
	assert_string_equal(json_string(json_find(part, "note")),
			    "70,000 characters");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_is_shown_in_lines),
		cmocka_unit_test(the_name_of_a_member_stands_out),
		cmocka_unit_test(a_text_is_no_name_of_a_member),
		cmocka_unit_test(what_is_not_there_adds_nothing),
		cmocka_unit_test(a_value_that_was_cut_is_shown_as_it_is),
	};

	return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
