#include "http/fake_pool.h"
#include "http/harness.h"
#include "json/json.h"

/* ---- routes ---- */

static const struct statement echo = { .name = "echo", .sql = "select $1" };
static const struct statement other = { .name = "other", .sql = "select 1" };

static bool
ok_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct json_writer json = response_json(res, 200);

	(void)req;
	(void)rows;
	json_begin_object(&json);
	json_member_text(&json, "ok", "yes");
	json_end_object(&json);
	return true;
}

static bool
echo_plan(struct request *req, struct unit *unit)
{
	return unit_add(unit, &echo, request_query(req, "value"))
		&& unit_add(unit, &other);
}

/* The rows of plan, without that of auth.begin; who asks; what it cost. */
static bool
echo_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct json_writer json = response_json(res, 200);
	const struct caller *caller = &req->caller;

	json_begin_object(&json);
	json_member_text(&json, "value", rows_named(&rows[0], 0, "value"));
	json_member_text(&json, "other", rows_named(&rows[1], 0, "value"));
	json_member_text(&json, "user", caller->user_id);
	json_member_text(&json, "tenant", caller->tenant_id);
	json_member_bool(&json, "isKey", caller->is_key);
	json_member_bool(&json, "mayWrite", caller->role >= ROLE_OPERATOR);
	json_member_int(&json, "pageSize", caller->page_size);
	json_member_int(&json, "roundTrips", req->round_trips);
	json_end_object(&json);
	return true;
}

static bool
refusing_plan(struct request *req, struct unit *unit)
{
	unit_add(unit, &echo, "never");
	return fail_field(&req->error, "/name", "required", "name is required");
}

static void
count_job(void *object)
{
	++*(int *)object;
}

static bool
counted_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct json_writer json = response_json(res, 200);

	json_begin_object(&json);
	json_member_int(&json, "jobs", *(int *)req->state);
	json_member_text(&json, "value", rows_named(&rows[0], 0, "value"));
	json_member_int(&json, "roundTrips", req->round_trips);
	json_end_object(&json);
	return true;
}

static bool
asked_once_reply(struct request *req, const struct rows *rows,
		 struct response *res)
{
	struct json_writer json = response_json(res, 200);

	(void)rows;
	json_begin_object(&json);
	json_member_int(&json, "jobs", *(int *)req->state);
	json_member_int(&json, "roundTrips", req->round_trips);
	json_end_object(&json);
	return true;
}

/* A unit, then a job, then another unit. */
static bool
job_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	(void)res;
	req->state = arena_alloc(req->arena, sizeof(int));
	return request_side(req, count_job, req->state, echo_plan, counted_reply);
}

/* A unit, then a job, and that is all. */
static bool
aside_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	(void)res;
	req->state = arena_alloc(req->arena, sizeof(int));
	return request_side(req, count_job, req->state, NULL, asked_once_reply);
}

static bool
chain_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	(void)res;
	return request_then(req, NULL, job_reply);
}

static bool
circle_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	(void)res;
	return request_then(req, echo_plan, circle_reply);
}

static bool
make_plan(struct request *req, struct unit *unit)
{
	if (req->replay_id)
		return unit_add(unit, &echo, req->replay_id);
	return unit_add(unit, &other);
}

static bool
make_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct json_writer json = response_json(res, 201);

	(void)req;
	json_begin_object(&json);
	json_member_text(&json, "id", rows_named(&rows[0], 0, "value"));
	json_end_object(&json);
	return true;
}

static bool
hello_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct json *data = json_object(req->arena);

	(void)rows;
	json_set_text(data, "name", "<hello>");
	return response_page(res, 200, "pages/hello", data);
}

