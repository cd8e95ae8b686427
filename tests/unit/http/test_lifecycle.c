/* What a request asks of the database, and as whom. */
#include "http/answers.h"
#include "http/fake_pool.h"
#include "http/harness.h"
#include "json/json.h"

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

/* What it takes follows from the request: ?role= here. */
static bool
needing_plan(struct request *req, struct unit *unit)
{
	(void)unit;
	req->needs = role_parse(request_query(req, "role"));
	return true;
}

static const struct route routes[] = {
	{ GET,  "/api/open",   ROLE_ANYONE,   NULL,      ok_reply,    .flags = 0 },
	{ GET,  "/api/bare",   ROLE_VIEWER,   NULL,      ok_reply,    .flags = 0 },
	{ GET,  "/api/echo",   ROLE_VIEWER,   echo_plan, echo_reply,  .flags = 0 },
	{ POST, "/api/echo",   ROLE_OPERATOR, echo_plan, echo_reply,  .flags = 0 },
	{ GET,  "/api/slow",   ROLE_VIEWER,   echo_plan, echo_reply,  .flags = ROUTE_SLOW },
	{ GET,  "/api/moving", ROLE_VIEWER,   echo_plan, echo_reply,  .flags = ROUTE_WRITES },
	{ GET,  "/api/needing", ROLE_OPERATOR, needing_plan, ok_reply, .flags = 0 },
	{ GET,  "/private",    ROLE_VIEWER,   NULL,      hello_reply, .flags = 0 },
	{ 0 }
};

static void
an_open_route_asks_no_database(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/api/open");

	assert_int_equal(reply.status, 200);
	assert_string_equal(body_of(*state, &reply), "{\"ok\":\"yes\"}");
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
	assert_string_equal(body_of(*state, &reply),
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
	harness_ask(*state, "GET", "/api/bare", COOKIE);
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
a_plan_may_need_more_than_its_route_and_never_less(void **state)
{
	harness_ask(*state, "GET", "/api/needing?role=admin", KEY);
	harness_ask(*state, "GET", "/api/needing?role=viewer", KEY);
	assert_non_null(strstr(fake.units[0].values, " admin t null "));
	assert_non_null(strstr(fake.units[1].values, " operator t null "));
}

#define test(name) harness_test(name, fake_set_up, routes)

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
		test(a_plan_may_need_more_than_its_route_and_never_less),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
