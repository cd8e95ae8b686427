#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#undef fail	/* error.h has a function of that name */

#include "app/variable.h"
#include "base/arena.h"
#include "base/arena_state.h"
#include "base/buf.h"
#include "base/error.h"

/* "POINTER MESSAGE, …" of all that is wrong. */
static const char *
told(struct arena *arena, const char *json)
{
	struct error error = { .arena = arena };
	bool is_good = variables_check(arena, json, &error);
	struct buf buf;

	buf_init(&buf, arena, 256);
	for (struct error_field *field = error.fields; field; field = field->next)
		buf_printf(&buf, "%s%s %s", buf.len ? ", " : "", field->pointer,
			   field->message);
	assert_int_equal(is_good, buf.len == 0);
	return buf.bytes;
}

static void
values_of_their_type_are_taken(void **state)
{
	assert_string_equal(told(*state, "[{\"name\":\"a\",\"type\":\"string\",\"value\":\"\"},"
		"{\"name\":\"b\",\"type\":\"number\",\"value\":1.5},"
		"{\"name\":\"c\",\"type\":\"boolean\",\"value\":false},"
		"{\"name\":\"d\",\"type\":\"json\",\"value\":[{}]},"
		"{\"name\":\"e\",\"type\":\"number\",\"value\":null},"
		"{\"name\":\"f\",\"value\":7,\"id\":\"x\"}]"), "");
	assert_string_equal(told(*state, "[]"), "");
	assert_string_equal(told(*state, "{\"a\":1}"), "");
}

static void
values_of_another_type_are_told(void **state)
{
	assert_string_equal(told(*state, "[{\"name\":\"a\",\"type\":\"string\",\"value\":1},"
		"{\"name\":\"b\",\"type\":\"number\",\"value\":\"1\"},"
		"{\"name\":\"c\",\"type\":\"boolean\",\"value\":0},"
		"{\"name\":\"d\",\"type\":\"date\"},{\"name\":\"e\",\"type\":1}]"),
		"/variables/0/value must be a text, /variables/1/value must be a number,"
		" /variables/2/value must be true or false,"
		" /variables/3/type must be string, number, boolean or json,"
		" /variables/4/type must be string, number, boolean or json");
}

static void
names_are_given_and_unique(void **state)
{
	assert_string_equal(told(*state, "[{\"name\":\" \"},{},{\"name\":7},9]"),
		"/variables/0/name is required, /variables/1/name is required,"
		" /variables/2/name is required, /variables/3 must be an object");
	assert_string_equal(told(*state, "[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"a\"}]"),
		"/variables/2/name is the name of another one already");
	assert_string_equal(told(*state, "[{\"name\":\"a\\nb\"}]"),
		"/variables/0/name must be a line of at most 255 characters");
	assert_string_equal(told(*state, "7"),
			    "/variables must be a list of variables");
}

static void
there_are_not_too_many(void **state)
{
	struct buf buf;

	buf_init(&buf, *state, 256);
	for (int i = 0; i <= VARIABLES_MAX; i++)
		buf_printf(&buf, "%c{\"name\":\"v%d\"}", i ? ',' : '[', i);
	buf_char(&buf, ']');
	assert_string_equal(told(*state, buf.bytes),
			    "/variables are 201, at most 200 are allowed");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(values_of_their_type_are_taken),
		arena_test(values_of_another_type_are_told),
		arena_test(names_are_given_and_unique),
		arena_test(there_are_not_too_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
