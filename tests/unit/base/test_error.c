#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>
#undef fail

static int
set_up(void **state)
{
	struct arena *arena = arena_new(512);
	struct error *err = arena_alloc(arena, sizeof *err);

	err->arena = arena;
	*state = err;
	return 0;
}

static int
tear_down(void **state)
{
	struct error *err = *state;

	arena_free(err->arena);
	return 0;
}

static void
the_first_failure_is_kept(void **state)
{
	struct error *err = *state;

	assert_false(fail(err, ERROR_NOT_FOUND, "no agent '%s'", "x"));
	assert_false(fail(err, ERROR_INTERNAL, "later"));
	assert_int_equal(err->kind, ERROR_NOT_FOUND);
	assert_string_equal(err->message, "no agent 'x'");
}

static void
the_first_hint_is_kept(void **state)
{
	struct error *err = *state;

	assert_false(fail_hint(err, "try again"));
	fail_hint(err, "later");
	assert_string_equal(err->hint, "try again");
}

static void
all_wrong_fields_are_kept_in_order(void **state)
{
	struct error *err = *state;

	assert_false(fail_field(err, "/name", "required", "is missing"));
	fail_field(err, "/size", "range", "is above %d", 9);
	assert_int_equal(err->kind, ERROR_INVALID);
	assert_string_equal(err->fields->pointer, "/name");
	assert_string_equal(err->fields->code, "required");
	assert_string_equal(err->fields->next->message, "is above 9");
	assert_null(err->fields->next->next);
}

static void
a_wrong_field_does_not_hide_a_failure(void **state)
{
	struct error *err = *state;

	fail(err, ERROR_TOO_LARGE, "too large");
	fail_field(err, "/name", "required", "is missing");
	assert_int_equal(err->kind, ERROR_TOO_LARGE);
	assert_string_equal(err->message, "too large");
}

static void
what_is_cleared_may_fail_again(void **state)
{
	struct error *err = *state;

	fail_field(err, "/name", "required", "is missing");
	fail_hint(err, "hint");
	error_clear(err);
	assert_int_equal(err->kind, ERROR_NONE);
	assert_null(err->fields);
	assert_null(err->hint);
	fail(err, ERROR_CONFLICT, "second");
	assert_string_equal(err->message, "second");
}

static void
every_kind_has_a_status_and_a_title(void **state)
{
	static const int statuses[] = {
		200, 400, 401, 402, 403, 404, 405, 409, 412, 413, 415, 422,
		429, 500, 500, 503,
	};

	(void)state;
	for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
		assert_int_equal(error_status((enum error_kind)i), statuses[i]);
		assert_non_null(error_title((enum error_kind)i));
	}
	assert_int_equal(sizeof statuses / sizeof *statuses,
			 ERROR_UNAVAILABLE + 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_first_failure_is_kept),
		TEST(the_first_hint_is_kept),
		TEST(all_wrong_fields_are_kept_in_order),
		TEST(a_wrong_field_does_not_hide_a_failure),
		TEST(what_is_cleared_may_fail_again),
		TEST(every_kind_has_a_status_and_a_title),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
