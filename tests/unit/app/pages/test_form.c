#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "app/pages/form.h"
#include "app/pages/resource_form.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/arena_state.h"
#include "base/error.h"
#include "http/form.h"
#include "http/request.h"
#include "json/json.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>
#undef fail

static const struct choice choices[] = {
	{ "a", "First" }, { "b", "Second" }, { NULL, NULL }
};

static const struct form_field fields[] = {
	{ .name = "name", .label = "Name", .help = "Shown in lists", .max = 9,
	  .is_required = true },
	{ .name = "secret", .label = "Secret", .kind = FORM_PASSWORD },
	{ .name = "choice", .label = "Choice", .kind = FORM_CHOICE,
	  .choices = choices },
	{ 0 }
};

static const char *const values[] = { "Invoice reader", "hidden", "b" };

static const struct json *
shown(struct arena *arena, size_t i, const struct error *err)
{
	struct json *data = json_object(arena);

	form_show(arena, data, "fields", fields, values, err);
	return json_at(json_find(data, "fields"), i);
}

static const char *
text(const struct json *object, const char *name)
{
	return json_string(json_find(object, name));
}

static bool
is_true(const struct json *object, const char *name)
{
	return json_is_true(json_find(object, name));
}

static void
a_field_keeps_what_was_typed(void **state)
{
	const struct json *field = shown(*state, 0, NULL);

	assert_string_equal(text(field, "value"), "Invoice reader");
	assert_string_equal(text(field, "described_by"), "name-help");
	assert_true(is_true(field, "is_line") && is_true(field, "is_required"));
	assert_false(is_true(field, "is_optional"));
}

static void
a_password_is_typed_again(void **state)
{
	assert_string_equal(text(shown(*state, 1, NULL), "value"), "");
	assert_string_equal(text(shown(*state, 1, NULL), "type"), "password");
}

static void
a_choice_knows_which_one_it_is(void **state)
{
	const struct json *list = json_find(shown(*state, 2, NULL), "choices");

	assert_false(is_true(json_at(list, 0), "is_chosen"));
	assert_true(is_true(json_at(list, 1), "is_chosen"));
}

static void
a_wrong_field_says_so_and_names_its_explanations(void **state)
{
	struct error err = { .arena = *state };
	const struct json *field;

	fail_field(&err, "/name", "too_long", "has %d characters", 14);
	field = shown(*state, 0, &err);
	assert_string_equal(text(field, "wrong"), "Has 14 characters");
	assert_string_equal(text(field, "described_by"), "name-error name-help");
}

static void
an_error_inside_a_value_is_an_error_of_its_field(void **state)
{
	struct error err = { .arena = *state };

	fail_field(&err, "/name/2", "tag", "must be a word");
	fail_field(&err, "/names", "tag", "is another field");
	assert_string_equal(text(shown(*state, 0, &err), "wrong"),
			    "Must be a word");
}

static const struct json *
problem(struct arena *arena, const struct error *err)
{
	struct json *data = json_object(arena);

	form_show_problem(arena, data, "problem", fields, err);
	return json_find(data, "problem");
}

static void
the_summary_links_each_wrong_field(void **state)
{
	struct error err = { .arena = *state };
	const struct json *summary;

	fail_field(&err, "/name", "required", "is required");
	fail_field(&err, "/choice", "choice", "must be a or b");
	summary = problem(*state, &err);
	assert_string_equal(text(summary, "title"),
			    "2 fields need another look");
	assert_int_equal(json_count(json_find(summary, "wrong_fields")), 2);
	assert_string_equal(text(json_at(json_find(summary, "wrong_fields"), 1),
				 "id"), "choice");
}

static void
a_failure_that_is_no_field_s_is_said_with_its_hint(void **state)
{
	struct error err = { .arena = *state };
	const struct json *summary;

	fail(&err, ERROR_CONFLICT, "somebody was faster");
	fail_hint(&err, "try again");
	summary = problem(*state, &err);
	assert_string_equal(text(summary, "title"), "Somebody was faster");
	assert_string_equal(text(summary, "detail"), "Try again");
	assert_false(is_true(summary, "has_fields"));
}

