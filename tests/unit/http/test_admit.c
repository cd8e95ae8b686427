#include "auth/csrf.h"
#include "http/admit.h"
#include "http/form.h"
#include "http/harness.h"

static bool
reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)req;
	(void)rows;
	(void)res;
	return true;
}

static const struct route open_route = { .role = ROLE_ANYONE, .reply = reply };
static const struct route member_route = { .role = ROLE_OPERATOR, .reply = reply };
static const struct route early_route = {
	.role = ROLE_VIEWER, .reply = reply, .flags = ROUTE_NO_CSRF
};

struct fixture {
	struct arena *arena;
	struct app app;
};

static int
set_up(void **state)
{
	static struct fixture fixture;
	struct error err;

	setenv("MUSTER_CONFIG", "/dev/null", 1);
	setenv("MUSTER_CORS", "https://friend.example", 1);
	fixture.arena = arena_new(16384);
	err = (struct error){ .arena = fixture.arena };
	fixture.app.config = config_read(fixture.arena, &err);
	unsetenv("MUSTER_CORS");
	*state = &fixture;
	return fixture.app.config == NULL;
}

static int
tear_down(void **state)
{
	arena_free(((struct fixture *)*state)->arena);
	return 0;
}

/* A request to change something; its headers as "HTTP_…" up to NULL. */
static struct request *
make_from(struct fixture *f, const struct route *route, const char *path,
	  const char *body, const char *const *headers)
{
	struct request *req = arena_alloc(f->arena, sizeof *req);

	req->arena = f->arena;
	req->error.arena = f->arena;
	req->app = &f->app;
	req->route = route;
	req->method = POST;
	req->path = path;
	req->body = body;
	req->body_len = strlen(body);
	req->headers = (char **)(uintptr_t)headers;
	return req;
}

#define make(state, route, path, body, ...) \
	make_from(*(state), (route), (path), (body), \
		  (const char *const[]){ "HTTP_HOST=muster.example", \
					 __VA_ARGS__ __VA_OPT__(,) NULL })

static enum error_kind
admitted(struct request *req)
{
	bool is_admitted = admit(req);

	assert_int_equal(is_admitted, req->error.kind == ERROR_NONE);
	return req->error.kind;
}

static struct request *
with_key(struct request *req)
{
	req->token = TOKEN;
	return req;
}

static struct request *
with_cookie(struct request *req)
{
	req->is_cookie = true;
	return with_key(req);
}

#define JSON "CONTENT_TYPE=application/json"
#define FORM "CONTENT_TYPE=application/x-www-form-urlencoded"
#define SAME "HTTP_SEC_FETCH_SITE=same-origin"

static void
a_route_of_members_wants_a_credential(void **state)
{
	assert_int_equal(admitted(make(state, &member_route, "/api/x", "")),
			 ERROR_UNAUTHENTICATED);
	assert_int_equal(admitted(with_key(make(state, &member_route, "/api/x", ""))),
			 ERROR_NONE);
}

static void
a_credential_that_cannot_be_one_is_refused_here(void **state)
{
	struct request *req = make(state, &member_route, "/api/x", "");

	req->token = "short";
	assert_int_equal(admitted(req), ERROR_UNAUTHENTICATED);
	assert_string_equal(req->error.message, "invalid API key format");
	req = make(state, &member_route, "/api/x", "",
		   "HTTP_AUTHORIZATION=Basic b25lOnR3bw==");
	assert_int_equal(admitted(req), ERROR_UNAUTHENTICATED);
	assert_non_null(strstr(req->error.message, "header format"));
}

static void
the_api_takes_json(void **state)
{
	static const char *const types[] = {
		JSON, "CONTENT_TYPE=Application/JSON; charset=utf-8",
		"CONTENT_TYPE=application/merge-patch+json",
		"CONTENT_TYPE=application/json ;charset=utf-8",
	};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct request *req = with_key(make(state, &member_route,
						    "/api/x", " {} ", types[i]));

		assert_int_equal(admitted(req), ERROR_NONE);
		assert_int_equal(req->json.type, JSON_OBJECT);
		assert_int_equal(req->json.len, 2);
	}
}

static void
the_api_takes_nothing_else(void **state)
{
	static const char *const types[] = {
		FORM, "CONTENT_TYPE=text/plain", "CONTENT_TYPE=",
		"CONTENT_TYPE=application/jsonx", "HTTP_X=", "CONTENT_TYPE=application",
		"CONTENT_TYPE=multipart/form-data; boundary=x",
	};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		assert_int_equal(admitted(with_key(make(state, &member_route,
						"/api/x", "{}", types[i]))),
				 ERROR_MEDIA_TYPE);
}

static void
an_empty_body_needs_no_type(void **state)
{
	struct request *req = with_key(make(state, &member_route, "/api/x", ""));

	assert_int_equal(admitted(req), ERROR_NONE);
	assert_int_equal(req->json.len, 0);
}

static void
what_is_no_json_is_a_bad_request(void **state)
{
	static const char *const bodies[] = {
		"{", "{\"a\":1,}", "nul", "[1 2]", "\xff", "{\"a\":\"\\ud800\"}",
		"{}{}", "{\"a\":1,\"a\":2}", " ",
	};

	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
		assert_int_equal(admitted(with_key(make(state, &member_route,
						"/api/x", bodies[i], JSON))),
				 ERROR_BAD_REQUEST);
}

