#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "flow/dot.h"
#include "flow/graph.h"
#include "flow/layout.h"
#include "flow/order.h"
#include "paper.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static struct layout *
lay_out(struct arena *arena, const struct graph *graph, struct dot *dot)
{
	return layout_of(arena, graph, order_of(arena, graph), dot);
}

static bool
overlap(const struct layout_box *a, const struct layout_box *b)
{
	return a->x < b->x + b->width && b->x < a->x + a->width &&
		a->y < b->y + b->height && b->y < a->y + a->height;
}

static bool
holds(const struct layout_box *frame, const struct layout_box *box)
{
	return frame->x <= box->x && frame->y <= box->y &&
		frame->x + frame->width >= box->x + box->width &&
		frame->y + frame->height >= box->y + box->height;
}

/* No two cards touch, and all lie on the page. */
static void
check_cards(const struct graph *graph, const struct layout *layout)
{
	struct layout_box page = { 0, 0, layout->width, layout->height };

	for (size_t i = 0; i < graph->node_count; i++) {
		assert_true(holds(&page, &layout->boxes[i]));
		for (size_t k = 0; k < i; k++)
			if (!layout->is_frame[i] && !layout->is_frame[k])
				assert_false(overlap(&layout->boxes[i],
						     &layout->boxes[k]));
	}
}

static void
own_positions_are_kept_in_their_order(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'nodes':[{'id':'a','position':{'x':0,'y':0}},"
		"{'id':'b','position':{'x':200,'y':0}},"
		"{'id':'c','position':{'x':400,'y':120}}],'connections':[]}");
	struct layout *layout = lay_out(*state, graph, NULL);

	assert_false(layout->is_arranged);
	check_cards(graph, layout);
	assert_true(layout->boxes[0].y == layout->boxes[1].y);
	assert_true(layout->boxes[1].y < layout->boxes[2].y);
	assert_true(layout->boxes[0].x < layout->boxes[1].x);
	assert_true(layout->boxes[2].x - layout->boxes[1].x ==
		    layout->boxes[1].x - layout->boxes[0].x);
}

static void
cards_that_are_close_are_drawn_wider(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'nodes':[{'id':'a','position':{'x':0,'y':0}},"
		"{'id':'b','position':{'x':110,'y':0}},"
		"{'id':'c','position':{'x':0,'y':45}}],'connections':[]}");
	struct layout *layout = lay_out(*state, graph, NULL);

	assert_false(layout->is_arranged);
	check_cards(graph, layout);
	assert_true(layout->boxes[0].x == layout->boxes[2].x);
}

static void
cards_that_are_far_apart_are_drawn_closer(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'nodes':[{'id':'a','position':{'x':0,'y':0}},"
		"{'id':'b','position':{'x':2000,'y':0}}],'connections':[]}");
	struct layout *layout = lay_out(*state, graph, NULL);

	assert_false(layout->is_arranged);
	assert_true(layout->width < 1300);
}

static void
two_cards_dropped_on_one_another_are_moved_aside(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'nodes':[{'id':'a','position':{'x':0,'y':0}},"
		"{'id':'b','position':{'x':3,'y':2}},"
		"{'id':'c','position':{'x':300,'y':0}}],'connections':[]}");
	struct layout *layout = lay_out(*state, graph, NULL);

	assert_false(layout->is_arranged);
	check_cards(graph, layout);
}

static void
a_heap_is_arranged(void **state)
{
	struct buf buf;
	struct graph *graph;
	struct layout *layout;

	buf_init(&buf, *state, 1024);
	buf_text(&buf, "{'nodes':[{'id':'x','position':{'x':0,'y':0}}");
	for (int i = 0; i < 500; i++)
		buf_printf(&buf, ",{'id':'n%d','position':{'x':0,'y':0}}", i);
	buf_text(&buf, "],'connections':[]}");
	graph = paper_graph(*state, buf.bytes);
	layout = lay_out(*state, graph, NULL);
	assert_true(layout->is_arranged);
	check_cards(graph, layout);
}

static void
two_nodes_a_million_apart_are_arranged(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'nodes':[{'id':'a','position':{'x':-999999,'y':0}},"
		"{'id':'b','position':{'x':999999,'y':0}}],'connections':[]}");
	struct layout *layout = lay_out(*state, graph, NULL);

	assert_true(layout->is_arranged);
	assert_true(layout->width < 1000);
}

static void
one_missing_position_arranges_all(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'nodes':[{'id':'a','position':{'x':0,'y':0}},{'id':'b'}],"
		"'connections':[{'from':'a','to':'b'}]}");

	assert_true(lay_out(*state, graph, NULL)->is_arranged);
}

