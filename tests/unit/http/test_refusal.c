/* Requests that are refused: by whom, and who is told. */
#include "http/answers.h"
#include "http/fake_pool.h"
#include "http/harness.h"

static bool
refusing_plan(struct request *req, struct unit *unit)
{
	unit_add(unit, &echo, "never");
	return fail_field(&req->error, "/name", "required", "name is required");
}

static const struct route routes[] = {
	{ GET,  "/api/open",    ROLE_ANYONE,   NULL,          ok_reply,    .flags = 0 },
	{ GET,  "/api/echo",    ROLE_VIEWER,   echo_plan,     ok_reply,    .flags = 0 },
	{ POST, "/api/echo",    ROLE_OPERATOR, echo_plan,     ok_reply,    .flags = 0 },
	{ GET,  "/api/refused", ROLE_VIEWER,   refusing_plan, ok_reply,    .flags = 0 },
	{ GET,  "/api/refused-to-anyone", ROLE_ANYONE, refusing_plan, ok_reply, .flags = 0 },
	{ GET,  "/private",     ROLE_VIEWER,   NULL,          hello_reply, .flags = 0 },
	{ 0 }
};

static void
without_a_credential_the_api_answers_401_and_asks_no_database(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/api/echo");

	assert_int_equal(reply.status, 401);
	assert_string_equal(header_of(*state, &reply, "WWW-Authenticate"),
			    "Bearer realm=\"API Key Required\"");
	assert_string_equal(header_of(*state, &reply, "Content-Type"),
			    "application/problem+json");
	assert_string_equal(body_of(*state, &reply),
		"{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
		"\"detail\":\"Authentication required. Please sign in or provide an"
		" API key with format: \\\"Bearer YOUR_API_KEY\\\"\","
		"\"instance\":\"urn:uuid:01234567-89ab-cdef-0123-456789abcdef\","
		"\"error\":\"Authentication required\","
		"\"message\":\"Generate an API key from Settings and include it in"
		" the Authorization header\","
		"\"hint\":\"Generate an API key from Settings and include it in"
		" the Authorization header\"}");
	assert_int_equal(fake.count, 0);
}

static void
without_a_credential_a_page_leads_to_sign_in(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/private?a=b%20c");

	assert_int_equal(reply.status, 303);
	assert_string_equal(header_of(*state, &reply, "Location"),
			    "/sign-in?next=%2Fprivate%3Fa%3Db%2520c");
	assert_null(header_of(*state, &reply, "WWW-Authenticate"));
	reply = harness_ask(*state, "GET", "/private", "HTTP_HX_REQUEST=true");
	assert_int_equal(reply.status, 200);
	assert_string_equal(header_of(*state, &reply, "HX-Redirect"),
			    "/sign-in");
	assert_int_equal(reply.body_len, 0);
}

static void
a_credential_that_the_database_refuses_is_401(void **state)
{
	struct fastcgi_reply reply;

	fake.outcome = UNIT_FAILED;
	fake.failure = (struct unit_failure){
		.sqlstate = "MU401", .message = "expired", .statement = "auth_begin"
	};
	reply = harness_ask(*state, "GET", "/api/echo", KEY);
	assert_int_equal(reply.status, 401);
	assert_non_null(strstr(body_of(*state, &reply),
			       "\"detail\":\"API key expired\""));
	reply = harness_ask(*state, "GET", "/private",
			    COOKIE);
	assert_int_equal(reply.status, 303);
}

static void
an_error_page_asks_for_whose_frame_it_is(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/nothing",
						 COOKIE);

	assert_int_equal(reply.status, 404);
	assert_int_equal(fake.count, 1);
	assert_string_equal(fake.units[0].statements, "auth_begin ");
	assert_non_null(strstr(fake.units[0].values, " viewer t null t "));
	fake.outcome = UNIT_LOST;
	reply = harness_ask(*state, "GET", "/nothing",
			    COOKIE);
	assert_int_equal(reply.status, 404);
}

static void
an_error_without_a_frame_asks_nobody(void **state)
{
	harness_ask(*state, "GET", "/nothing");
	harness_ask(*state, "GET", "/nothing", "HTTP_COOKIE=__Host-muster=no");
	harness_ask(*state, "GET", "/nothing", KEY);
	harness_ask(*state, "GET", "/nothing", "HTTP_HX_REQUEST=true",
		    COOKIE);
	harness_ask(*state, "GET", "/api/nothing",
		    COOKIE);
	harness_ask(*state, "POST", "/nothing",
		    COOKIE);
	assert_int_equal(fake.count, 0);
}

