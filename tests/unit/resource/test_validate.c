#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "resource/validate.h"
#include "tests/unit/resource/thing.h"

/* last: it makes a macro of fail */
#include <cmocka.h>

#define BIT(i) ((uint64_t)1 << (i))

struct desk {
	struct arena *arena;
	struct values values;
};

static int
set_up(void **state)
{
	struct arena *arena = arena_new(4096);
	struct desk *desk = arena_alloc(arena, sizeof *desk);

	desk->arena = arena;
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

/* The wrong fields of a body; "" if it is accepted. */
static const char *
validate(struct desk *desk, int flags, enum validate_mode mode, const char *json)
{
	struct request *req = thing_request(desk->arena, flags);
	bool is_good;

	thing_body(req, json);
	is_good = validate_body(req, &thing_resource, mode, &desk->values);
	assert_int_equal(is_good, req->error.kind == ERROR_NONE);
	assert_true(is_good || req->error.kind == ERROR_INVALID);
	return thing_errors(req);
}

static void
what_is_not_given_takes_its_fallback(void **state)
{
	struct desk *desk = *state;

	assert_string_equal(validate(desk, 0, VALIDATE_CREATE,
				     "{\"name\":\"x\"}"), "");
	assert_string_equal(desk->values.text[THING_NAME], "x");
	assert_string_equal(desk->values.text[THING_STATUS], "active");
	assert_string_equal(desk->values.text[THING_OPTIONS], "{}");
	assert_null(desk->values.text[THING_SIZE]);
}

static void
all_wrong_members_are_told_at_once(void **state)
{
	assert_string_equal(validate(*state, 0, VALIDATE_CREATE,
		"{\"size\":99,\"status\":\"?\",\"id\":1,\"odd/\":1}"),
		"/size integer; /status choice; /id read_only;"
		" /odd~1 unknown; /name required");
}

static void
a_wrong_required_member_is_told_once(void **state)
{
	assert_string_equal(validate(*state, 0, VALIDATE_CREATE,
				     "{\"name\":\"much too long\"}"),
			    "/name too_long");
	assert_string_equal(validate(*state, 0, VALIDATE_CREATE,
				     "{\"name\":null}"), "/name required");
}

static void
lenient_routes_pass_over_what_clients_echo(void **state)
{
	struct desk *desk = *state;

	assert_string_equal(validate(desk, ROUTE_LENIENT, VALIDATE_UPDATE,
		"{\"name\":\"x\",\"id\":1,\"odd\":1,\"kept\":\"y\"}"), "");
	assert_int_equal(desk->values.given, BIT(THING_NAME));
}

static void
an_alias_is_another_name_of_a_member(void **state)
{
	struct desk *desk = *state;

	assert_string_equal(validate(desk, 0, VALIDATE_UPDATE,
				     "{\"output\":[1]}"), "");
	assert_string_equal(desk->values.text[THING_PAYLOAD], "[1]");
}

static void
an_update_touches_what_is_given_only(void **state)
{
	struct desk *desk = *state;

	assert_string_equal(validate(desk, 0, VALIDATE_UPDATE,
				     "{\"size\":3,\"status\":null}"), "");
	assert_int_equal(desk->values.given, BIT(THING_SIZE) | BIT(THING_STATUS));
	assert_string_equal(desk->values.text[THING_STATUS], "active");
	assert_string_equal(validate(desk, 0, VALIDATE_UPDATE,
				     "{\"kept\":\"x\"}"), "/kept immutable");
}

static void
a_replacement_gives_everything_but_what_stays(void **state)
{
	struct desk *desk = *state;

	assert_string_equal(validate(desk, 0, VALIDATE_REPLACE,
				     "{\"name\":\"x\"}"), "");
	assert_true(desk->values.given & BIT(THING_PAYLOAD));
	assert_null(desk->values.text[THING_PAYLOAD]);
	assert_false(desk->values.given & BIT(THING_KEPT));
	assert_false(desk->values.given & BIT(THING_ID));
}

static void
what_stays_is_not_needed_to_replace_a_row(void **state)
{
	static const struct field fields[] = {
		{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
		{ .name = "list", .type = FIELD_TEXT,
		  .flags = FIELD_REQUIRED | FIELD_IMMUTABLE },
		{ .name = "name", .type = FIELD_TEXT, .flags = FIELD_REQUIRED },
		{ 0 }
	};
	static const struct resource view = { .fields = fields };
	struct desk *desk = *state;
	struct request *req = thing_request(desk->arena, 0);

	thing_body(req, "{\"name\":\"x\"}");
	assert_true(validate_body(req, &view, VALIDATE_REPLACE, &desk->values));
	assert_int_equal(desk->values.given, BIT(2));
	assert_false(validate_body(req, &view, VALIDATE_CREATE, &desk->values));
	assert_string_equal(thing_errors(req), "/list required");
}

static void
a_body_is_an_object(void **state)
{
	assert_string_equal(validate(*state, 0, VALIDATE_CREATE, "[]"), " type");
	assert_string_equal(validate(*state, 0, VALIDATE_CREATE, "null"), " type");
}

static void
a_form_is_read_like_a_body(void **state)
{
	struct desk *desk = *state;
	struct request *req = thing_request(desk->arena, 0);
	const char form[] = "name=x&size=&isOpen=off&csrf=abc&tags=a%2C+b";

	assert_true(url_parse_query(desk->arena, form, strlen(form), &req->form,
				    &req->error));
	assert_true(validate_body(req, &thing_resource, VALIDATE_UPDATE,
				  &desk->values));
	assert_int_equal(desk->values.given, BIT(THING_NAME) | BIT(THING_SIZE)
					     | BIT(THING_OPEN) | BIT(THING_TAGS));
	assert_null(desk->values.text[THING_SIZE]);
	assert_string_equal(desk->values.text[THING_OPEN], "false");
	assert_string_equal(desk->values.text[THING_TAGS], "{\"a\",\"b\"}");
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(what_is_not_given_takes_its_fallback),
		TEST(all_wrong_members_are_told_at_once),
		TEST(a_wrong_required_member_is_told_once),
		TEST(lenient_routes_pass_over_what_clients_echo),
		TEST(an_alias_is_another_name_of_a_member),
		TEST(an_update_touches_what_is_given_only),
		TEST(a_replacement_gives_everything_but_what_stays),
		TEST(what_stays_is_not_needed_to_replace_a_row),
		TEST(a_body_is_an_object),
		TEST(a_form_is_read_like_a_body),
	};

	return cmocka_run_group_tests_name("validate", tests, NULL, NULL);
}