static void
a_note_stays_behind_what_it_is_about(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'nodes':[{'id':'n','type':'note','title':'N','position':"
		"{'x':-40,'y':-60},'size':{'width':400,'height':220}},"
		"{'id':'a','position':{'x':0,'y':0}},"
		"{'id':'b','position':{'x':220,'y':0}},"
		"{'id':'c','position':{'x':600,'y':0}}],'connections':[]}");
	struct layout *layout = lay_out(*state, graph, NULL);

	assert_false(layout->is_arranged);
	assert_true(overlap(&layout->boxes[0], &layout->boxes[1]));
	assert_true(overlap(&layout->boxes[0], &layout->boxes[2]));
	assert_false(overlap(&layout->boxes[0], &layout->boxes[3]));
}

static void
a_frame_holds_what_lies_in_it(void **state)
{
	static const char frames[] =
		"{'nodes':[{'id':'f','type':'while'%s},"
		"{'id':'g','type':'while','parent':'f'%s},"
		"{'id':'a','parent':'g'%s},{'id':'b','parent':'g'%s},"
		"{'id':'c'%s}],'connections':[{'from':'a','to':'b'},"
		"{'from':'f','to':'c'},{'from':'b','to':'c'}]}";
	struct graph *graph;
	struct layout *layout;

	for (int is_placed = 0; is_placed < 2; is_placed++) {
		graph = paper_graph(*state, is_placed ? arena_printf(*state,
			frames, ",'position':{'x':0,'y':0}",
			",'position':{'x':20,'y':30}",
			",'position':{'x':20,'y':40}",
			",'position':{'x':240,'y':40}",
			",'position':{'x':700,'y':0}")
			: arena_printf(*state, frames, "", "", "", "", ""));
		layout = lay_out(*state, graph, NULL);
		assert_int_equal(layout->is_arranged, !is_placed);
		assert_true(holds(&layout->boxes[0], &layout->boxes[1]));
		assert_true(holds(&layout->boxes[1], &layout->boxes[2]));
		assert_true(holds(&layout->boxes[1], &layout->boxes[3]));
		assert_false(overlap(&layout->boxes[0], &layout->boxes[4]));
		assert_false(overlap(&layout->boxes[2], &layout->boxes[3]));
	}
}

static void
arranged_edges_lead_down(void **state)
{
	struct dot *dot = dot_new();
	struct graph *graph = paper_chain(*state, 12,
		",{'from':'n0','to':'n5'},{'from':'n9','to':'n2'}");
	struct dot *methods[2] = { NULL, dot };

	for (int m = 0; m < 2; m++) {
		struct layout *layout = lay_out(*state, graph, methods[m]);

		check_cards(graph, layout);
		assert_true(layout->is_arranged && layout->is_vertical);
		/* all but the last, which leads back */
		for (int i = 0; i < 12; i++)
			assert_true(layout->boxes[graph->edges[i].from].y <
				    layout->boxes[graph->edges[i].to].y);
	}
	dot_free(dot);
}

static void
what_leads_to_a_start_stands_above_it(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'nodes':[{'id':'s','type':'start'},{'id':'a'},"
		"{'id':'model'}],'connections':[{'from':'s','to':'a'},"
		"{'from':'model','to':'s'}]}");
	struct layout *layout = lay_out(*state, graph, NULL);

	assert_true(layout->boxes[2].y < layout->boxes[0].y);
	assert_true(layout->boxes[0].y < layout->boxes[1].y);
}

static void
thousands_of_nodes_are_arranged_without_touching(void **state)
{
	struct dot *dot = dot_new();
	struct graph *graph = paper_chain(*state, 2500,
		",{'from':'n0','to':'n2400'},{'from':'n5','to':'n1200'}");

	check_cards(graph, lay_out(*state, graph, dot));
	dot_free(dot);
}

static void
no_nodes_make_an_empty_page(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'nodes':[],'connections':[]}");
	struct layout *layout = lay_out(*state, graph, NULL);

	assert_true(layout->width > 0 && layout->height > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(own_positions_are_kept_in_their_order),
		cmocka_unit_test(cards_that_are_close_are_drawn_wider),
		cmocka_unit_test(cards_that_are_far_apart_are_drawn_closer),
		cmocka_unit_test(
			two_cards_dropped_on_one_another_are_moved_aside),
		cmocka_unit_test(a_heap_is_arranged),
		cmocka_unit_test(two_nodes_a_million_apart_are_arranged),
		cmocka_unit_test(one_missing_position_arranges_all),
		cmocka_unit_test(a_note_stays_behind_what_it_is_about),
		cmocka_unit_test(a_frame_holds_what_lies_in_it),
		cmocka_unit_test(arranged_edges_lead_down),
		cmocka_unit_test(what_leads_to_a_start_stands_above_it),
		cmocka_unit_test(
			thousands_of_nodes_are_arranged_without_touching),
		cmocka_unit_test(no_nodes_make_an_empty_page),
	};

	return cmocka_run_group_tests(tests, paper_set_up, paper_tear_down);
}
