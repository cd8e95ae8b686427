#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "flow/graph.h"
#include "flow/order.h"
#include "paper.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

/* The ids in order, with a space between. */
static const char *
ids(struct arena *arena, const struct graph *graph, const int *places)
{
	struct buf buf;

	buf_init(&buf, arena, 64);
	for (size_t i = 0; i < graph->node_count; i++)
		buf_printf(&buf, "%s%s", i > 0 ? " " : "",
			   graph->nodes[places[i]].id);
	return buf.bytes;
}

static const char branches[] =
	"{'nodes':[{'id':'e','type':'end'},{'id':'n','type':'note'},"
	"{'id':'s','type':'start'},{'id':'q','type':'decision'},"
	"{'id':'y'},{'id':'z'},{'id':'lone'}],"
	"'connections':[{'from':'s','to':'q'},{'from':'q','to':'y'},"
	"{'from':'q','to':'z'},{'from':'y','to':'e'},{'from':'z','to':'e'}]}";

static void
nodes_come_as_a_run_meets_them(void **state)
{
	struct graph *graph = paper_graph(*state, branches);
	struct order *order = order_of(*state, graph);

	assert_string_equal(ids(*state, graph, order->nodes),
			    "s q y z e lone n");
	assert_int_equal(order_degree_out(order, 3), 2);
	assert_int_equal(order->degree_in[0], 2);
}

static void
only_what_a_start_leads_to_is_reached(void **state)
{
	struct graph *graph = paper_graph(*state, branches);
	struct order *order = order_of(*state, graph);

	assert_true(order->is_reached[0]);
	assert_true(order->is_reached[5]);
	assert_false(order->is_reached[6]);
	assert_false(order->is_reached[1]);
}

static void
without_a_start_a_run_begins_where_no_edge_arrives(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'nodes':[{'id':'b'},{'id':'a'},{'id':'x'},{'id':'y'}],"
		"'connections':[{'from':'a','to':'b'},{'from':'x','to':'y'},"
		"{'from':'y','to':'x'}]}");
	struct order *order = order_of(*state, graph);

	assert_string_equal(ids(*state, graph, order->nodes), "a b x y");
	assert_true(order->is_reached[0]);
	assert_false(order->is_reached[2]);
}

static void
an_edge_into_its_own_way_leads_back(void **state)
{
	struct graph *graph = paper_chain(*state, 4,
		",{'from':'n3','to':'n1'},{'from':'n2','to':'n2'},"
		"{'from':'n0','to':'n3'}");
	struct order *order = order_of(*state, graph);

	for (int i = 0; i < 3; i++)
		assert_false(order->is_back[i]);
	assert_true(order->is_back[3]);
	assert_true(order->is_back[4]);
	assert_false(order->is_back[5]);
}

static void
no_other_edge_goes_from_later_to_earlier(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'nodes':[{'id':'m'},{'id':'s','type':'start'},{'id':'a'},"
		"{'id':'r'},{'id':'t'}],'connections':[{'from':'m','to':'s'},"
		"{'from':'s','to':'a'},{'from':'r','to':'t'},"
		"{'from':'t','to':'r'},{'from':'t','to':'a'}]}");
	struct order *order = order_of(*state, graph);
	int place[5];

	for (int i = 0; i < 5; i++)
		place[order->sorted[i]] = i;
	for (size_t i = 0; i < graph->edge_count; i++)
		if (!order->is_back[i])
			assert_true(place[graph->edges[i].from] <
				    place[graph->edges[i].to]);
}

static void
a_chain_of_thousands_does_not_overflow_the_stack(void **state)
{
	struct graph *graph = paper_chain(*state, GRAPH_NODES_MAX,
					  ",{'from':'n4999','to':'n0'}");
	struct order *order = order_of(*state, graph);

	assert_int_equal(order->nodes[0], 0);
	assert_int_equal(order->nodes[GRAPH_NODES_MAX - 1],
			 GRAPH_NODES_MAX - 1);
	assert_true(order->is_back[GRAPH_NODES_MAX - 1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nodes_come_as_a_run_meets_them),
		cmocka_unit_test(only_what_a_start_leads_to_is_reached),
		cmocka_unit_test(
			without_a_start_a_run_begins_where_no_edge_arrives),
		cmocka_unit_test(an_edge_into_its_own_way_leads_back),
		cmocka_unit_test(no_other_edge_goes_from_later_to_earlier),
		cmocka_unit_test(
			a_chain_of_thousands_does_not_overflow_the_stack),
	};

	return cmocka_run_group_tests(tests, paper_set_up, paper_tear_down);
}
