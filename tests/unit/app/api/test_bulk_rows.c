#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "app/api/bulk_rows.h"
#include "base/arena.h"
#include "base/arena_state.h"
#include "http/route_list.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/noun_routes.h"
#include "resource/words.h"

/* last: it makes a macro of fail */
#include <cmocka.h>

#define BULK "/api/notes/bulk"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "open", .type = FIELD_BOOL },
	{ 0 }
};

static const struct resource plain = {
	.name = "note", .plural = "notes", .label = "Note", .path = "notes",
	.fields = fields,
	.can = { [OP_LIST] = ROLE_VIEWER, [OP_UPDATE] = ROLE_OPERATOR,
		 [OP_DELETE] = ROLE_ADMIN },
};

static const struct switching ways[] = {
	{ "unseal", "Unseal", "true", "unsealed" },
	{ 0 }
};

static const struct route *
made(struct arena *arena, const struct resource *resource)
{
	struct route_list *list = route_list_new(arena);

	noun_routes_add(list, resource);
	bulk_rows_add(list, resource);
	return route_list_find(list, POST, BULK);
}

static const char *
words(struct arena *arena, const struct member *members, const char *name)
{
	while (strcmp(members->field.name, name) != 0)
		members++;
	return words_list(arena, members->field.words, DIALECT_STORE);
}

static void
rows_that_one_deletes_are_deleted_many_at_once(void **state)
{
	const struct route *route = made(*state, &plain);

	assert_int_equal(route->role, ROLE_ADMIN);
	assert_string_equal(route->title, "Delete many notes");
	assert_null(route->call->help);
	assert_string_equal(words(*state, route->call->body, "action"),
			    "delete");
	assert_string_equal(words(*state, route->call->answer->members,
				  "status"), "deleted");
}

static void
what_has_a_switch_is_switched_by_who_may_change_it(void **state)
{
	struct resource noun = plain;
	const struct route *route;

	noun.switched = "open";
	route = made(*state, &noun);
	assert_int_equal(route->role, ROLE_OPERATOR);
	assert_string_equal(route->title,
			    "Activate, deactivate or delete many notes");
	assert_string_equal(words(*state, route->call->answer->members,
				  "status"), "active, inactive or deleted");
	assert_string_equal(route->call->help,
			    "Deleting them takes the role admin.");
}

static void
a_noun_may_have_actions_of_its_own(void **state)
{
	struct resource noun = plain;
	const struct route *route;

	noun.switched = "open";
	noun.switchings = ways;
	noun.can[OP_DELETE] = ROLE_NONE;
	route = made(*state, &noun);
	assert_int_equal(route->role, ROLE_OPERATOR);
	assert_string_equal(route->title, "Unseal many notes");
	assert_string_equal(words(*state, route->call->answer->members,
				  "status"), "unsealed");
}

static void
a_noun_that_nobody_changes_has_no_actions(void **state)
{
	struct resource noun = plain;

	noun.switched = "open";
	noun.can[OP_UPDATE] = noun.can[OP_DELETE] = ROLE_NONE;
	assert_null(made(*state, &noun));
}

static bool
own_plan(struct request *req, struct unit *unit)
{
	(void)req;
	(void)unit;
	return true;
}

static void
what_ends_in_a_way_of_its_own_is_not_deleted_so(void **state)
{
	struct route_list *list = route_list_new(*state);

	route_list_add(list, &(struct route){
		.method = DELETE, .path = "/api/notes/:id", .plan = own_plan });
	noun_routes_add(list, &plain);
	bulk_rows_add(list, &plain);
	assert_null(route_list_find(list, POST, BULK));
}

static void
a_route_of_its_own_wins(void **state)
{
	struct route_list *list = route_list_new(*state);

	route_list_add(list, &(struct route){
		.method = POST, .path = BULK, .plan = own_plan });
	noun_routes_add(list, &plain);
	bulk_rows_add(list, &plain);
	assert_true(route_list_find(list, POST, BULK)->plan == own_plan);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(rows_that_one_deletes_are_deleted_many_at_once),
		arena_test(what_has_a_switch_is_switched_by_who_may_change_it),
		arena_test(a_noun_may_have_actions_of_its_own),
		arena_test(a_noun_that_nobody_changes_has_no_actions),
		arena_test(what_ends_in_a_way_of_its_own_is_not_deleted_so),
		arena_test(a_route_of_its_own_wins),
	};

	return cmocka_run_group_tests_name("bulk_rows", tests, NULL, NULL);
}
