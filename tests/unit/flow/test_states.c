#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "flow/draw.h"
#include "flow/graph.h"
#include "flow/states.h"
#include "paper.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static void
a_state_is_known_in_any_case_and_in_the_builders_words(void **state)
{
	(void)state;
	assert_string_equal(state_look("completed")->glyph, "is-completed");
	assert_string_equal(state_look("FAILED")->glyph, "is-failed");
	assert_string_equal(state_look("pending-approval")->glyph, "is-waiting");
	assert_string_equal(state_look("timeout")->word, "timed out");
	assert_null(state_look("sleeping"));
	assert_null(state_look(NULL));
}

/* An if-else q with the ways a (if) and b (else), which meet in j. */
static const char crossing[] =
	"{'nodes':[{'id':'q','type':'if-else'},{'id':'a'},{'id':'b'},"
	"{'id':'j'}],'connections':[{'from':'q','to':'a','handle':'if'},"
	"{'from':'q','to':'b','handle':'else'},{'from':'a','to':'j'},"
	"{'from':'b','to':'j'},{'from':'q','to':'j','handle':'else'}]}";

static const bool *
taken(struct arena *arena, const struct draw_state *states, size_t count)
{
	struct graph *graph = paper_graph(arena, crossing);
	const struct draw_options options = { .states = states,
		.state_count = count };

	return states_taken(arena, graph,
			    states_by_node(arena, graph, &options));
}

static void
check_taken(const bool *is_taken, const char *expected)
{
	for (size_t i = 0; i < strlen(expected); i++)
		assert_int_equal(is_taken[i], expected[i] == '1');
}

static void
an_edge_is_taken_from_what_ended_to_what_began(void **state)
{
	const struct draw_state states[] = {
		{ .node_id = "q", .state = "completed" },
		{ .node_id = "a", .state = "running" },
		{ .node_id = "b", .state = "skipped" },
		{ .node_id = "gone", .state = "completed" },
	};

	check_taken(taken(*state, states, 4), "10000");
}

static void
a_branch_that_was_chosen_rules_the_others_out(void **state)
{
	const struct draw_state states[] = {
		{ .node_id = "q", .state = "completed", .branch = "if" },
		{ .node_id = "a", .state = "completed" },
		{ .node_id = "j", .state = "failed" },
	};

	check_taken(taken(*state, states, 3), "10100");
}

static void
without_a_run_nothing_is_taken(void **state)
{
	check_taken(taken(*state, NULL, 0), "00000");
}

static void
what_failed_was_not_left(void **state)
{
	const struct draw_state states[] = {
		{ .node_id = "a", .state = "failed" },
		{ .node_id = "j", .state = "completed" },
	};

	check_taken(taken(*state, states, 2), "00000");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_state_is_known_in_any_case_and_in_the_builders_words),
		cmocka_unit_test(an_edge_is_taken_from_what_ended_to_what_began),
		cmocka_unit_test(a_branch_that_was_chosen_rules_the_others_out),
		cmocka_unit_test(without_a_run_nothing_is_taken),
		cmocka_unit_test(what_failed_was_not_left),
	};

	return cmocka_run_group_tests(tests, paper_set_up, paper_tear_down);
}