static void
our_own_fault_is_not_told_in_its_words(void **state)
{
	struct error err = { .arena = *state };

	fail(&err, ERROR_INTERNAL, "relation \"agents\" does not exist");
	assert_string_equal(text(problem(*state, &err), "title"),
			    "Something went wrong on our side");
}

static void
without_an_error_there_is_no_summary(void **state)
{
	const struct error none = { .arena = *state };

	assert_int_equal(json_type_of(problem(*state, &none)), JSON_NULL);
}

static void
the_error_of_a_form_is_not_the_request_s(void **state)
{
	struct request req = { .arena = *state, .error = { .arena = *state } };
	struct error err;

	fail_field(&req.error, "/name", "required", "is required");
	err = form_take_error(&req);
	assert_int_equal(err.kind, ERROR_INVALID);
	assert_non_null(err.fields);
	assert_int_equal(req.error.kind, ERROR_NONE);
	assert_null(req.error.fields);
}

static void
next_leads_nowhere_else(void **state)
{
	struct pair away = { "next", "https://elsewhere.example/" };
	struct pair here = { "next", "/agents?q=a" };
	struct request req = { .arena = *state, .form = { &away, 1 } };

	assert_string_equal(form_next(&req, "/"), "/");
	req.form.list = &here;
	assert_string_equal(form_next(&req, "/"), "/agents?q=a");
}

static void
lines_end_as_they_do_in_the_store(void **state)
{
	struct pair pair = { "instructions", "a\r\nb\rc\r\n" };
	struct request req = { .arena = *state, .form = { &pair, 1 } };

	form_unify_lines(&req);
	assert_string_equal(pair.value, "a\nb\rc\n");
}

static void
a_field_is_set_once(void **state)
{
	struct pair pair = { "a", "1" };
	struct request req = { .arena = *state, .form = { &pair, 1 } };

	form_set(&req, "a", "2");
	form_set(&req, "b", "3");
	form_set(&req, "b", "4");
	assert_int_equal(req.form.count, 2);
	assert_string_equal(form_value(&req, "a"), "2");
	assert_string_equal(form_value(&req, "b"), "4");
}

static void
a_form_can_be_made_from_a_resource(void **state)
{
	static const char *const names[] = {
		"name", "configuration", "tags", "status", NULL
	};
	const struct form_field *form =
		resource_form(*state, &agent_resource, names);
	const char **fallbacks =
		resource_form_fallbacks(*state, &agent_resource, form);

	assert_true(form[0].is_required && form[0].max == 255);
	assert_int_equal(form[1].kind, FORM_CODE);
	assert_string_equal(fallbacks[1], "{}");
	assert_string_equal(fallbacks[2], "");
	assert_int_equal(form[3].kind, FORM_CHOICE);
	assert_string_equal(fallbacks[3], "active");
	assert_null(form[4].name);
}

static void
a_choice_that_is_derived_cannot_be_made(void **state)
{
	static const char *const names[] = { "status", NULL };
	const struct choice *choice =
		resource_form(*state, &agent_resource, names)->choices;
	size_t count = 0;

	for (; choice->value; choice++, count++)
		assert_string_not_equal(choice->value, "busy");
	assert_int_equal(count, 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_field_keeps_what_was_typed),
		cmocka_unit_test(a_password_is_typed_again),
		cmocka_unit_test(a_choice_knows_which_one_it_is),
		cmocka_unit_test(a_wrong_field_says_so_and_names_its_explanations),
		cmocka_unit_test(an_error_inside_a_value_is_an_error_of_its_field),
		cmocka_unit_test(the_summary_links_each_wrong_field),
		cmocka_unit_test(a_failure_that_is_no_field_s_is_said_with_its_hint),
		cmocka_unit_test(our_own_fault_is_not_told_in_its_words),
		cmocka_unit_test(without_an_error_there_is_no_summary),
		cmocka_unit_test(the_error_of_a_form_is_not_the_request_s),
		cmocka_unit_test(next_leads_nowhere_else),
		cmocka_unit_test(lines_end_as_they_do_in_the_store),
		cmocka_unit_test(a_field_is_set_once),
		cmocka_unit_test(a_form_can_be_made_from_a_resource),
		cmocka_unit_test(a_choice_that_is_derived_cannot_be_made),
	};

	return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
