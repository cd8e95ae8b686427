#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/arena_state.h"
#include "base/buf.h"
#include "base/error.h"
#include "http/route_list.h"
#include "resource/crud.h"
#include "resource/noun_routes.h"
#include "resource/resource.h"

/* last: it makes a macro of fail */
#include <cmocka.h>

static const struct resource note = {
	.name = "note", .plural = "notes", .label = "Note", .path = "notes",
	.titles = { [OP_DELETE] = "Tear a note up" },
	.can = { [OP_LIST]    = ROLE_VIEWER,   [OP_GET]    = ROLE_VIEWER,
		 [OP_CREATE]  = ROLE_OPERATOR, [OP_UPDATE] = ROLE_OPERATOR,
		 [OP_REPLACE] = ROLE_OPERATOR, [OP_DELETE] = ROLE_ADMIN },
};

static const struct resource stamp = {
	.name = "stamp", .plural = "stamps", .label = "Stamp",
	.path = "notes/:noteId/stamps", .dialect = DIALECT_BUILDER,
	.is_lenient = true,
	.can = { [OP_LIST] = ROLE_ANYONE, [OP_REPLACE] = ROLE_OWNER },
};

static bool
own_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)req;
	(void)rows;
	(void)res;
	return true;
}

/* A line for each route. */
static const char *
lines(struct arena *arena, const struct route_list *list)
{
	struct buf buf;

	buf_init(&buf, arena, 256);
	for (const struct route *row = route_list_rows(list); row->method; row++)
		buf_printf(&buf, "%s %s %s %s\n", method_name(row->method),
			   row->path, role_name(row->role), row->title);
	return buf.bytes;
}

static void
what_somebody_may_do_is_a_route(void **state)
{
	struct route_list *list = route_list_new(*state);

	noun_routes_add(list, &note);
	assert_string_equal(lines(*state, list),
		"GET /api/notes viewer List notes\n"
		"POST /api/notes operator Make a note\n"
		"GET /api/notes/:id viewer Get a note\n"
		"PUT /api/notes/:id operator Replace a note\n"
		"PATCH /api/notes/:id operator Change a note by a merge patch\n"
		"DELETE /api/notes/:id admin Tear a note up\n");
}

static void
what_nobody_may_do_is_none(void **state)
{
	struct route_list *list = route_list_new(*state);

	noun_routes_add(list, &stamp);
	assert_string_equal(lines(*state, list),
		"GET /api/notes/:noteId/stamps anyone List stamps\n"
		"PUT /api/notes/:noteId/stamps/:id owner"
		" Change a stamp; what is not sent stays\n");
}

static void
a_noun_without_a_path_has_none(void **state)
{
	struct resource hidden = note;
	struct route_list *list = route_list_new(*state);

	hidden.path = NULL;
	noun_routes_add(list, &hidden);
	assert_string_equal(lines(*state, list), "");
}

static void
routes_speak_as_the_noun_does(void **state)
{
	struct route_list *list = route_list_new(*state);
	const struct route *row;

	noun_routes_add(list, &stamp);
	noun_routes_add(list, &note);
	row = route_list_rows(list);
	assert_ptr_equal(row[0].resource, &note);
	assert_int_equal(row[0].dialect, DIALECT_STORE);
	assert_int_equal(row[0].flags, 0);
	while (row->resource != &stamp)
		row++;
	assert_int_equal(row->dialect, DIALECT_BUILDER);
	assert_int_equal(row->flags, ROUTE_LENIENT);
}

static void
a_route_of_its_own_wins(void **state)
{
	struct route_list *list = route_list_new(*state);
	const struct route *row;

	route_list_add(list, &(struct route){
		.method = GET, .path = "/api/notes/:note", .role = ROLE_OWNER,
		.reply = own_reply, .title = "Read a note" });
	noun_routes_add(list, &note);
	for (row = route_list_rows(list); row->reply != own_reply; row++)
		assert_ptr_not_equal(row->reply, crud_get_reply);
	while ((++row)->method)
		assert_ptr_not_equal(row->reply, crud_get_reply);
}

static void
a_router_takes_them(void **state)
{
	struct error err = { .arena = *state };
	struct route_list *list = route_list_new(*state);

	noun_routes_add(list, &note);
	noun_routes_add(list, &stamp);
	assert_non_null(router_new(*state, route_list_rows(list), &err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(what_somebody_may_do_is_a_route),
		arena_test(what_nobody_may_do_is_none),
		arena_test(a_noun_without_a_path_has_none),
		arena_test(routes_speak_as_the_noun_does),
		arena_test(a_route_of_its_own_wins),
		arena_test(a_router_takes_them),
	};

	return cmocka_run_group_tests_name("noun_routes", tests, NULL, NULL);
}
