#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "json/writer.h"

struct desk {
	struct arena *arena;
	struct buf buf;
	struct json_writer writer;
};

static int
set_up(void **state)
{
	struct arena *arena = arena_new(4096);
	struct desk *desk = arena_alloc(arena, sizeof *desk);

	desk->arena = arena;
	buf_init(&desk->buf, arena, 8);
	json_writer_init(&desk->writer, &desk->buf);
	*state = desk;
	return 0;
}

static int
tear_down(void **state)
{
	struct desk *desk = *state;

	arena_free(desk->arena);
	return 0;
}

static void
commas_come_by_themselves(void **state)
{
	struct desk *desk = *state;
	struct json_writer *writer = &desk->writer;

	json_begin_object(writer);
	json_member_text(writer, "a", "x");
	json_member_int(writer, "b", INT64_MIN);
	json_write_name(writer, "c");
	json_begin_array(writer);
	json_begin_object(writer);
	json_end_object(writer);
	json_begin_array(writer);
	json_end_array(writer);
	json_write_bool(writer, true);
	json_write_null(writer);
	json_write_raw(writer, "1.50", 4);
	json_end_array(writer);
	json_member_bool(writer, "d", false);
	json_member_text(writer, "e", NULL);
	json_write_name(writer, "f");
	json_begin_object(writer);
	json_member_int(writer, "g", 0);
	json_end_object(writer);
	json_end_object(writer);
	assert_string_equal(desk->buf.bytes,
			    "{\"a\":\"x\",\"b\":-9223372036854775808,"
			    "\"c\":[{},[],true,null,1.50],\"d\":false,"
			    "\"e\":null,\"f\":{\"g\":0}}");
}

static void
text_is_escaped_as_needed_and_no_more(void **state)
{
	struct desk *desk = *state;

	json_write_text(&desk->writer,
			"\"\\/\b\t\n\f\r\x01\x1f\x7f<é😀 and a long plain tail");
	assert_string_equal(desk->buf.bytes,
			    "\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0001\\u001f\x7f<é😀"
			    " and a long plain tail\"");
}

static void
every_control_character_is_escaped_wherever_it_stands(void **state)
{
	struct desk *desk = *state;

	for (char c = 1; c < 0x20; c++) {
		for (size_t at = 0; at < 17; at++) {
			char text[18] = "aaaaaaaaaaaaaaaaa";

			text[at] = c;
			desk->buf.len = 0;
			desk->writer.comma = false;
			json_write_bytes(&desk->writer, text, 17);
			assert_int_equal(desk->buf.bytes[at + 1], '\\');
			assert_true(desk->buf.len == 20 || desk->buf.len == 24);
		}
	}
}

static void
bytes_may_hold_a_nul(void **state)
{
	struct desk *desk = *state;

	json_write_bytes(&desk->writer, "a\0b", 3);
	assert_string_equal(desk->buf.bytes, "\"a\\u0000b\"");
}

static void
names_are_escaped_too(void **state)
{
	struct desk *desk = *state;

	json_begin_object(&desk->writer);
	json_member_int(&desk->writer, "a\"b", 1);
	json_end_object(&desk->writer);
	assert_string_equal(desk->buf.bytes, "{\"a\\\"b\":1}");
}

static void
a_time_of_the_database_is_rfc_3339_and_what_is_none_is_null(void **state)
{
	struct desk *desk = *state;

	json_begin_object(&desk->writer);
	json_member_time(&desk->writer, "a", "2026-01-02 03:04:05.6+00");
	json_member_time(&desk->writer, "b", NULL);
	json_member_time(&desk->writer, "c", "infinity");
	json_end_object(&desk->writer);
	assert_string_equal(desk->buf.bytes,
			    "{\"a\":\"2026-01-02T03:04:05.600Z\","
			    "\"b\":null,\"c\":null}");
}

static void
pretty_indents_by_two_spaces(void **state)
{
	struct desk *desk = *state;
	static const char json[] =
		" {\"a\":[1 ,{\"b\" : \"x,{}: \\\"[\"}],\"c\":{ },\n"
		"\"d\":[ ], \"e\":null } ";

	json_pretty(&desk->buf, json, sizeof json - 1);
	assert_string_equal(desk->buf.bytes,
			    "{\n"
			    "  \"a\": [\n"
			    "    1,\n"
			    "    {\n"
			    "      \"b\": \"x,{}: \\\"[\"\n"
			    "    }\n"
			    "  ],\n"
			    "  \"c\": {},\n"
			    "  \"d\": [],\n"
			    "  \"e\": null\n"
			    "}");
}

static void
pretty_keeps_what_was_in_the_buffer(void **state)
{
	struct desk *desk = *state;

	buf_text(&desk->buf, "{");
	json_pretty(&desk->buf, "[1]", 3);
	assert_string_equal(desk->buf.bytes, "{[\n  1\n]");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(commas_come_by_themselves),
		TEST(text_is_escaped_as_needed_and_no_more),
		TEST(every_control_character_is_escaped_wherever_it_stands),
		TEST(bytes_may_hold_a_nul),
		TEST(names_are_escaped_too),
		TEST(a_time_of_the_database_is_rfc_3339_and_what_is_none_is_null),
		TEST(pretty_indents_by_two_spaces),
		TEST(pretty_keeps_what_was_in_the_buffer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
