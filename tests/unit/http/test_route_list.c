#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#undef fail	/* error.h has a function of that name */

#include "base/arena.h"
#include "base/arena_state.h"
#include "base/buf.h"
#include "http/route_list.h"

static struct route_list *
add(struct route_list *list, enum method method, const char *path)
{
	route_list_add(list, &(struct route){ .method = method, .path = path });
	return list;
}

/* "GET /a, POST /a" */
static const char *
rows(struct arena *arena, const struct route_list *list)
{
	struct buf buf;

	buf_init(&buf, arena, 64);
	for (const struct route *row = route_list_rows(list); row->method; row++)
		buf_printf(&buf, "%s%s %s", buf.len ? ", " : "",
			   method_name(row->method), row->path);
	return buf.bytes;
}

static void
an_empty_list_has_only_its_end(void **state)
{
	assert_string_equal(rows(*state, route_list_new(*state)), "");
}

static void
routes_of_a_noun_stand_together_by_path_and_method(void **state)
{
	struct route_list *list = route_list_new(*state);

	add(list, GET, "/api/tasks/:id");
	add(list, GET, "/api/agents/:id");
	add(list, POST, "/api/tasks");
	add(list, GET, "/api/tasks");
	add(list, GET, "/agents");
	add(list, GET, "/api/agents");
	assert_string_equal(rows(*state, list),
			    "GET /api/tasks, POST /api/tasks, GET /api/tasks/:id,"
			    " GET /api/agents, GET /api/agents/:id, GET /agents");
}

static void
a_noun_is_a_whole_word(void **state)
{
	struct route_list *list = route_list_new(*state);

	add(list, GET, "/tasks/:id");
	add(list, GET, "/task");
	add(list, GET, "/tasks");
	assert_string_equal(rows(*state, list),
			    "GET /tasks, GET /tasks/:id, GET /task");
}

static void
a_table_is_added_up_to_its_end(void **state)
{
	const struct route table[] = {
		{ .method = GET, .path = "/" },
		{ .method = GET, .path = "/agents" },
		{ 0 },
		{ .method = GET, .path = "/beyond" },
	};
	struct route_list *list = route_list_new(*state);

	route_list_add_all(list, table);
	assert_string_equal(rows(*state, list), "GET /, GET /agents");
}

static void
names_of_a_path_may_differ(void **state)
{
	struct route_list *list = route_list_new(*state);

	add(list, GET, "/api/agents/:agentId/runs/:id");
	assert_string_equal(route_list_find(list, GET,
					    "/api/agents/:id/runs/:run")->path,
			    "/api/agents/:agentId/runs/:id");
	assert_null(route_list_find(list, PUT, "/api/agents/:id/runs/:run"));
	assert_null(route_list_find(list, GET, "/api/agents/:id/runs"));
	assert_null(route_list_find(list, GET, "/api/agents/:id/runs/all"));
	assert_null(route_list_find(list, GET, "/api/agents/:id/runs/:run/x"));
}

static void
a_list_grows(void **state)
{
	struct route_list *list = route_list_new(*state);
	size_t count = 0;

	for (int i = 999; i >= 0; i--)
		add(list, GET, arena_printf(*state, "/many/%03d", i));
	for (const struct route *row = route_list_rows(list); row->method; row++)
		assert_string_equal(row->path,
				    arena_printf(*state, "/many/%03zu", count++));
	assert_int_equal(count, 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(an_empty_list_has_only_its_end),
		arena_test(routes_of_a_noun_stand_together_by_path_and_method),
		arena_test(a_noun_is_a_whole_word),
		arena_test(a_table_is_added_up_to_its_end),
		arena_test(names_of_a_path_may_differ),
		arena_test(a_list_grows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
