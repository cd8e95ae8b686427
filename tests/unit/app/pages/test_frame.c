#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "app/pages/frame.h"
#include "auth/csrf.h"
#include "base/arena.h"
#include "base/arena_state.h"
#include "base/zone.h"
#include "http/app.h"
#include "http/request.h"
#include "json/json.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>
#undef fail

static const struct app app = { .asset_version = "1a2b" };
static char *headers[] = { "REQUEST_URI=/agents?q=a", NULL };

static struct request
request(struct arena *arena)
{
	return (struct request){
		.arena = arena, .app = &app, .method = GET, .path = "/agents/7",
		.headers = headers, .token = "session", .is_cookie = true,
		.caller = {
			.tenant_id = "018f0000-0000-7000-8000-000000000001",
			.tenant_name = "Harbour Support", .name = "",
			.email = "operator@harbour.example",
			.role = ROLE_OPERATOR, .theme = "dark",
			.zone = zone_utc(),
		},
	};
}

static const struct json *
frame(struct arena *arena, struct request *req)
{
	struct json *data = json_object(arena);

	app_frame(req, data);
	return data;
}

static const char *
text(const struct json *data, const char *name)
{
	return json_string(json_find(data, name));
}

static bool
is_true(const struct json *data, const char *part, const char *name)
{
	return json_is_true(json_find(json_find(data, part), name));
}

static void
a_page_knows_who_looks_and_for_whom(void **state)
{
	struct request req = request(*state);
	const struct json *data = frame(*state, &req);

	assert_string_equal(text(data, "static"), "/static/1a2b");
	assert_string_equal(text(data, "tenant_initials"), "HS");
	assert_string_equal(text(data, "user_name"), "operator@harbour.example");
	assert_string_equal(text(data, "user_role"), "operator");
	assert_string_equal(text(data, "page_path"), "/agents?q=a");
	assert_true(is_true(data, "theme_is", "dark"));
}

static const char *
initials(struct arena *arena, const char *name)
{
	struct request req = request(arena);

	req.caller.name = name;
	return text(frame(arena, &req), "user_initials");
}

static void
initials_tell_people_of_one_place_apart(void **state)
{
	assert_string_equal(initials(*state, "Anna Berg"), "AB");
	assert_string_equal(initials(*state, "Owner of Harbour Support"), "Ow");
	assert_string_equal(initials(*state, "Operator of Harbour Support"),
			    "Op");
	assert_string_equal(initials(*state, ""), "Op");
	assert_string_equal(initials(*state, "anna.berg@harbour.example"), "AB");
	assert_string_equal(initials(*state, "X"), "X");
}

static void
the_part_of_the_product_is_marked(void **state)
{
	struct request req = request(*state);

	assert_true(is_true(frame(*state, &req), "at", "agents"));
	assert_false(is_true(frame(*state, &req), "at", "overview"));
	req.path = "/agentsmith";
	assert_false(is_true(frame(*state, &req), "at", "agents"));
	req.path = "/blueprint-reviews/new";
	assert_true(is_true(frame(*state, &req), "at", "blueprints"));
	req.path = "/";
	assert_true(is_true(frame(*state, &req), "at", "overview"));
}

static void
a_role_is_offered_what_it_may_do(void **state)
{
	struct request req = request(*state);

	assert_true(is_true(frame(*state, &req), "may", "operate"));
	assert_false(is_true(frame(*state, &req), "may", "admin"));
	req.caller.role = ROLE_VIEWER;
	assert_false(is_true(frame(*state, &req), "may", "operate"));
	req.caller.role = ROLE_OWNER;
	assert_true(is_true(frame(*state, &req), "may", "admin"));
}

static void
forms_carry_the_token_of_the_session(void **state)
{
	struct request req = request(*state);
	const char *token = csrf_token(*state, "session");

	assert_string_equal(text(frame(*state, &req), "csrf"), token);
	req.token = NULL;
	assert_string_equal(text(frame(*state, &req), "csrf"), "");
}

static void
a_name_in_other_letters_has_a_mark_too(void **state)
{
	struct request req = request(*state);

	req.caller.tenant_name = "港湾";
	assert_string_equal(text(frame(*state, &req), "tenant_initials"), "·");
}

static void
nobody_is_not_signed_in(void **state)
{
	struct request req = request(*state);

	req.caller.tenant_id = "";
	assert_false(json_is_true(json_find(frame(*state, &req),
					    "is_signed_in")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_knows_who_looks_and_for_whom),
		cmocka_unit_test(initials_tell_people_of_one_place_apart),
		cmocka_unit_test(the_part_of_the_product_is_marked),
		cmocka_unit_test(a_role_is_offered_what_it_may_do),
		cmocka_unit_test(forms_carry_the_token_of_the_session),
		cmocka_unit_test(a_name_in_other_letters_has_a_mark_too),
		cmocka_unit_test(nobody_is_not_signed_in),
	};

	return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
