#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "app/pages/row_form.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/arena_state.h"
#include "base/buf.h"
#include "http/request.h"
#include "http/router.h"
#include "resource/resource.h"

/* last: it makes a macro of fail */
#include <cmocka.h>

static struct pair of_row[] = { { "id", "01958a00-0000-7000-8000-000000000001" } };

/* A request for the form of a new row, or of one that is there. */
static struct request *
form_of(struct arena *arena, const struct resource *resource, bool is_edited)
{
	struct request *req = arena_alloc(arena, sizeof *req);
	struct route *route = arena_alloc(arena, sizeof *route);

	route->resource = resource;
	req->arena = arena;
	req->route = route;
	if (is_edited)
		req->params = (struct pairs){ of_row, 1 };
	return req;
}

static const char *
names_of(struct arena *arena, const struct resource *resource, bool is_edited)
{
	const char *const *names = row_form_names(form_of(arena, resource,
							  is_edited));
	struct buf buf;

	buf_init(&buf, arena, 64);
	for (; *names; names++)
		buf_printf(&buf, "%s ", *names);
	return buf.bytes;
}

static void
a_form_has_what_may_be_written(void **state)
{
	assert_string_equal(names_of(*state, &project_resource, false),
			    "name description type active configuration ");
	assert_string_equal(names_of(*state, &saved_view_resource, false),
			    "noun name query shared ");
}

static void
what_is_set_once_is_asked_once(void **state)
{
	assert_string_equal(names_of(*state, &saved_view_resource, true),
			    "name query shared ");
	assert_string_equal(names_of(*state, &blueprint_review_resource, true),
			    "rating text ");
}

static void
choices_are_read_where_a_field_is_chosen_from_them(void **state)
{
	static const struct {
		const struct resource *resource;
		bool of_new, of_edited;
	} forms[] = {
		{ &agent_resource, true, true },
		{ &task_resource, true, true },
		{ &blueprint_resource, true, false },
		{ &blueprint_review_resource, true, false },
		{ &project_resource, false, false },
	};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		const struct resource *resource = forms[i].resource;

		assert_int_equal(row_form_has_choices(form_of(*state, resource,
							      false)),
				 forms[i].of_new);
		assert_int_equal(row_form_has_choices(form_of(*state, resource,
							      true)),
				 forms[i].of_edited);
	}
}

static void
what_a_noun_does_not_say_is_what_all_do(void **state)
{
	const struct row_form *form
		= row_form_of(form_of(*state, &saved_view_resource, false));

	assert_string_equal(form->verb, "Make");
	assert_string_equal(form->template, "pages/row-form");
	assert_string_equal(form->consequences[0], "It cannot be brought back.");
	assert_null(form->consequences[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(a_form_has_what_may_be_written),
		arena_test(what_is_set_once_is_asked_once),
		arena_test(choices_are_read_where_a_field_is_chosen_from_them),
		arena_test(what_a_noun_does_not_say_is_what_all_do),
	};

	return cmocka_run_group_tests_name("row_form", tests, NULL, NULL);
}
