#include "http/answers.h"
#include "http/harness.h"
#include "json/json.h"

static bool
version_reply(struct request *req, const struct rows *rows, struct response *res)
{
	return response_not_modified(res, "7") || ok_reply(req, rows, res);
}

static bool
go_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)req;
	(void)rows;
	return response_redirect(res, "/agents");
}

static bool
text_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	res->type = "text/plain";
	res->is_private = false;
	buf_text(&res->body, "text");
	response_header(res, "X-Echo", request_query(req, "value"));
	return true;
}

static bool
nothing_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)req;
	(void)rows;
	return response_nothing(res);
}

static bool
large_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)req;
	(void)rows;
	res->type = "text/plain";
	for (int i = 0; i < 100000; i++)
		buf_int(&res->body, i);
	return true;
}

static const struct route routes[] = {
	{ GET, "/api/open",    ROLE_ANYONE, NULL, ok_reply,      .flags = 0 },
	{ GET, "/api/version", ROLE_ANYONE, NULL, version_reply, .flags = 0 },
	{ GET, "/hello",       ROLE_ANYONE, NULL, hello_reply,   .flags = 0 },
	{ GET, "/go",          ROLE_ANYONE, NULL, go_reply,      .flags = 0 },
	{ GET, "/text",        ROLE_ANYONE, NULL, text_reply,    .flags = 0 },
	{ GET, "/nothing",     ROLE_ANYONE, NULL, nothing_reply, .flags = 0 },
	{ GET, "/large",       ROLE_ANYONE, NULL, large_reply,   .flags = 0 },
	{ 0 }
};

static void
head_has_the_headers_of_get_and_no_body(void **state)
{
	struct fastcgi_reply get = harness_ask(*state, "GET", "/api/open");
	struct fastcgi_reply head = harness_ask(*state, "HEAD", "/api/open");

	assert_string_equal(head.headers, get.headers);
	assert_int_equal(head.body_len, 0);
	assert_string_equal(header_of(*state, &head, "Content-Length"), "12");
}

static void
what_the_client_has_is_not_sent_again(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/api/version");

	assert_int_equal(reply.status, 200);
	assert_string_equal(header_of(*state, &reply, "ETag"), "\"7\"");
	assert_string_equal(header_of(*state, &reply, "Cache-Control"),
			    "no-store");
	reply = harness_ask(*state, "GET", "/api/version",
			    "HTTP_IF_NONE_MATCH=\"6\", W/\"7\"");
	assert_int_equal(reply.status, 304);
	assert_string_equal(header_of(*state, &reply, "ETag"), "\"7\"");
	assert_int_equal(reply.body_len, 0);
	assert_null(header_of(*state, &reply, "Content-Type"));
}

static void
a_page_is_strict_about_what_it_loads(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/hello");
	const char *policy = header_of(*state, &reply,
				       "Content-Security-Policy");

	assert_string_equal(body_of(*state, &reply), "<html>&lt;hello&gt;");
	assert_string_equal(header_of(*state, &reply, "Vary"), "HX-Request");
	assert_non_null(strstr(policy, "default-src 'none'; script-src 'self';"));
	assert_null(strstr(policy, "unsafe"));
	assert_null(strstr(policy, "data:"));
	assert_non_null(header_of(*state, &reply, "Permissions-Policy"));
}

static void
a_fragment_is_the_content_alone(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/hello",
						 "HTTP_HX_REQUEST=true");

	assert_string_equal(body_of(*state, &reply), "&lt;hello&gt;");
}

static void
a_redirect_leads_elsewhere(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/go");

	assert_int_equal(reply.status, 303);
	assert_string_equal(header_of(*state, &reply, "Location"), "/agents");
	reply = harness_ask(*state, "GET", "/go", "HTTP_HX_REQUEST=true");
	assert_string_equal(header_of(*state, &reply, "HX-Redirect"),
			    "/agents");
	assert_null(header_of(*state, &reply, "Location"));
}

static void
if_none_match_is_a_list_of_tags(void **state)
{
	static const struct {
		const char *header;
		int status;
	} cases[] = {
		{ "HTTP_IF_NONE_MATCH=\"7\"", 304 },
		{ "HTTP_IF_NONE_MATCH=W/\"7\"", 304 },
		{ "HTTP_IF_NONE_MATCH=*", 304 },
		{ "HTTP_IF_NONE_MATCH=\"a,b\" , \"7\"", 304 },
		{ "HTTP_IF_NONE_MATCH=\"77\",\"\",\"7", 200 },
		{ "HTTP_IF_NONE_MATCH=7", 200 },
		{ "HTTP_IF_NONE_MATCH=\"x\"7\"", 200 },
		{ "HTTP_IF_NONE_MATCH=", 200 },
		{ "HTTP_IF_NONE_MATCH=,,,W/", 200 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct fastcgi_reply reply = harness_ask(*state, "GET",
			"/api/version", cases[i].header);

		assert_int_equal(reply.status, cases[i].status);
	}
}

static void
a_line_break_cannot_make_a_header(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET",
		"/text?value=a%0d%0aSet-Cookie:%20b%0ac%0d");

	assert_string_equal(header_of(*state, &reply, "X-Echo"),
			    "aSet-Cookie: bc");
	assert_null(header_of(*state, &reply, "Set-Cookie"));
}

static void
a_public_answer_says_itself_how_long_it_lasts(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/text?value=");

	assert_string_equal(body_of(*state, &reply), "text");
	assert_null(header_of(*state, &reply, "Cache-Control"));
}

static void
nothing_has_neither_type_nor_length(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/nothing");

	assert_int_equal(reply.status, 204);
	assert_int_equal(reply.body_len, 0);
	assert_null(header_of(*state, &reply, "Content-Type"));
	assert_null(header_of(*state, &reply, "Content-Length"));
}

static void
a_large_answer_arrives_whole(void **state)
{
	struct fastcgi_reply reply = harness_ask(*state, "GET", "/large");
	struct buf expected;

	buf_init(&expected, ((struct harness *)*state)->arena, 500000);
	for (int i = 0; i < 100000; i++)
		buf_int(&expected, i);
	assert_int_equal(reply.body_len, expected.len);
	assert_memory_equal(reply.body, expected.bytes, expected.len);
}

static void
each_status_has_its_words(void **state)
{
	(void)state;
	for (enum error_kind kind = ERROR_NONE; kind <= ERROR_UNAVAILABLE; kind++)
		assert_string_not_equal(response_reason(error_status(kind)),
					"Other");
	assert_string_equal(response_reason(303), "See Other");
}

#define test(name) harness_test(name, harness_set_up, routes)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(head_has_the_headers_of_get_and_no_body),
		test(what_the_client_has_is_not_sent_again),
		test(a_page_is_strict_about_what_it_loads),
		test(a_fragment_is_the_content_alone),
		test(a_redirect_leads_elsewhere),
		test(if_none_match_is_a_list_of_tags),
		test(a_line_break_cannot_make_a_header),
		test(a_public_answer_says_itself_how_long_it_lasts),
		test(nothing_has_neither_type_nor_length),
		test(a_large_answer_arrives_whole),
		test(each_status_has_its_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
