#include "http/harness.h"

static bool
failing_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	buf_text(&res->body, "half an answer");
	response_header(res, "X-Half", "yes");
	return fail(&req->error, ERROR_NOT_FOUND, "no agent '%s'", "x");
}

static bool
broken_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	(void)res;
	return fail(&req->error, ERROR_INTERNAL, "select secret from agents");
}

static bool
busy_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	(void)res;
	req->error.retry_after_s = 900;
	return fail(&req->error, ERROR_TOO_MANY, "too many attempts");
}

static bool
taken_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	(void)res;
	fail(&req->error, ERROR_CONFLICT, "the name is \"taken\"");
	fail_hint(&req->error, "Choose another one");
	return fail_field(&req->error, "/name", "conflict", "taken");
}

static const struct route routes[] = {
	{ GET,  "/api/open",    ROLE_ANYONE, NULL, broken_reply,  .flags = 0 },
	{ POST, "/api/open",    ROLE_ANYONE, NULL, broken_reply,  .flags = 0 },
	{ GET,  "/api/failing", ROLE_ANYONE, NULL, failing_reply, .flags = 0 },
	{ GET,  "/api/broken",  ROLE_ANYONE, NULL, broken_reply,  .flags = 0 },
	{ GET,  "/api/busy",    ROLE_ANYONE, NULL, busy_reply,    .flags = 0 },
	{ GET,  "/api/taken",   ROLE_ANYONE, NULL, taken_reply,   .flags = 0 },
	{ GET,  "/taken",       ROLE_ANYONE, NULL, taken_reply,   .flags = 0 },
	{ GET,  "/broken",      ROLE_ANYONE, NULL, broken_reply,  .flags = 0 },
	{ 0 }
};

static void
what_a_failing_reply_has_written_is_dropped(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/api/failing");

	assert_int_equal(reply.status, 404);
	assert_null(strstr(body_of(*state, &reply), "half"));
	assert_null(header_of(*state, &reply, "X-Half"));
	assert_non_null(strstr(body_of(*state, &reply),
			       "\"detail\":\"No agent 'x'\""));
}

static void
a_fault_of_ours_shows_nothing_of_it(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/api/broken");

	assert_int_equal(reply.status, 500);
	assert_null(strstr(body_of(*state, &reply), "secret"));
	reply = harness_ask(*state, "GET", "/broken");
	assert_int_equal(reply.status, 500);
	assert_null(strstr(body_of(*state, &reply), "secret"));
	assert_non_null(strstr(body_of(*state, &reply), "500 Internal error"));
}

static void
an_unknown_address_is_404(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/api/nothing");

	assert_int_equal(reply.status, 404);
	assert_non_null(strstr(body_of(*state, &reply),
			       "\"error\":\"Not found\""));
	reply = harness_ask(*state, "GET", "/nothing<");
	assert_int_equal(reply.status, 404);
	assert_string_equal(body_of(*state, &reply),
		"404 Not found: There is nothing at &#39;/nothing&lt;&#39;. ");
	assert_string_equal(header_of(*state, &reply, "Content-Type"),
			    "text/html; charset=utf-8");
}

static void
another_method_is_405_with_those_that_are_allowed(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "DELETE", "/api/open", "HTTP_X_API_KEY=" TOKEN);

	assert_int_equal(reply.status, 405);
	assert_string_equal(header_of(*state, &reply, "Allow"),
			    "GET, HEAD, POST, OPTIONS");
	reply = harness_ask(*state, "BREW", "/api/open");
	assert_int_equal(reply.status, 405);
}

static void
too_many_says_when_to_come_back(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/api/busy");

	assert_int_equal(reply.status, 429);
	assert_string_equal(header_of(*state, &reply, "Retry-After"), "900");
	assert_string_equal(body_of(*state, &reply),
		"{\"type\":\"about:blank\",\"title\":\"Too Many Requests\","
		"\"status\":429,\"detail\":\"Too many attempts\","
		"\"instance\":\"urn:uuid:01234567-89ab-cdef-0123-456789abcdef\","
		"\"error\":\"Rate limit exceeded\","
		"\"message\":\"Too many attempts\",\"retryAfter\":900}");
}

static void
a_conflict_tells_its_field_and_what_to_do(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/api/taken");

	assert_int_equal(reply.status, 409);
	assert_string_equal(body_of(*state, &reply),
		"{\"type\":\"about:blank\",\"title\":\"Conflict\",\"status\":409,"
		"\"detail\":\"The name is \\\"taken\\\"\","
		"\"instance\":\"urn:uuid:01234567-89ab-cdef-0123-456789abcdef\","
		"\"error\":\"Conflict\",\"message\":\"Choose another one\","
		"\"hint\":\"Choose another one\","
		"\"errors\":[{\"pointer\":\"/name\",\"code\":\"conflict\","
		"\"message\":\"taken\"}],\"details\":[\"name: taken\"]}");
}

static void
a_page_tells_the_same(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/taken");

	assert_int_equal(reply.status, 409);
	assert_string_equal(body_of(*state, &reply),
			    "409 Conflict: The name is "
		"&quot;taken&quot;. Choose another one /name taken");
}

#define test(name) harness_test(name, harness_set_up, routes)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(what_a_failing_reply_has_written_is_dropped),
		test(a_fault_of_ours_shows_nothing_of_it),
		test(an_unknown_address_is_404),
		test(another_method_is_405_with_those_that_are_allowed),
		test(too_many_says_when_to_come_back),
		test(a_conflict_tells_its_field_and_what_to_do),
		test(a_page_tells_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
