#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#undef fail	/* error.h has a function of that name */

#include "base/arena.h"
#include "http/form.h"
#include "http/request.h"

static int
set_up(void **state)
{
	static const char body[] = "name=+a+&id=1&id=2&empty=";
	struct arena *arena = arena_new(1024);
	struct request *req = arena_alloc(arena, sizeof *req);

	req->arena = arena;
	req->error.arena = arena;
	*state = req;
	return !url_parse_query(arena, body, strlen(body), &req->form,
				&req->error);
}

static int
tear_down(void **state)
{
	arena_free(((struct request *)*state)->arena);
	return 0;
}

static void
a_value_is_as_it_was_sent(void **state)
{
	assert_string_equal(form_value(*state, "name"), " a ");
	assert_string_equal(form_value(*state, "empty"), "");
	assert_string_equal(form_value(*state, "id"), "1");
	assert_null(form_value(*state, "other"));
}

static void
a_repeated_field_has_all_its_values(void **state)
{
	const char **ids = form_values(*state, "id");

	assert_string_equal(ids[0], "1");
	assert_string_equal(ids[1], "2");
	assert_null(ids[2]);
	assert_null(form_values(*state, "other")[0]);
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(a_value_is_as_it_was_sent),
		test(a_repeated_field_has_all_its_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