static void
a_page_takes_a_form(void **state)
{
	struct request *req = with_key(make(state, &member_route, "/x",
					    "name=a+b&tenant=" TENANT, FORM));

	assert_int_equal(admitted(req), ERROR_NONE);
	assert_string_equal(form_value(req, "name"), "a b");
	assert_string_equal(req->tenant_seen, TENANT);
	assert_int_equal(admitted(with_key(make(state, &member_route, "/x",
						"{}", JSON))),
			 ERROR_MEDIA_TYPE);
	assert_int_equal(admitted(with_key(make(state, &member_route, "/x",
						"a=%zz", FORM))),
			 ERROR_BAD_REQUEST);
}

static void
the_body_of_a_get_means_nothing(void **state)
{
	struct request *req = with_key(make(state, &member_route, "/api/x", "{"));

	req->method = GET;
	assert_int_equal(admitted(req), ERROR_NONE);
}

static void
the_tenant_seen_is_an_id(void **state)
{
	struct request *req = with_key(make(state, &member_route, "/api/x", "",
					    "HTTP_X_MUSTER_TENANT=" TENANT));

	assert_int_equal(admitted(req), ERROR_NONE);
	assert_string_equal(req->tenant_seen, TENANT);
	req = with_key(make(state, &member_route, "/api/x", "",
			    "HTTP_X_MUSTER_TENANT=other"));
	assert_int_equal(admitted(req), ERROR_BAD_REQUEST);
	req = with_key(make(state, &member_route, "/x", "tenant=", FORM));
	assert_int_equal(admitted(req), ERROR_NONE);
	assert_null(req->tenant_seen);
}

static void
a_cookie_wants_our_page_and_its_token(void **state)
{
	const char *token = csrf_token(((struct fixture *)*state)->arena, TOKEN);
	const char *header = arena_printf(((struct fixture *)*state)->arena,
					  "HTTP_X_CSRF_TOKEN=%s", token);
	const char *field = arena_printf(((struct fixture *)*state)->arena,
					 "csrf=%s", token);

	assert_int_equal(admitted(with_cookie(make(state, &member_route, "/x",
						   field, FORM, SAME))),
			 ERROR_NONE);
	assert_int_equal(admitted(with_cookie(make(state, &member_route,
						   "/api/x", "{}", JSON, SAME,
						   header))),
			 ERROR_NONE);
	assert_int_equal(admitted(with_cookie(make(state, &member_route, "/x",
						   "csrf=x", FORM, SAME))),
			 ERROR_FORBIDDEN);
	assert_int_equal(admitted(with_cookie(make(state, &member_route, "/x",
						   field, FORM))),
			 ERROR_FORBIDDEN);
	assert_int_equal(admitted(with_cookie(make(state, &member_route, "/x",
				field, FORM, "HTTP_SEC_FETCH_SITE=cross-site"))),
			 ERROR_FORBIDDEN);
}

static void
a_cookie_may_read_from_anywhere(void **state)
{
	struct request *req = with_cookie(make(state, &member_route, "/x", "",
				"HTTP_SEC_FETCH_SITE=cross-site"));

	req->method = GET;
	assert_int_equal(admitted(req), ERROR_NONE);
}

static void
a_key_needs_no_origin(void **state)
{
	assert_int_equal(admitted(with_key(make(state, &member_route, "/api/x",
				"{}", JSON, "HTTP_SEC_FETCH_SITE=cross-site"))),
			 ERROR_NONE);
}

static void
an_open_route_looks_at_headers_only(void **state)
{
	assert_int_equal(admitted(make(state, &open_route, "/x", "a=b", FORM, SAME)),
			 ERROR_NONE);
	assert_int_equal(admitted(with_cookie(make(state, &open_route, "/x",
						   "a=b", FORM, SAME))),
			 ERROR_NONE);
	assert_int_equal(admitted(with_cookie(make(state, &early_route, "/x",
						   "a=b", FORM, SAME))),
			 ERROR_NONE);
	assert_int_equal(admitted(make(state, &open_route, "/x", "a=b", FORM)),
			 ERROR_FORBIDDEN);
	assert_int_equal(admitted(make(state, &open_route, "/x", "a=b", FORM,
				       "HTTP_ORIGIN=https://evil.example")),
			 ERROR_FORBIDDEN);
}

static void
a_script_may_use_the_open_api_and_a_strange_page_may_not(void **state)
{
	assert_int_equal(admitted(make(state, &open_route, "/api/x", "{}", JSON)),
			 ERROR_NONE);
	assert_int_equal(admitted(make(state, &open_route, "/api/x", "{}", JSON,
				       "HTTP_ORIGIN=https://muster.example")),
			 ERROR_NONE);
	assert_int_equal(admitted(make(state, &open_route, "/api/x", "{}", JSON,
				       "HTTP_ORIGIN=https://friend.example",
				       "HTTP_SEC_FETCH_SITE=cross-site")),
			 ERROR_NONE);
	assert_int_equal(admitted(make(state, &open_route, "/api/x", "{}", JSON,
				       "HTTP_ORIGIN=https://evil.example")),
			 ERROR_FORBIDDEN);
	assert_int_equal(admitted(make(state, &open_route, "/api/x", "{}", JSON,
				       "HTTP_SEC_FETCH_SITE=cross-site")),
			 ERROR_FORBIDDEN);
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(a_route_of_members_wants_a_credential),
		test(a_credential_that_cannot_be_one_is_refused_here),
		test(the_api_takes_json),
		test(the_api_takes_nothing_else),
		test(an_empty_body_needs_no_type),
		test(what_is_no_json_is_a_bad_request),
		test(a_page_takes_a_form),
		test(the_body_of_a_get_means_nothing),
		test(the_tenant_seen_is_an_id),
		test(a_cookie_wants_our_page_and_its_token),
		test(a_cookie_may_read_from_anywhere),
		test(a_key_needs_no_origin),
		test(an_open_route_looks_at_headers_only),
		test(a_script_may_use_the_open_api_and_a_strange_page_may_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
