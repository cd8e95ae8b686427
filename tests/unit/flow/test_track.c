#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "flow/graph.h"
#include "flow/layout.h"
#include "flow/order.h"
#include "flow/track.h"
#include "paper.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

struct drawn {
	struct graph *graph;
	struct layout *layout;
	struct track *tracks;
};

static struct drawn
draw(struct arena *arena, struct graph *graph)
{
	struct drawn drawn = { .graph = graph,
		.layout = layout_of(arena, graph, order_of(arena, graph), NULL) };

	drawn.tracks = track_edges(arena, graph, drawn.layout);
	return drawn;
}

/* Does a straight piece of the track run through a box? */
static bool
crosses(const struct track *track, const struct layout_box *box)
{
	for (int i = 1; i < track->point_count; i++)
		for (int k = 0; k <= 20; k++) {
			struct track_point a = track->points[i - 1];
			struct track_point b = track->points[i];
			double x = a.x + (b.x - a.x) * k / 20;
			double y = a.y + (b.y - a.y) * k / 20;

			if (x > box->x + 1 && x < box->x + box->width - 1 &&
			    y > box->y + 1 && y < box->y + box->height - 1)
				return true;
		}
	return false;
}

static void
check_free(const struct drawn *drawn)
{
	for (size_t i = 0; i < drawn->graph->edge_count; i++)
		for (size_t k = 0; k < drawn->graph->node_count; k++)
			assert_false(crosses(&drawn->tracks[i],
					     &drawn->layout->boxes[k]));
}

static bool
is_at(struct track_point point, double x, double y)
{
	double dx = point.x - x, dy = point.y - y;

	return dx * dx + dy * dy < 10 * 10;
}

static void
neighbours_are_joined_by_a_straight_line(void **state)
{
	struct drawn drawn = draw(*state, paper_graph(*state,
		"{'nodes':[{'id':'a','position':{'x':0,'y':0}},"
		"{'id':'b','position':{'x':300,'y':2}}],"
		"'connections':[{'from':'a','to':'b'}]}"));
	const struct layout_box *a = &drawn.layout->boxes[0];
	const struct layout_box *b = &drawn.layout->boxes[1];
	const struct track *track = &drawn.tracks[0];

	assert_true(track->points[0].x == a->x + a->width);
	assert_true(is_at(track->points[track->point_count - 1], b->x,
			  b->y + b->height / 2));
	assert_true(track->points[0].y ==
		    track->points[track->point_count - 1].y);
	assert_true(text_starts(track->path, "M"));
	assert_true(text_ends(track->arrow, "z"));
}

static void
a_line_goes_around_the_card_in_its_way(void **state)
{
	struct drawn drawn = draw(*state, paper_graph(*state,
		"{'nodes':[{'id':'a','position':{'x':0,'y':0}},"
		"{'id':'b','position':{'x':250,'y':0}},"
		"{'id':'c','position':{'x':500,'y':0}}],"
		"'connections':[{'from':'a','to':'b'},{'from':'b','to':'c'},"
		"{'from':'a','to':'c'}]}"));

	check_free(&drawn);
}

static void
a_line_back_goes_around_everything_between(void **state)
{
	struct drawn row = draw(*state, paper_graph(*state,
		"{'nodes':[{'id':'a','position':{'x':0,'y':0}},"
		"{'id':'b','position':{'x':250,'y':0}},"
		"{'id':'c','position':{'x':500,'y':0}}],"
		"'connections':[{'from':'a','to':'b'},{'from':'b','to':'c'},"
		"{'from':'c','to':'a'},{'from':'b','to':'a'}]}"));
	struct drawn column = draw(*state, paper_chain(*state, 5,
		",{'from':'n3','to':'n1'},{'from':'n4','to':'n0'}"));

	assert_false(row.layout->is_vertical);
	check_free(&row);
	assert_true(column.layout->is_vertical);
	check_free(&column);
	assert_true(column.tracks[4].points[1].x !=
		    column.tracks[5].points[1].x);
}

static void
lines_and_heads_lie_on_the_page(void **state)
{
	struct drawn drawn = draw(*state, paper_chain(*state, 8,
		",{'from':'n3','to':'n1'},{'from':'n4','to':'n0'},"
		"{'from':'n7','to':'n7'},{'from':'n0','to':'n7'},"
		"{'from':'n6','to':'n2'}"));

	for (size_t i = 0; i < drawn.graph->edge_count; i++)
		for (int k = 0; k < drawn.tracks[i].point_count; k++) {
			struct track_point at = drawn.tracks[i].points[k];

			assert_true(at.x > 0 && at.x < drawn.layout->width);
			assert_true(at.y > 0 && at.y < drawn.layout->height);
		}
}

static void
an_edge_to_itself_is_a_loop_at_the_side(void **state)
{
	struct drawn drawn = draw(*state, paper_graph(*state,
		"{'nodes':[{'id':'a'}],'connections':[{'from':'a','to':'a'}]}"));

	assert_int_equal(drawn.tracks[0].point_count, 4);
	check_free(&drawn);
}

static void
edges_of_one_side_leave_in_the_order_of_where_they_lead(void **state)
{
	struct drawn drawn = draw(*state, paper_graph(*state,
		"{'nodes':[{'id':'a'},{'id':'l'},{'id':'m'},{'id':'r'}],"
		"'connections':[{'from':'a','to':'r'},{'from':'a','to':'m'},"
		"{'from':'a','to':'l'}]}"));

	for (int i = 0; i < 3; i++)
		for (int k = 0; k < 3; k++)
			assert_int_equal(drawn.tracks[i].points[0].x <
				drawn.tracks[k].points[0].x,
				drawn.layout->boxes[3 - i].x <
				drawn.layout->boxes[3 - k].x);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(neighbours_are_joined_by_a_straight_line),
		cmocka_unit_test(a_line_goes_around_the_card_in_its_way),
		cmocka_unit_test(a_line_back_goes_around_everything_between),
		cmocka_unit_test(lines_and_heads_lie_on_the_page),
		cmocka_unit_test(an_edge_to_itself_is_a_loop_at_the_side),
		cmocka_unit_test(
			edges_of_one_side_leave_in_the_order_of_where_they_lead),
	};

	return cmocka_run_group_tests(tests, paper_set_up, paper_tear_down);
}