static const struct route routes[] = {
	{ GET,  "/api/open",    ROLE_ANYONE,   NULL,          ok_reply,     .flags = 0 },
	{ POST, "/api/open",    ROLE_ANYONE,   NULL,          ok_reply,     .flags = 0 },
	{ GET,  "/api/bare",    ROLE_VIEWER,   NULL,          ok_reply,     .flags = 0 },
	{ GET,  "/api/echo",    ROLE_VIEWER,   echo_plan,     echo_reply,   .flags = 0 },
	{ POST, "/api/echo",    ROLE_OPERATOR, echo_plan,     echo_reply,   .flags = 0 },
	{ GET,  "/api/slow",    ROLE_VIEWER,   echo_plan,     echo_reply,   .flags = ROUTE_SLOW },
	{ GET,  "/api/moving",  ROLE_VIEWER,   echo_plan,     echo_reply,   .flags = ROUTE_WRITES },
	{ GET,  "/api/refused", ROLE_VIEWER,   refusing_plan, ok_reply,     .flags = 0 },
	{ GET,  "/api/refused-to-anyone", ROLE_ANYONE, refusing_plan, ok_reply, .flags = 0 },
	{ GET,  "/api/aside",   ROLE_VIEWER,   echo_plan,     aside_reply,  .flags = 0 },
	{ GET,  "/api/chain",   ROLE_ANYONE,   echo_plan,     chain_reply,  .flags = 0 },
	{ GET,  "/api/circle",  ROLE_ANYONE,   NULL,          circle_reply, .flags = 0 },
	{ POST, "/api/make",    ROLE_OPERATOR, make_plan,     make_reply,   .flags = 0 },
	{ GET,  "/private",     ROLE_VIEWER,   NULL,          hello_reply,  .flags = 0 },
	{ 0 }
};

static struct harness harness;

static int
set_up(void **state)
{
	memset(&fake, 0, sizeof fake);
	harness_open(&harness, routes);
	harness.app.pool = (struct pool *)&harness;
	*state = &harness;
	return 0;
}

static int
tear_down(void **state)
{
	harness_close(*state);
	return 0;
}

#define KEY "HTTP_AUTHORIZATION=Bearer " TOKEN

static const char *
header(void **state, const struct fastcgi_reply *reply, const char *name)
{
	return harness_header(*state, reply, name);
}

static const char *
body(void **state, const struct fastcgi_reply *reply)
{
	return harness_body(*state, reply);
}

/* ---- tests ---- */

static void
an_open_route_asks_no_database(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/api/open");

	assert_int_equal(reply.status, 200);
	assert_string_equal(body(state, &reply), "{\"ok\":\"yes\"}");
	assert_string_equal(reply.headers,
		"Status: 200 OK\r\n"
		"Content-Type: application/json\r\n"
		"Content-Length: 12\r\n"
		"X-Request-Id: 0123456789abcdef0123456789abcdef\r\n"
		"Cache-Control: no-store\r\n"
		"X-Content-Type-Options: nosniff\r\n"
		"Referrer-Policy: same-origin\r\n"
		"Cross-Origin-Opener-Policy: same-origin\r\n"
		"Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n");
	assert_int_equal(fake.count, 0);
}

static void
a_route_of_members_runs_auth_begin_first_in_one_trip(void **state)
{
	struct fastcgi_reply reply =
		harness_ask(*state, "GET", "/api/echo?value=x", KEY,
			    "HTTP_X_MUSTER_TENANT=" TENANT);

	assert_int_equal(reply.status, 200);
	assert_string_equal(body(state, &reply),
		"{\"value\":\"x\",\"other\":\"none\",\"user\":\"u1\",\"tenant\":\""
		TENANT "\",\"isKey\":true,\"mayWrite\":true,\"pageSize\":25,"
		"\"roundTrips\":1}");
	assert_int_equal(fake.count, 1);
	assert_string_equal(fake.units[0].statements, "auth_begin echo other ");
	assert_string_equal(fake.units[0].values,
		"\\xf7fab57bbeff727f25bca5c2ba65f5d2a0d6f3655dba75659beaf801c044a3a3 "
		"viewer t " TENANT " f ");
	assert_int_equal(fake.units[0].lane, LANE_READ);
}

static void
a_page_and_a_cookie_are_for_sessions(void **state)
{
	harness_ask(*state, "GET", "/private", KEY);
	harness_ask(*state, "GET", "/api/bare", "HTTP_COOKIE=__Host-muster=" TOKEN);
	harness_ask(*state, "GET", "/api/bare", KEY);
	assert_non_null(strstr(fake.units[0].values, " viewer t null t "));
	assert_non_null(strstr(fake.units[1].values, " viewer t null t "));
	assert_non_null(strstr(fake.units[2].values, " viewer t null f "));
}

static void
a_route_without_a_plan_runs_auth_begin_alone(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/api/bare", KEY);

	assert_int_equal(reply.status, 200);
	assert_int_equal(fake.count, 1);
	assert_string_equal(fake.units[0].statements, "auth_begin ");
}

static void
a_change_goes_to_the_lane_for_writing(void **state)
{
	struct fastcgi_reply reply = harness_post(*state, "/api/echo", "{}", KEY);

	assert_int_equal(reply.status, 200);
	assert_int_equal(fake.units[0].lane, LANE_WRITE);
	assert_non_null(strstr(fake.units[0].values, " operator f null "));
}

