#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#undef fail	/* error.h has a function of that name */

#include "base/arena.h"
#include "base/arena_state.h"
#include "base/buf.h"
#include "base/error.h"
#include "flow/delta.h"
#include "json/scan.h"

static struct json_slice
slice(struct arena *arena, const char *json)
{
	struct error error = { .arena = arena };
	struct json_slice slice = { 0 };

	assert_true(!*json || json_scan(arena, json, strlen(json), &slice,
					&error));
	return slice;
}

/* "added a, changed b" */
static const char *
told(struct arena *arena, const char *before, const char *after)
{
	struct delta delta = delta_of(arena, slice(arena, before),
				      slice(arena, after), "id");
	struct buf buf;

	buf_init(&buf, arena, 64);
	for (size_t i = 0; i < delta.count; i++)
		buf_printf(&buf, "%s%s %s", i ? ", " : "",
			   delta_word(delta.items[i].kind), delta.items[i].id);
	return buf.bytes;
}

static void
what_is_the_same_is_not_told(void **state)
{
	assert_string_equal(told(*state, "[]", "[]"), "");
	assert_string_equal(told(*state, "[{\"id\":\"a\"},{\"id\":\"b\"}]",
				 "[{\"id\":\"b\"},{\"id\":\"a\"}]"), "");
	assert_string_equal(told(*state, "", ""), "");
}

static void
items_are_known_by_their_ids(void **state)
{
	assert_string_equal(told(*state, "[{\"id\":\"a\"},{\"id\":\"b\",\"x\":1},{\"id\":3}]",
		"[{\"id\":\"c\"},{\"id\":\"b\",\"x\":2},{\"id\":3}]"),
		"added c, changed b, removed a");
	assert_string_equal(told(*state, "", "[{\"id\":\"a\"}]"), "added a");
	assert_string_equal(told(*state, "[{\"id\":\"a\"}]", ""), "removed a");
}

static void
a_step_that_only_lies_elsewhere_is_moved(void **state)
{
	assert_string_equal(told(*state,
		"[{\"id\":\"a\",\"position\":{\"x\":1}},{\"id\":\"b\",\"position\":1,\"t\":1},{\"id\":\"c\"}]",
		"[{\"id\":\"a\",\"position\":{\"x\":2}},{\"id\":\"b\",\"position\":2,\"t\":2},{\"position\":1,\"id\":\"c\"}]"),
		"moved a, changed b, moved c");
}

static void
items_without_an_id_are_known_by_their_place(void **state)
{
	assert_string_equal(told(*state, "[7,{\"id\":\"a\"},{\"id\":\"a\"},{}]",
				 "[8,{\"id\":\"a\"},{\"id\":\"a\",\"x\":1},{}]"),
			    "changed #1, changed #3");
}

static void
members_are_known_by_their_names(void **state)
{
	assert_string_equal(told(*state, "{\"a\":1,\"b\":[2],\"c\":3}",
				 "{\"b\":[2],\"c\":4,\"d\":5}"),
			    "changed c, added d, removed a");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(what_is_the_same_is_not_told),
		arena_test(items_are_known_by_their_ids),
		arena_test(a_step_that_only_lies_elsewhere_is_moved),
		arena_test(items_without_an_id_are_known_by_their_place),
		arena_test(members_are_known_by_their_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
