#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#undef fail	/* error.h has a function of that name */

#include "base/arena.h"
#include "base/arena_state.h"
#include "base/error.h"
#include "json/pointer.h"
#include "json/scan.h"

static const char json[] =
	"{\n"
	"  \"a\": [1, {\"b/c\": \"x\"}],\n"
	"  \"m~n\": {},\n"
	"  \"\": 7\n"
	"}\n";

/* What is found, as text; "-" before it where the rest of the way is not there. */
static const char *
found(struct arena *arena, const char *pointer)
{
	struct error error = { .arena = arena };
	struct json_slice whole, value;
	bool is_there;

	assert_true(json_scan(arena, json, strlen(json), &whole, &error));
	is_there = json_pointer_find(arena, whole, pointer, &value);
	return arena_printf(arena, "%s%.*s", is_there ? "" : "-",
			    (int)value.len, value.text);
}

static void
a_pointer_finds_its_value(void **state)
{
	assert_string_equal(found(*state, "/a"), "[1, {\"b/c\": \"x\"}]");
	assert_string_equal(found(*state, "/a/0"), "1");
	assert_string_equal(found(*state, "/a/1/b~1c"), "\"x\"");
	assert_string_equal(found(*state, "/m~0n"), "{}");
	assert_string_equal(found(*state, "/"), "7");
	assert_int_equal(strlen(found(*state, "")), strlen(json) - 1);
}

static void
what_is_not_there_is_the_last_that_is(void **state)
{
	assert_string_equal(found(*state, "/a/2"), "-[1, {\"b/c\": \"x\"}]");
	assert_string_equal(found(*state, "/a/x"), "-[1, {\"b/c\": \"x\"}]");
	assert_string_equal(found(*state, "/a/-1"), "-[1, {\"b/c\": \"x\"}]");
	assert_string_equal(found(*state, "/a/0/b"), "-1");
	assert_string_equal(found(*state, "/m~0n/x/y"), "-{}");
}

static void
a_place_has_line_and_column(void **state)
{
	struct json_position position = json_position(json, 0);

	(void)state;
	assert_int_equal(position.line, 1);
	assert_int_equal(position.column, 1);
	position = json_position(json, (size_t)(strstr(json, "[1") - json));
	assert_int_equal(position.line, 2);
	assert_int_equal(position.column, 8);
}

static void
a_fault_has_its_place(void **state)
{
	static const char broken[] = "{\n \"a\": tru }";
	struct error error = { .arena = *state };
	struct json_slice whole;
	size_t place;

	assert_false(json_scan_place(*state, broken, strlen(broken), &whole,
				     &place, &error));
	assert_int_equal(json_position(broken, place).line, 2);
	assert_int_equal(json_position(broken, place).column, 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(a_pointer_finds_its_value),
		arena_test(what_is_not_there_is_the_last_that_is),
		arena_test(a_place_has_line_and_column),
		arena_test(a_fault_has_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
