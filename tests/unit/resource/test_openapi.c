#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "json/json.h"
#include "json/parse.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/openapi.h"
#include "tests/unit/resource/thing.h"

/* last: it makes a macro of fail */
#include <cmocka.h>

#define LENIENT .dialect = DIALECT_DASHBOARD, .flags = ROUTE_LENIENT
#define STRICT .dialect = DIALECT_STORE, .flags = 0

static const struct route routes[] = {
	{ GET,   "/api/things", ROLE_VIEWER, crud_list_plan, crud_list_reply, &thing_resource, LENIENT, "List things" },
	{ POST,  "/api/things", ROLE_OPERATOR, crud_create_plan, crud_create_reply, &thing_resource, LENIENT, "Make a thing" },
	{ GET,   "/api/things/:id", ROLE_VIEWER, crud_get_plan, crud_get_reply, &thing_resource, LENIENT, "Get a thing" },
	{ PATCH, "/api/things/:id", ROLE_OPERATOR, crud_update_plan, crud_change_reply, &thing_resource, STRICT, "Change a thing" },
	{ GET,   "/things", ROLE_VIEWER, crud_list_plan, .reply = crud_list_reply },
	{ 0 }
};

static const struct resource *const things[] = { &thing_resource, NULL };
static const struct noun nouns[] = { { 0 } };

static struct arena *arena;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new(4096);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static const struct openapi *
made(void)
{
	const struct openapi_source source = {
		.routes = routes, .resources = things, .nouns = nouns,
		.version = "1.2.3",
	};

	return openapi_new(arena, &source);
}

/* What is at a path of names, of the document. */
static const struct json *
at(const char *first, ...)
{
	const struct openapi *openapi = made();
	struct error err = { .arena = arena };
	const struct json *json = json_parse(arena, openapi->text, openapi->len,
					     &err);
	va_list names;

	assert_non_null(json);
	va_start(names, first);
	for (const char *name = first; name && json; name = va_arg(names, char *))
		json = json_find(json, name);
	va_end(names);
	return json;
}

static const struct json *
schema(const char *name)
{
	return at("components", "schemas", name, "properties", NULL);
}

static void
a_route_of_the_api_is_an_operation(void **state)
{
	(void)state;
	assert_int_equal(json_count(at("paths", NULL)), 2);
	assert_string_equal(json_string(at("paths", "/api/things/{id}", "patch",
					   "operationId", NULL)), "updateThing");
	assert_string_equal(json_string(at("paths", "/api/things", "get",
					   "operationId", NULL)), "listThings");
	assert_null(at("paths", "/things", NULL));
}

static void
a_row_has_the_members_that_are_answered(void **state)
{
	const struct json *thing = schema("Thing");

	(void)state;
	assert_non_null(json_find(thing, "payload"));
	assert_null(json_find(schema("ThingItem"), "payload"));
	assert_string_equal(json_string(json_find(json_find(thing, "id"),
						  "format")), "uuid");
}

static void
a_body_has_the_members_that_may_be_set(void **state)
{
	const struct json *made = schema("ThingCreate");

	(void)state;
	assert_null(json_find(made, "id"));
	assert_non_null(json_find(made, "kept"));
	assert_null(json_find(schema("ThingPatch"), "kept"));
	assert_string_equal(json_string(json_find(json_find(made, "name"),
						  "maxLength")), "5");
}

static void
a_strict_route_takes_no_other_members(void **state)
{
	(void)state;
	assert_non_null(at("components", "schemas", "ThingPatch",
			   "additionalProperties", NULL));
	assert_null(at("components", "schemas", "ThingCreate",
		       "additionalProperties", NULL));
}

static void
words_are_those_of_the_dialect(void **state)
{
	const struct json *spoken = json_find(json_find(schema("Thing"),
							"status"), "enum");
	const struct json *taken = json_find(json_find(schema("ThingCreate"),
						       "status"), "enum");

	(void)state;
	assert_int_equal(json_count(spoken), 3);
	assert_string_equal(json_string(json_at(spoken, 1)), "CLOSED");
	assert_true(json_count(taken) > 6);
}

static void
the_same_tables_make_the_same_document(void **state)
{
	const struct openapi *one = made(), *other = made();

	(void)state;
	assert_string_equal(one->text, other->text);
	assert_string_equal(one->tag, other->tag);
	assert_int_equal(one->len, strlen(one->text));
}

static void
a_path_names_its_parameters(void **state)
{
	const struct parameter *parameter =
		call_parameters(arena, &routes[2], things);

	(void)state;
	assert_string_equal(parameter[0].field.name, "id");
	assert_int_equal(parameter[0].place, PARAMETER_PATH);
	assert_string_equal(parameter[1].field.name, "If-None-Match");
	assert_null(parameter[2].field.name);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_route_of_the_api_is_an_operation),
		cmocka_unit_test(a_row_has_the_members_that_are_answered),
		cmocka_unit_test(a_body_has_the_members_that_may_be_set),
		cmocka_unit_test(a_strict_route_takes_no_other_members),
		cmocka_unit_test(words_are_those_of_the_dialect),
		cmocka_unit_test(the_same_tables_make_the_same_document),
		cmocka_unit_test(a_path_names_its_parameters),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