static void
what_plan_refuses_is_told_to_those_who_may_ask(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/api/refused", KEY);

	assert_int_equal(reply.status, 422);
	assert_string_equal(fake.units[0].statements, "auth_begin ");
	assert_string_equal(body_of(*state, &reply),
		"{\"type\":\"about:blank\",\"title\":\"Unprocessable Content\","
		"\"status\":422,\"detail\":\"Some fields are not valid\","
		"\"instance\":\"urn:uuid:01234567-89ab-cdef-0123-456789abcdef\","
		"\"error\":\"Validation failed\","
		"\"message\":\"Some fields are not valid\","
		"\"errors\":[{\"pointer\":\"/name\",\"code\":\"required\","
		"\"message\":\"name is required\"}],"
		"\"details\":[\"name: name is required\"]}");
}

static void
what_plan_refuses_is_not_told_to_others(void **state)
{
	struct fastcgi_reply reply;

	fake.outcome = UNIT_FAILED;
	fake.failure = (struct unit_failure){
		.sqlstate = "MU403", .message = "needs role admin",
		.statement = "auth_begin"
	};
	reply = harness_ask(*state, "GET", "/api/refused", KEY);
	assert_int_equal(reply.status, 403);
	assert_non_null(strstr(body_of(*state, &reply),
			       "\"error\":\"Insufficient permissions\""));
	assert_null(strstr(body_of(*state, &reply), "name is required"));
}

static void
what_plan_refuses_on_an_open_route_is_told_at_once(void **state)
{
	struct fastcgi_reply reply =
		harness_ask(*state, "GET", "/api/refused-to-anyone");

	assert_int_equal(reply.status, 422);
	assert_int_equal(fake.count, 0);
}

static void
a_refused_unit_is_503_at_once(void **state)
{
	struct fastcgi_reply reply;

	fake.outcome = UNIT_REFUSED;
	reply = harness_ask(*state, "GET", "/api/echo", KEY);
	assert_int_equal(reply.status, 503);
	assert_string_equal(header_of(*state, &reply, "Retry-After"), "1");
	assert_non_null(strstr(body_of(*state, &reply), "\"retryAfter\":1"));
}

static void
without_a_pool_open_routes_answer_and_others_are_503(void **state)
{
	struct harness *h = *state;
	struct fastcgi_reply reply;

	h->app.pool = NULL;
	reply = harness_ask(h, "GET", "/api/echo", KEY);
	assert_int_equal(reply.status, 503);
	reply = harness_ask(h, "GET", "/api/open");
	assert_int_equal(reply.status, 200);
}

static void
a_malformed_request_is_400(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/api/open?%zz");

	assert_int_equal(reply.status, 400);
	assert_non_null(strstr(body_of(*state, &reply),
			       "\"error\":\"Validation failed\""));
}

static void
a_body_over_the_limit_is_413(void **state)
{
	struct harness *h = *state;
	struct fastcgi_reply reply;
	char *large = arena_alloc(h->arena, 3000);

	harness_configure(h, "MUSTER_BODY_MAX", "2000");
	memset(large, ' ', 2999);
	reply = harness_post(h, "/api/echo", large, KEY);
	assert_int_equal(reply.status, 413);
	assert_string_equal(header_of(*state, &reply, "Content-Type"),
			    "application/problem+json");
	reply = harness_ask(h, "GET", "/api/open");
	assert_int_equal(reply.status, 200);
}

#define test(name) harness_test(name, fake_set_up, routes)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(without_a_credential_the_api_answers_401_and_asks_no_database),
		test(without_a_credential_a_page_leads_to_sign_in),
		test(a_credential_that_the_database_refuses_is_401),
		test(an_error_page_asks_for_whose_frame_it_is),
		test(an_error_without_a_frame_asks_nobody),
		test(what_plan_refuses_is_told_to_those_who_may_ask),
		test(what_plan_refuses_is_not_told_to_others),
		test(what_plan_refuses_on_an_open_route_is_told_at_once),
		test(a_refused_unit_is_503_at_once),
		test(without_a_pool_open_routes_answer_and_others_are_503),
		test(a_malformed_request_is_400),
		test(a_body_over_the_limit_is_413),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
