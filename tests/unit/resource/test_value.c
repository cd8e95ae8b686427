#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "json/scan.h"
#include "resource/value.h"
#include "tests/unit/resource/thing.h"

/* last: it makes a macro of fail */
#include <cmocka.h>

struct desk {
	struct arena *arena;
	struct error error;
	struct value_place place;
	const char *out;
};

static int
set_up(void **state)
{
	struct arena *arena = arena_new(4096);
	struct desk *desk = arena_alloc(arena, sizeof *desk);

	desk->arena = desk->error.arena = arena;
	desk->place = (struct value_place){ .arena = arena,
		.error = &desk->error, .pointer = "/x",
		.dialect = DIALECT_DASHBOARD };
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

static bool
take(struct desk *desk, int field, const char *json)
{
	struct json_slice slice;

	error_clear(&desk->error);
	assert_true(json_scan(desk->arena, json, strlen(json), &slice,
			      &desk->error));
	return value_from_json(&desk->place, &thing_resource.fields[field], slice,
			       &desk->out);
}

static void
check_taken(struct desk *desk, int field, const char *json, const char *sql)
{
	assert_true(take(desk, field, json));
	assert_string_equal(desk->out, sql);
}

static void
check_refused(struct desk *desk, int field, const char *json, const char *code)
{
	assert_false(take(desk, field, json));
	assert_string_equal(desk->error.fields->code, code);
	assert_string_equal(desk->error.fields->pointer, "/x");
}

static void
null_is_null_of_every_type(void **state)
{
	struct desk *desk = *state;

	for (int i = THING_NAME; i <= THING_TAGS; i++) {
		desk->out = "";
		assert_true(take(desk, i, "null"));
		assert_null(desk->out);
	}
}

static void
a_text_is_measured_in_characters(void **state)
{
	check_taken(*state, THING_NAME, "\"äöü€𝄞\"", "äöü€𝄞");
	check_refused(*state, THING_NAME, "\"äöü€𝄞x\"", "too_long");
}

static void
a_text_is_one_line_and_not_blank(void **state)
{
	check_refused(*state, THING_NAME, "\"a\\nb\"", "control_character");
	check_refused(*state, THING_NAME, "\"a\\u007f\"", "control_character");
	check_refused(*state, THING_NAME, "\"a\\u202eb\"", "control_character");
	check_refused(*state, THING_NAME, "\"  \"", "required");
	check_refused(*state, THING_NAME, "7", "type");
}

static void
an_integer_is_within_its_bounds(void **state)
{
	check_taken(*state, THING_SIZE, "10", "10");
	check_refused(*state, THING_SIZE, "11", "integer");
	check_refused(*state, THING_SIZE, "0", "integer");
	check_refused(*state, THING_SIZE, "1.5", "integer");
	check_refused(*state, THING_SIZE, "1e0", "integer");
	check_refused(*state, THING_SIZE, "18446744073709551616", "integer");
	check_refused(*state, THING_SIZE, "\"3\"", "type");
}

static void
a_number_keeps_its_text(void **state)
{
	check_taken(*state, THING_PRICE, "0.10", "0.10");
	check_taken(*state, THING_PRICE, "-1E+2", "-1E+2");
	check_refused(*state, THING_PRICE, "1e301", "number");
	check_refused(*state, THING_PRICE, "1e99999999999999999999", "number");
	check_refused(*state, THING_PRICE, "1e-9223372036854775808", "number");
}

static void
a_choice_takes_every_spelling(void **state)
{
	check_taken(*state, THING_STATUS, "\"Over\"", "closed");
	check_taken(*state, THING_STATUS, "\"RUNNING\"", "active");
	check_refused(*state, THING_STATUS, "\"shut\"", "choice");
	assert_string_equal(((struct desk *)*state)->error.fields->message,
			    "must be ACTIVE or CLOSED");
}

static void
a_boolean_is_no_text_in_json(void **state)
{
	check_taken(*state, THING_OPEN, "false", "false");
	check_refused(*state, THING_OPEN, "\"false\"", "type");
	check_refused(*state, THING_OPEN, "0", "type");
}

static void
an_id_is_a_uuid(void **state)
{
	check_taken(*state, THING_OWNER,
		    "\"01890a5d-ac96-774b-bcce-b302099a8057\"",
		    "01890a5d-ac96-774b-bcce-b302099a8057");
	check_refused(*state, THING_OWNER, "\"\"", "id");
	check_refused(*state, THING_OWNER, "\"1\"", "id");
}

static void
a_time_becomes_utc(void **state)
{
	check_taken(*state, THING_BEGAN, "\"2026-03-12T16:31:52.2081+02:00\"",
		    "2026-03-12T14:31:52.208Z");
	check_refused(*state, THING_BEGAN, "\"yesterday\"", "time");
	check_refused(*state, THING_BEGAN, "1773325912", "type");
}

static void
json_stays_as_it_was_sent(void **state)
{
	check_taken(*state, THING_PAYLOAD, " {\"a\": 1.10, \"b\":[ ]} ",
		    "{\"a\": 1.10, \"b\":[ ]}");
	check_taken(*state, THING_PAYLOAD, "\"x\"", "\"x\"");
	check_taken(*state, THING_OPTIONS, "{}", "{}");
	check_refused(*state, THING_OPTIONS, "[]", "type");
}

static void
numbers_that_the_database_refuses_are_told_before(void **state)
{
	check_taken(*state, THING_PAYLOAD, "[18446744073709551616, 1e400]",
		    "[18446744073709551616, 1e400]");
	check_refused(*state, THING_PAYLOAD, "[1e1001]", "number");
	check_refused(*state, THING_PAYLOAD, "[1e-9223372036854775808]", "number");
	check_refused(*state, THING_PAYLOAD, "{\"a\":-1E-2000}", "number");
	check_taken(*state, THING_PAYLOAD, "{\"1e9999\":\"\\\"1e9999\"}",
		    "{\"1e9999\":\"\\\"1e9999\"}");
}

static void
a_small_document_does_not_become_a_huge_one(void **state)
{
	char json[8 + 300 * 6] = "[1";

	for (int i = 0; i < 200; i++)
		strcat(json, ",1e400");
	strcat(json, "]");
	check_taken(*state, THING_PAYLOAD, json, json);
	json[strlen(json) - 1] = '\0';
	for (int i = 0; i < 60; i++)
		strcat(json, ",1e400");
	strcat(json, "]");
	check_refused(*state, THING_PAYLOAD, json, "number");
}

static void
tags_become_an_array_of_the_database(void **state)
{
	struct desk *desk = *state;

	check_taken(desk, THING_TAGS, "[\"a\",\"b \\\"c\\\" \\\\\"]",
		    "{\"a\",\"b \\\"c\\\" \\\\\"}");
	check_taken(desk, THING_TAGS, "[]", "{}");
	check_refused(desk, THING_TAGS, "[1]", "type");
	check_refused(desk, THING_TAGS, "\"a\"", "type");
	assert_false(take(desk, THING_TAGS, "[\"a\",\" \"]"));
	assert_string_equal(desk->error.fields->pointer, "/x/1");
}

static void
forms_spell_booleans_and_leave_out_what_is_empty(void **state)
{
	struct desk *desk = *state;
	const struct field *fields = thing_resource.fields;

	assert_true(value_from_text(&desk->place, &fields[THING_OPEN], "on",
				    &desk->out));
	assert_string_equal(desk->out, "true");
	assert_true(value_from_text(&desk->place, &fields[THING_OPEN], "",
				    &desk->out));
	assert_null(desk->out);
	assert_true(value_from_text(&desk->place, &fields[THING_KEPT], "",
				    &desk->out));
	assert_null(desk->out);
	assert_false(value_from_text(&desk->place, &fields[THING_OPEN], "maybe",
				     &desk->out));
	assert_true(value_from_text(&desk->place, &fields[THING_TAGS],
				    "one, two ,", &desk->out));
	assert_string_equal(desk->out, "{\"one\",\"two\"}");
	assert_false(value_from_text(&desk->place, &fields[THING_OPTIONS], "{",
				     &desk->out));
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(null_is_null_of_every_type),
		TEST(a_text_is_measured_in_characters),
		TEST(a_text_is_one_line_and_not_blank),
		TEST(an_integer_is_within_its_bounds),
		TEST(a_number_keeps_its_text),
		TEST(a_choice_takes_every_spelling),
		TEST(a_boolean_is_no_text_in_json),
		TEST(an_id_is_a_uuid),
		TEST(a_time_becomes_utc),
		TEST(json_stays_as_it_was_sent),
		TEST(numbers_that_the_database_refuses_are_told_before),
		TEST(a_small_document_does_not_become_a_huge_one),
		TEST(tags_become_an_array_of_the_database),
		TEST(forms_spell_booleans_and_leave_out_what_is_empty),
	};

	return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
