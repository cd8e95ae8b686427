#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "app/pages/handlers.h"
#include "app/pages/noun.h"
#include "app/pages/noun_pages.h"
#include "base/arena.h"
#include "base/arena_state.h"
#include "base/buf.h"
#include "base/error.h"
#include "http/request.h"
#include "http/route_list.h"

/* last: it makes a macro of fail */
#include <cmocka.h>

static const struct resource note = {
	.name = "note", .plural = "notes", .label = "Note", .path = "notes",
	.can = { [OP_LIST]    = ROLE_VIEWER,   [OP_GET]    = ROLE_VIEWER,
		 [OP_CREATE]  = ROLE_OPERATOR, [OP_UPDATE] = ROLE_OPERATOR,
		 [OP_REPLACE] = ROLE_OPERATOR, [OP_DELETE] = ROLE_ADMIN },
};

static const struct resource stamp = {
	.name = "stamp", .plural = "stamps", .label = "Stamp",
	.path = "notes/:noteId/stamps", .page = "desk/:noteId/stamps",
	.unpaged = 1 << OP_CREATE | 1 << OP_DELETE,
	.can = { [OP_LIST]   = ROLE_VIEWER, [OP_CREATE] = ROLE_OPERATOR,
		 [OP_DELETE] = ROLE_ADMIN },
};

static const struct resource hidden = {
	.name = "key", .plural = "keys", .label = "Key", .path = "keys",
	.page = "", .can = { [OP_LIST] = ROLE_VIEWER },
};

/* A line for each page. */
static const char *
lines(struct arena *arena, const struct route_list *list)
{
	struct buf buf;

	buf_init(&buf, arena, 256);
	for (const struct route *row = route_list_rows(list); row->method; row++)
		buf_printf(&buf, "%s %s %s\n", method_name(row->method),
			   row->path, role_name(row->role));
	return buf.bytes;
}

static void
what_somebody_may_do_has_its_pages(void **state)
{
	struct route_list *list = route_list_new(*state);
	struct error err = { .arena = *state };

	noun_pages_add(list, &note);
	assert_string_equal(lines(*state, list),
		"GET /notes viewer\n"
		"POST /notes operator\n"
		"GET /notes/:id viewer\n"
		"POST /notes/:id operator\n"
		"GET /notes/:id/delete admin\n"
		"POST /notes/:id/delete admin\n"
		"GET /notes/:id/edit operator\n"
		"GET /notes/new operator\n");
	assert_non_null(router_new(*state, route_list_rows(list), &err));
}

static void
pages_stand_where_the_noun_says_and_some_nowhere(void **state)
{
	struct route_list *list = route_list_new(*state);

	noun_pages_add(list, &stamp);
	noun_pages_add(list, &hidden);
	assert_string_equal(lines(*state, list),
			    "GET /desk/:noteId/stamps viewer\n");
}

static bool
own_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)req;
	(void)rows;
	(void)res;
	return true;
}

static void
a_page_of_its_own_wins(void **state)
{
	struct route_list *list = route_list_new(*state);

	route_list_add(list, &(struct route){ .method = GET,
			.path = "/notes/:noteId", .role = ROLE_OWNER,
			.reply = own_reply });
	noun_pages_add(list, &note);
	for (const struct route *row = route_list_rows(list); row->method; row++)
		assert_ptr_not_equal(row->reply, noun_detail_page);
}

static void
an_address_has_the_owner_that_the_request_names(void **state)
{
	struct pair of[] = { { "noteId", "a/b" } };
	const struct request req = { .arena = *state, .params = { of, 1 } };
	const struct request none = { .arena = *state };

	assert_string_equal(noun_path(&req, &stamp), "/desk/a%2Fb/stamps");
	assert_string_equal(noun_row_path(&req, &stamp, "7"),
			    "/desk/a%2Fb/stamps");
	assert_string_equal(noun_row_path(&req, &note, "7"), "/notes/7");
	assert_null(noun_path(&none, &stamp));
	assert_null(noun_path(&none, &hidden));
}

static void
a_page_is_offered_to_who_may_use_it(void **state)
{
	const struct request req = { .arena = *state,
				     .caller = { .role = ROLE_OPERATOR } };

	assert_true(noun_offers(&req, &note, OP_UPDATE));
	assert_false(noun_offers(&req, &note, OP_DELETE));
	assert_false(noun_offers(&req, &stamp, OP_CREATE));
	assert_false(noun_offers(&req, &stamp, OP_UPDATE));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(what_somebody_may_do_has_its_pages),
		arena_test(pages_stand_where_the_noun_says_and_some_nowhere),
		arena_test(a_page_of_its_own_wins),
		arena_test(an_address_has_the_owner_that_the_request_names),
		arena_test(a_page_is_offered_to_who_may_use_it),
	};

	return cmocka_run_group_tests_name("noun_pages", tests, NULL, NULL);
}
