#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#undef fail	/* error.h has a function of that name */

#include "base/arena.h"
#include "base/arena_state.h"
#include "http/router.h"

static bool
reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)req;
	(void)rows;
	(void)res;
	return true;
}

static const struct route routes[] = {
	{ .method = GET,    .path = "/",                       .role = ROLE_VIEWER, .reply = reply },
	{ .method = GET,    .path = "/agents",                 .role = ROLE_VIEWER, .reply = reply },
	{ .method = POST,   .path = "/agents",                 .role = ROLE_OPERATOR, .reply = reply },
	{ .method = GET,    .path = "/agents/:id",             .role = ROLE_VIEWER, .reply = reply },
	{ .method = GET,    .path = "/agents/new",             .role = ROLE_VIEWER, .reply = reply },
	{ .method = DELETE, .path = "/agents/:id",             .role = ROLE_ADMIN, .reply = reply },
	{ .method = GET,    .path = "/agents/:agent/runs/:id", .role = ROLE_VIEWER, .reply = reply },
	{ .method = POST,   .path = "/agents/pending",         .role = ROLE_VIEWER, .reply = reply },
	{ .method = GET,    .path = "/a/b",                    .role = ROLE_ANYONE, .reply = reply },
	{ 0 }
};

static const struct router *
make(struct arena *arena)
{
	struct error err = { .arena = arena };
	const struct router *router = router_new(arena, routes, &err);

	assert_non_null(router);
	return router;
}

static struct request
find(struct arena *arena, enum method method, const char *path)
{
	struct request req = {
		.arena = arena, .error.arena = arena, .method = method,
		.path = path,
	};

	bool found = router_find(make(arena), &req);

	assert_int_equal(found, req.route != NULL);
	return req;
}

static void
each_route_is_found_by_its_own_path(void **state)
{
	for (const struct route *route = routes; route->path; route++) {
		struct request req = find(*state, route->method, route->path);

		assert_ptr_equal(req.route, route);
	}
}

static void
names_in_the_path_become_parameters(void **state)
{
	struct request req = find(*state, GET, "/agents/7/runs/x y");

	assert_string_equal(request_param(&req, "agent"), "7");
	assert_string_equal(request_param(&req, "id"), "x y");
	assert_int_equal(req.params.count, 2);
}

static void
a_literal_segment_wins_over_a_name(void **state)
{
	struct request req = find(*state, GET, "/agents/new");

	assert_string_equal(req.route->path, "/agents/new");
	assert_int_equal(req.params.count, 0);
}

static void
a_name_is_taken_where_the_literal_leads_nowhere(void **state)
{
	struct request req = find(*state, GET, "/agents/new/runs/1");

	assert_string_equal(request_param(&req, "agent"), "new");
	req = find(*state, GET, "/agents/pending");
	assert_string_equal(request_param(&req, "id"), "pending");
}

static void
other_paths_are_not_found(void **state)
{
	static const char *const paths[] = {
		"/agent", "/agentss", "/agents/", "/agents//", "//", "//agents",
		"/agents/1/", "/agents/1/runs", "/agents//runs/1",
		"/agents/1/runs/2/3", "/a", "/b/a", "/Agents",
		"/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18",
	};

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct request req = find(*state, GET, paths[i]);

		assert_int_equal(req.error.kind, ERROR_NOT_FOUND);
		assert_null(router_allow(make(*state), &req));
	}
}

static void
another_method_is_not_allowed(void **state)
{
	struct request req = find(*state, PUT, "/agents");

	assert_int_equal(req.error.kind, ERROR_METHOD);
	req = find(*state, METHOD_NONE, "/agents");
	assert_int_equal(req.error.kind, ERROR_METHOD);
}

static void
the_methods_of_a_path_are_told(void **state)
{
	const struct router *router = make(*state);
	struct request req = find(*state, PUT, "/agents");

	assert_string_equal(router_allow(router, &req),
			    "GET, HEAD, POST, OPTIONS");
	req = find(*state, PUT, "/agents/1");
	assert_string_equal(router_allow(router, &req),
			    "GET, HEAD, DELETE, OPTIONS");
	req = find(*state, PUT, "/agents/pending");
	assert_string_equal(router_allow(router, &req),
			    "GET, HEAD, POST, DELETE, OPTIONS");
}

static void
refuses(struct arena *arena, const struct route *table, const char *why)
{
	struct error err = { .arena = arena };

	assert_null(router_new(arena, table, &err));
	assert_int_equal(err.kind, ERROR_INTERNAL);
	assert_string_equal(err.message, why);
}

static void
a_row_without_a_role_is_refused(void **state)
{
	static const struct route table[] = {
		{ .method = GET, .path = "/x", .reply = reply }, { 0 }
	};

	refuses(*state, table, "route GET /x has no role");
}

static void
a_row_without_a_reply_is_refused(void **state)
{
	static const struct route table[] = {
		{ .method = POST, .path = "/x", .role = ROLE_ADMIN }, { 0 }
	};

	refuses(*state, table, "route POST /x has no reply");
}

static void
a_row_without_a_path_is_refused(void **state)
{
	static const struct route table[] = {
		{ .method = GET, .path = "x", .role = ROLE_ADMIN, .reply = reply },
		{ 0 }
	};

	refuses(*state, table, "route GET 'x' is no path");
}

static void
two_rows_of_one_path_are_refused(void **state)
{
	static const struct route table[] = {
		{ .method = GET, .path = "/x/:a", .role = ROLE_ADMIN, .reply = reply },
		{ .method = GET, .path = "/x/:b", .role = ROLE_ADMIN, .reply = reply },
		{ 0 }
	};

	refuses(*state, table, "there are two routes GET /x/:b");
}

static void
methods_have_names(void **state)
{
	(void)state;
	for (enum method method = GET; method < METHOD_COUNT; method++)
		assert_int_equal(method_parse(method_name(method)), method);
	assert_int_equal(method_parse("HEAD"), GET);
	assert_int_equal(method_parse("get"), METHOD_NONE);
	assert_int_equal(method_parse("TRACE"), METHOD_NONE);
	assert_int_equal(method_parse(""), METHOD_NONE);
}

static void
the_table_can_be_listed(void **state)
{
	size_t count;

	assert_ptr_equal(router_routes(make(*state), &count), routes);
	assert_int_equal(count, sizeof routes / sizeof *routes - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(each_route_is_found_by_its_own_path),
		arena_test(names_in_the_path_become_parameters),
		arena_test(a_literal_segment_wins_over_a_name),
		arena_test(a_name_is_taken_where_the_literal_leads_nowhere),
		arena_test(other_paths_are_not_found),
		arena_test(another_method_is_not_allowed),
		arena_test(the_methods_of_a_path_are_told),
		arena_test(a_row_without_a_role_is_refused),
		arena_test(a_row_without_a_reply_is_refused),
		arena_test(a_row_without_a_path_is_refused),
		arena_test(two_rows_of_one_path_are_refused),
		arena_test(methods_have_names),
		arena_test(the_table_can_be_listed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