static void
flags_of_a_route_choose_lane_and_writing(void **state)
{
	harness_ask(*state, "GET", "/api/slow", KEY);
	harness_ask(*state, "GET", "/api/moving", KEY);
	assert_int_equal(fake.units[0].lane, LANE_SLOW);
	assert_non_null(strstr(fake.units[0].values, " viewer t null "));
	assert_int_equal(fake.units[1].lane, LANE_WRITE);
	assert_non_null(strstr(fake.units[1].values, " viewer f null "));
}

static void
without_a_credential_the_api_answers_401_and_asks_no_database(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/api/echo");

	assert_int_equal(reply.status, 401);
	assert_string_equal(header(state, &reply, "WWW-Authenticate"),
			    "Bearer realm=\"API Key Required\"");
	assert_string_equal(header(state, &reply, "Content-Type"),
			    "application/problem+json");
	assert_string_equal(body(state, &reply),
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
	assert_string_equal(header(state, &reply, "Location"),
			    "/sign-in?next=%2Fprivate%3Fa%3Db%2520c");
	assert_null(header(state, &reply, "WWW-Authenticate"));
	reply = harness_ask(*state, "GET", "/private", "HTTP_HX_REQUEST=true");
	assert_int_equal(reply.status, 200);
	assert_string_equal(header(state, &reply, "HX-Redirect"), "/sign-in");
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
	assert_non_null(strstr(body(state, &reply), "\"detail\":\"API key expired\""));
	reply = harness_ask(*state, "GET", "/private",
			    "HTTP_COOKIE=__Host-muster=" TOKEN);
	assert_int_equal(reply.status, 303);
}

static void
an_error_page_asks_for_whose_frame_it_is(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/nothing",
						 "HTTP_COOKIE=__Host-muster=" TOKEN);

	assert_int_equal(reply.status, 404);
	assert_int_equal(fake.count, 1);
	assert_string_equal(fake.units[0].statements, "auth_begin ");
	assert_non_null(strstr(fake.units[0].values, " viewer t null t "));
	fake.outcome = UNIT_LOST;
	reply = harness_ask(*state, "GET", "/nothing",
			    "HTTP_COOKIE=__Host-muster=" TOKEN);
	assert_int_equal(reply.status, 404);
}

static void
an_error_without_a_frame_asks_nobody(void **state)
{
	harness_ask(*state, "GET", "/nothing");
	harness_ask(*state, "GET", "/nothing", "HTTP_COOKIE=__Host-muster=no");
	harness_ask(*state, "GET", "/nothing", KEY);
	harness_ask(*state, "GET", "/nothing", "HTTP_HX_REQUEST=true",
		    "HTTP_COOKIE=__Host-muster=" TOKEN);
	harness_ask(*state, "GET", "/api/nothing",
		    "HTTP_COOKIE=__Host-muster=" TOKEN);
	harness_ask(*state, "POST", "/nothing",
		    "HTTP_COOKIE=__Host-muster=" TOKEN);
	assert_int_equal(fake.count, 0);
}

