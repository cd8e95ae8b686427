#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "flow/draw.h"
#include "flow/graph.h"
#include "flow/steps.h"
#include "json/json.h"
#include "paper.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static const char *
text(const struct json *object, const char *name)
{
	return json_string(json_find(object, name));
}

static void
steps_come_in_order_and_say_what_follows(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'nodes':[{'id':'e','type':'end','title':'Done'},"
		"{'id':'n','type':'note','title':'N','description':'see here'},"
		"{'id':'s','type':'start','title':'Go'},"
		"{'id':'q','type':'decision','title':'Big?','variant':'rule'}],"
		"'connections':[{'from':'s','to':'q'},"
		"{'from':'q','to':'e','label':'yes'},"
		"{'from':'q','to':'s','label':'no'}]}");
	const struct draw_options options = { .id = "f" };
	const struct json *rows = steps_of(*state, graph, &options);
	const struct json *row, *next;

	assert_int_equal(json_count(rows), 4);
	assert_string_equal(text(json_at(rows, 0), "title"), "Go");
	assert_string_equal(text(json_at(rows, 2), "title"), "Done");
	assert_true(json_is_true(json_find(json_at(rows, 3), "note")));
	assert_string_equal(text(json_at(rows, 3), "text"), "see here");
	row = json_at(rows, 1);
	assert_string_equal(text(row, "number"), "4");
	assert_string_equal(text(row, "order"), "2");
	assert_string_equal(text(row, "kind"), "Decision (rule)");
	next = json_find(row, "next");
	assert_int_equal(json_count(next), 2);
	assert_string_equal(text(json_at(next, 0), "title"), "Done");
	assert_string_equal(text(json_at(next, 0), "label"), "yes");
	assert_false(json_is_true(json_find(json_at(next, 0), "back")));
	assert_string_equal(text(json_at(next, 1), "number"), "3");
	assert_true(json_is_true(json_find(json_at(next, 1), "back")));
}

static void
a_run_tells_its_states(void **state)
{
	const struct draw_state states[] = {
		{ .node_id = "n0", .state = "failed", .note = "3 attempts" } };
	const struct draw_options options = { .id = "f", .states = states,
		.state_count = 1 };
	const struct json *rows = steps_of(*state,
		paper_chain(*state, 2, ""), &options);

	assert_string_equal(text(json_at(rows, 0), "word"), "failed");
	assert_string_equal(text(json_at(rows, 0), "remark"), "3 attempts");
	assert_null(json_find(json_at(rows, 1), "word"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(steps_come_in_order_and_say_what_follows),
		cmocka_unit_test(a_run_tells_its_states),
	};

	return cmocka_run_group_tests(tests, paper_set_up, paper_tear_down);
}
