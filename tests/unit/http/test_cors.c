#include "http/answers.h"
#include "http/harness.h"

static const struct route routes[] = {
	{ GET,  "/api/open", ROLE_ANYONE, NULL, ok_reply, .flags = 0 },
	{ POST, "/api/open", ROLE_ANYONE, NULL, ok_reply, .flags = 0 },
	{ GET,  "/page",     ROLE_ANYONE, NULL, ok_reply, .flags = 0 },
	{ 0 }
};

static void
options_are_told_from_the_table(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "OPTIONS", "/api/open");

	assert_int_equal(reply.status, 204);
	assert_string_equal(header_of(*state, &reply, "Allow"),
			    "GET, HEAD, POST, OPTIONS");
	assert_null(header_of(*state, &reply, "Content-Length"));
	reply = harness_ask(*state, "OPTIONS", "/api/nothing");
	assert_int_equal(reply.status, 404);
}

static void
configure(struct harness *h, const char *origins)
{
	harness_configure(h, "MUSTER_CORS", origins);
}

static void
an_origin_of_the_list_may_read_the_api(void **state)
{
	struct fastcgi_reply reply;

	configure(*state, "https://a.example, https://b.example");
	reply = harness_ask(*state, "GET", "/api/open",
			    "HTTP_ORIGIN=https://b.example");
	assert_int_equal(reply.status, 200);
	assert_string_equal(header_of(*state, &reply,
				      "Access-Control-Allow-Origin"),
			    "https://b.example");
	assert_string_equal(header_of(*state, &reply, "Vary"), "Origin");
	assert_non_null(header_of(*state, &reply,
				  "Access-Control-Expose-Headers"));
	assert_null(header_of(*state, &reply,
			      "Access-Control-Allow-Credentials"));
}

static void
another_origin_is_told_nothing(void **state)
{
	static const char *const origins[] = {
		"HTTP_ORIGIN=https://c.example", "HTTP_ORIGIN=null",
		"HTTP_ORIGIN=https://a.example.evil", "HTTP_ORIGIN=https://a.exampl",
		"HTTP_ORIGIN=https://a.example, https://b.example", "HTTP_ORIGIN=",
	};

	configure(*state, "https://a.example, https://b.example");
	for (size_t i = 0; i < sizeof origins / sizeof *origins; i++) {
		struct fastcgi_reply reply = harness_ask(*state, "GET",
			"/api/open", origins[i]);

		assert_null(header_of(*state, &reply,
				      "Access-Control-Allow-Origin"));
		assert_string_equal(header_of(*state, &reply, "Vary"),
				    "Origin");
	}
}

static void
without_a_list_nothing_is_told(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/api/open",
		"HTTP_ORIGIN=https://a.example");

	assert_null(header_of(*state, &reply, "Access-Control-Allow-Origin"));
	assert_null(header_of(*state, &reply, "Vary"));
}

static void
pages_are_for_nobody_else(void **state)
{
	struct fastcgi_reply reply;

	configure(*state, "https://a.example");
	reply = harness_ask(*state, "GET", "/page",
			    "HTTP_ORIGIN=https://a.example");
	assert_int_equal(reply.status, 200);
	assert_null(header_of(*state, &reply, "Access-Control-Allow-Origin"));
}

static void
a_preflight_is_answered_from_the_table(void **state)
{
	struct fastcgi_reply reply;

	configure(*state, "https://a.example");
	reply = harness_ask(*state, "OPTIONS", "/api/open",
			    "HTTP_ORIGIN=https://a.example",
			    "HTTP_ACCESS_CONTROL_REQUEST_METHOD=POST");
	assert_int_equal(reply.status, 204);
	assert_string_equal(header_of(*state, &reply,
				      "Access-Control-Allow-Methods"),
			    "GET, HEAD, POST, OPTIONS");
	assert_non_null(strstr(header_of(*state, &reply,
					 "Access-Control-Allow-Headers"),
			       "Authorization"));
	assert_string_equal(header_of(*state, &reply, "Access-Control-Max-Age"),
			    "7200");
}

#define test(name) harness_test(name, harness_set_up, routes)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(options_are_told_from_the_table),
		test(an_origin_of_the_list_may_read_the_api),
		test(another_origin_is_told_nothing),
		test(without_a_list_nothing_is_told),
		test(pages_are_for_nobody_else),
		test(a_preflight_is_answered_from_the_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