static void
what_plan_refuses_is_told_to_those_who_may_ask(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/api/refused", KEY);

	assert_int_equal(reply.status, 422);
	assert_string_equal(fake.units[0].statements, "auth_begin ");
	assert_string_equal(body(state, &reply),
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
	assert_non_null(strstr(body(state, &reply),
			       "\"error\":\"Insufficient permissions\""));
	assert_null(strstr(body(state, &reply), "name is required"));
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
a_job_that_ends_the_request_costs_no_round_trip(void **state)
{
	struct fastcgi_reply reply =
		harness_ask(*state, "GET", "/api/aside?value=v", KEY);

	assert_string_equal(body(state, &reply),
			    "{\"jobs\":1,\"roundTrips\":1}");
	assert_int_equal(fake.count, 1);
	assert_string_equal(fake.units[0].statements, "auth_begin echo other ");
}

static void
a_chain_goes_from_unit_to_job_to_unit(void **state)
{
	struct fastcgi_reply reply =
		harness_ask(*state, "GET", "/api/chain?value=v");

	assert_string_equal(body(state, &reply),
			    "{\"jobs\":1,\"value\":\"v\",\"roundTrips\":2}");
	assert_int_equal(fake.count, 2);
	assert_string_equal(fake.units[1].statements, "echo other ");
}

static void
a_chain_in_circles_ends(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/api/circle");

	assert_int_equal(reply.status, 500);
	assert_int_equal(fake.count, 7);
}

static void
a_repeated_key_shows_what_it_made(void **state)
{
	struct fastcgi_reply reply;

	fake.is_once = true;
	fake.outcome = UNIT_FAILED;
	fake.failure = (struct unit_failure){
		.sqlstate = "MU200", .message = "the-id", .statement = "idem_begin"
	};
	reply = harness_post(*state, "/api/make", "{}", KEY);
	assert_int_equal(reply.status, 201);
	assert_string_equal(header(state, &reply, "Idempotent-Replayed"), "true");
	assert_string_equal(body(state, &reply), "{\"id\":\"the-id\"}");
	assert_int_equal(fake.count, 2);
	assert_string_equal(fake.units[1].statements, "auth_begin echo ");
	assert_int_equal(fake.units[1].lane, LANE_READ);
	assert_non_null(strstr(fake.units[1].values, " operator t "));
}

static void
a_key_that_repeats_without_end_is_our_fault(void **state)
{
	struct fastcgi_reply reply;

	fake.outcome = UNIT_FAILED;
	fake.failure = (struct unit_failure){ .sqlstate = "MU200", .message = "x" };
	reply = harness_post(*state, "/api/make", "{}", KEY);
	assert_int_equal(reply.status, 500);
}

static void
a_refused_unit_is_503_at_once(void **state)
{
	struct fastcgi_reply reply;

	fake.outcome = UNIT_REFUSED;
	reply = harness_ask(*state, "GET", "/api/echo", KEY);
	assert_int_equal(reply.status, 503);
	assert_string_equal(header(state, &reply, "Retry-After"), "1");
	assert_non_null(strstr(body(state, &reply), "\"retryAfter\":1"));
}

static void
a_lost_write_says_that_it_may_have_happened(void **state)
{
	struct fastcgi_reply reply;

	fake.outcome = UNIT_LOST;
	reply = harness_post(*state, "/api/make", "{}", KEY,
			     "HTTP_IDEMPOTENCY_KEY=k");
	assert_int_equal(reply.status, 503);
	assert_non_null(strstr(body(state, &reply),
		"\"message\":\"Retry with the same Idempotency-Key\""));
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
	assert_non_null(strstr(body(state, &reply),
			       "\"error\":\"Validation failed\""));
}

static void
a_body_over_the_limit_is_413(void **state)
{
	struct harness *h = *state;
	struct fastcgi_reply reply;
	char *large = arena_alloc(h->arena, 3000);

	setenv("MUSTER_BODY_MAX", "2000", 1);
	h->app.config = config_read(h->arena, &h->error);
	unsetenv("MUSTER_BODY_MAX");
	memset(large, ' ', 2999);
	reply = harness_post(h, "/api/echo", large, KEY);
	assert_int_equal(reply.status, 413);
	assert_string_equal(header(state, &reply, "Content-Type"),
			    "application/problem+json");
	reply = harness_ask(h, "GET", "/api/open");
	assert_int_equal(reply.status, 200);
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(an_open_route_asks_no_database),
		test(a_route_of_members_runs_auth_begin_first_in_one_trip),
		test(a_page_and_a_cookie_are_for_sessions),
		test(a_route_without_a_plan_runs_auth_begin_alone),
		test(a_change_goes_to_the_lane_for_writing),
		test(flags_of_a_route_choose_lane_and_writing),
		test(without_a_credential_the_api_answers_401_and_asks_no_database),
		test(without_a_credential_a_page_leads_to_sign_in),
		test(a_credential_that_the_database_refuses_is_401),
		test(an_error_page_asks_for_whose_frame_it_is),
		test(an_error_without_a_frame_asks_nobody),
		test(what_plan_refuses_is_told_to_those_who_may_ask),
		test(what_plan_refuses_is_not_told_to_others),
		test(what_plan_refuses_on_an_open_route_is_told_at_once),
		test(a_job_that_ends_the_request_costs_no_round_trip),
		test(a_chain_goes_from_unit_to_job_to_unit),
		test(a_chain_in_circles_ends),
		test(a_repeated_key_shows_what_it_made),
		test(a_key_that_repeats_without_end_is_our_fault),
		test(a_refused_unit_is_503_at_once),
		test(a_lost_write_says_that_it_may_have_happened),
		test(without_a_pool_open_routes_answer_and_others_are_503),
		test(a_malformed_request_is_400),
		test(a_body_over_the_limit_is_413),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
