#include <sys/socket.h>
#include <unistd.h>

#include "http/fastcgi.h"
#include "http/harness.h"

/* A request as the server makes it, from parameters up to NULL. */
struct fixture {
	struct arena *arena;
	struct error error;
	struct app app;
};

static int
set_up(void **state)
{
	static struct fixture fixture;
	struct fixture *f = &fixture;

	setenv("MUSTER_CONFIG", "/dev/null", 1);
	*f = (struct fixture){ .arena = arena_new(65536) };
	f->error.arena = f->arena;
	f->app.config = config_read(f->arena, &f->error);
	*state = f;
	return f->app.config == NULL;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	arena_free(f->arena);
	unsetenv("MUSTER_PUBLIC_URL");
	return 0;
}

static void
free_fastcgi(void *fastcgi)
{
	fastcgi_free(fastcgi);
}

static struct request *
make_from(struct fixture *f, const char *const *params)
{
	struct fastcgi *fastcgi;
	struct buf records;
	int fds[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	fastcgi = fastcgi_new(fds[1]);
	arena_on_reset(f->arena, free_fastcgi, fastcgi);
	buf_init(&records, f->arena, 1024);
	fastcgi_client_encode(&records, params, "", 0, true);
	assert_int_equal(send(fds[0], records.bytes, records.len, 0), records.len);
	close(fds[0]);
	assert_int_equal(fastcgi_read(fastcgi, f->arena, 1000), FASTCGI_READY);
	return request_new(f->arena, &f->app, fastcgi);
}

#define make(state, ...) \
	make_from(*(state), (const char *const[]){ __VA_ARGS__ __VA_OPT__(,) NULL })

static void
path_and_query_are_taken_apart(void **state)
{
	struct request *req = make(state, "REQUEST_METHOD=GET",
				   "REQUEST_URI=/agents/a%20b?q=x%20y&q=z&n");

	assert_int_equal(req->error.kind, ERROR_NONE);
	assert_int_equal(req->method, GET);
	assert_false(req->is_head);
	assert_string_equal(req->path, "/agents/a b");
	assert_string_equal(req->query_text, "q=x%20y&q=z&n");
	assert_string_equal(request_query(req, "q"), "x y");
	assert_string_equal(request_query(req, "n"), "");
	assert_null(request_query(req, "other"));
}

static void
head_is_get_without_a_body(void **state)
{
	struct request *req = make(state, "REQUEST_METHOD=HEAD", "REQUEST_URI=/");

	assert_int_equal(req->method, GET);
	assert_true(req->is_head);
	assert_true(request_is_read(req));
}

static void
a_malformed_path_or_query_is_a_bad_request(void **state)
{
	static const char *const uris[] = {
		"REQUEST_URI=/%", "REQUEST_URI=/%ff", "REQUEST_URI=/?a=%00",
		"REQUEST_URI=*", "REQUEST_URI=", "REQUEST_URI=agents",
	};

	for (size_t i = 0; i < sizeof uris / sizeof *uris; i++) {
		struct request *req = make(state, "REQUEST_METHOD=GET", uris[i]);

		assert_int_equal(req->error.kind, ERROR_BAD_REQUEST);
		assert_string_equal(req->path, "/");
	}
}

static void
a_malformed_path_of_the_api_is_one_of_the_api(void **state)
{
	assert_false(request_is_page(make(state, "REQUEST_METHOD=GET",
					  "REQUEST_URI=/api/agents/%ff")));
	assert_true(request_is_page(make(state, "REQUEST_METHOD=GET",
					 "REQUEST_URI=/apis/%ff")));
}

static void
headers_have_their_http_names(void **state)
{
	struct request *req = make(state, "HTTP_IF_NONE_MATCH=\"7\"",
				   "CONTENT_TYPE=text/plain",
				   "HTTP_CONTENT_TYPE=text/other", "HTTP_IF=",
				   "IF_MATCH=forged");

	assert_string_equal(request_header(req, "If-None-Match"), "\"7\"");
	assert_string_equal(request_header(req, "if-none-match"), "\"7\"");
	assert_string_equal(request_header(req, "Content-Type"), "text/plain");
	assert_string_equal(request_header(req, "If"), "");
	assert_null(request_header(req, "If-None"));
	assert_null(request_header(req, "If-Match"));
	assert_null(request_cgi(req, "HTTP_IF"));
}

static void
the_id_is_the_web_servers_or_new(void **state)
{
	static const char given[] = "REQUEST_ID=0123456789abcdef0123456789abcdef";
	struct request *req = make(state, given);
	struct request *other = make(state, "HTTP_X_REQUEST_ID=forged",
				     "REQUEST_ID=0123456789ABCDEF0123456789abcdef");

	assert_string_equal(req->id, given + strlen("REQUEST_ID="));
	assert_int_equal(strspn(other->id, "0123456789abcdef"), 32);
	assert_string_not_equal(other->id, req->id);
	assert_int_equal(strlen(other->id), 32);
}

static void
the_trace_is_taken_from_traceparent(void **state)
{
	struct request *req = make(state, "HTTP_TRACEPARENT=00-"
		"4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

	assert_string_equal(req->trace_id, "4bf92f3577b34da6a3ce929d0e0e4736");
	assert_string_equal(make(state, "HTTP_TRACEPARENT=00-4bf9")->trace_id, "");
	assert_string_equal(make(state, "HTTP_TRACEPARENT=00-"
		"4bf92f3577b34da6a3ce929d0e0e473\"-00f067aa0ba902b7-01")->trace_id, "");
	assert_string_equal(make(state)->trace_id, "");
}

static void
a_credential_comes_by_header_or_cookie(void **state)
{
	struct request *req = make(state, "HTTP_AUTHORIZATION=Bearer one",
				   "HTTP_X_API_KEY=two",
				   "HTTP_COOKIE=__Host-muster=three");

	assert_string_equal(req->token, "one");
	assert_false(req->is_cookie);
	req = make(state, "HTTP_X_API_KEY=two", "HTTP_COOKIE=__Host-muster=three");
	assert_string_equal(req->token, "two");
	assert_false(req->is_cookie);
	req = make(state, "HTTP_COOKIE=a=b; __Host-muster=three");
	assert_string_equal(req->token, "three");
	assert_true(req->is_cookie);
	assert_null(make(state)->token);
}

static void
another_scheme_of_authorization_hides_the_cookie(void **state)
{
	struct request *req = make(state, "HTTP_AUTHORIZATION=Basic b25l",
				   "HTTP_COOKIE=__Host-muster=three");

	assert_null(req->token);
	assert_false(req->is_cookie);
}

static void
if_match_is_a_version(void **state)
{
	assert_string_equal(request_if_match(make(state,
				"HTTP_IF_MATCH=W/\"12-01a9\"")), "12");
	assert_string_equal(request_if_match(make(state,
				"HTTP_IF_MATCH=")), "-1");
	assert_null(request_if_match(make(state, "HTTP_IF_MATCH=*")));
	assert_null(request_if_match(make(state)));
}

static void
pages_are_what_is_not_the_api(void **state)
{
	assert_true(request_is_page(make(state, "REQUEST_URI=/agents")));
	assert_true(request_is_page(make(state, "REQUEST_URI=/apis")));
	assert_false(request_is_page(make(state, "REQUEST_URI=/api/agents")));
	assert_false(request_is_page(make(state, "REQUEST_URI=/api")));
	assert_false(request_is_page(make(state, "REQUEST_URI=/readyz?verbose")));
}

static void
htmx_asks_for_fragments_but_for_boosted_links(void **state)
{
	assert_true(request_is_fragment(make(state, "HTTP_HX_REQUEST=true")));
	assert_true(request_is_fragment(make(state, "HTTP_HX_REQUEST=true",
					     "HTTP_HX_REQUEST_TYPE=partial")));
	assert_false(request_is_fragment(make(state)));
	assert_false(request_is_fragment(make(state, "HTTP_HX_REQUEST=true",
					      "HTTP_HX_BOOSTED=true")));
	assert_false(request_is_fragment(make(state, "HTTP_HX_REQUEST=true",
					      "HTTP_HX_REQUEST_TYPE=full")));
	assert_false(request_is_fragment(make(state, "HTTP_HX_REQUEST=true",
		"HTTP_HX_HISTORY_RESTORE_REQUEST=true")));
}

static void
the_origin_is_the_configured_one_or_that_of_the_host(void **state)
{
	struct fixture *f = *state;
	struct request *req = make(state, "HTTP_HOST=muster.example:8443",
				   "REQUEST_SCHEME=https");

	assert_string_equal(request_origin(req), "https://muster.example:8443");
	setenv("MUSTER_PUBLIC_URL", "https://desk.example/", 1);
	f->app.config = config_read(f->arena, &f->error);
	assert_string_equal(request_origin(req), "https://desk.example");
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static void
a_list_is_matched_by_the_version_that_was_found(void **state)
{
	struct request *req = make(state, "HTTP_IF_MATCH=\"7\", \"8\"");

	assert_string_equal(request_if_match(req), "7");
	request_match(req, "9");
	assert_false(req->is_again);
	request_match(req, "8");
	assert_true(req->is_again);
	assert_string_equal(request_if_match(req), "8");
	req->is_again = false;
	request_match(req, "8");
	assert_false(req->is_again);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(path_and_query_are_taken_apart),
		test(head_is_get_without_a_body),
		test(a_malformed_path_or_query_is_a_bad_request),
		test(a_malformed_path_of_the_api_is_one_of_the_api),
		test(headers_have_their_http_names),
		test(the_id_is_the_web_servers_or_new),
		test(the_trace_is_taken_from_traceparent),
		test(a_credential_comes_by_header_or_cookie),
		test(another_scheme_of_authorization_hides_the_cookie),
		test(if_match_is_a_version),
		test(a_list_is_matched_by_the_version_that_was_found),
		test(pages_are_what_is_not_the_api),
		test(htmx_asks_for_fragments_but_for_boosted_links),
		test(the_origin_is_the_configured_one_or_that_of_the_host),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
