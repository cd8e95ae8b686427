#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "flow/graph.h"
#include "flow/label.h"
#include "flow/layout.h"
#include "flow/measure.h"
#include "flow/order.h"
#include "flow/size.h"
#include "flow/track.h"
#include "paper.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

struct drawn {
	struct graph *graph;
	struct layout *layout;
	struct label *labels;
};

static struct drawn
draw(struct arena *arena, struct graph *graph, const char *const *words)
{
	struct drawn drawn = { .graph = graph,
		.layout = layout_of(arena, graph, order_of(arena, graph), NULL) };
	struct track *tracks = track_edges(arena, graph, drawn.layout);

	drawn.labels = label_edges(arena, graph, drawn.layout, tracks, words);
	return drawn;
}

static struct layout_box
box_of(const struct label *label)
{
	return (struct layout_box){ label->x, label->y - 10,
		measure_text(label->text, SIZE_SMALL), 13 };
}

static bool
overlap(const struct layout_box *a, const struct layout_box *b)
{
	return a->x < b->x + b->width && b->x < a->x + a->width &&
		a->y < b->y + b->height && b->y < a->y + a->height;
}

static void
labels_cover_neither_cards_nor_each_other(void **state)
{
	struct drawn drawn = draw(*state, paper_graph(*state,
		"{'nodes':[{'id':'q','type':'decision'},{'id':'a'},{'id':'b'},"
		"{'id':'c'}],'connections':[{'from':'q','to':'a','label':'yes'},"
		"{'from':'q','to':'b','label':'no'},"
		"{'from':'q','to':'c','label':'maybe later'},"
		"{'from':'a','to':'q','label':'again'}]}"), NULL);

	for (int i = 0; i < 4; i++) {
		struct layout_box box = box_of(&drawn.labels[i]);

		for (int k = 0; k < 4; k++)
			assert_false(overlap(&box, &drawn.layout->boxes[k]));
		for (int k = 0; k < i; k++) {
			struct layout_box other = box_of(&drawn.labels[k]);

			assert_false(overlap(&box, &other));
		}
	}
}

static void
neighbours_are_drawn_apart_for_the_label_between(void **state)
{
	struct drawn drawn = draw(*state, paper_graph(*state,
		"{'nodes':[{'id':'a','position':{'x':0,'y':0}},"
		"{'id':'b','position':{'x':150,'y':0}}],"
		"'connections':[{'from':'a','to':'b','label':"
		"'when the sum fits'}]}"), NULL);
	struct layout_box box = box_of(&drawn.labels[0]);

	assert_false(overlap(&box, &drawn.layout->boxes[0]));
	assert_false(overlap(&box, &drawn.layout->boxes[1]));
}

static void
an_edge_without_a_label_has_none(void **state)
{
	struct drawn drawn = draw(*state, paper_chain(*state, 2, ""), NULL);

	assert_null(drawn.labels[0].text);
}

static void
given_words_stand_for_the_own_label(void **state)
{
	const char *words[] = { "3 times" };
	struct drawn drawn = draw(*state, paper_graph(*state,
		"{'nodes':[{'id':'a'},{'id':'b'}],'connections':[{'from':'a',"
		"'to':'b','label':'loop'}]}"), words);

	assert_string_equal(drawn.labels[0].text, "3 times");
}

static void
a_long_label_is_cut(void **state)
{
	struct drawn drawn = draw(*state, paper_graph(*state,
		"{'nodes':[{'id':'a'},{'id':'b'}],'connections':[{'from':'a',"
		"'to':'b','label':'when nobody has looked at it for a week'}]}"),
		NULL);

	assert_true(text_ends(drawn.labels[0].text, "\xe2\x80\xa6"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(labels_cover_neither_cards_nor_each_other),
		cmocka_unit_test(
			neighbours_are_drawn_apart_for_the_label_between),
		cmocka_unit_test(an_edge_without_a_label_has_none),
		cmocka_unit_test(given_words_stand_for_the_own_label),
		cmocka_unit_test(a_long_label_is_cut),
	};

	return cmocka_run_group_tests(tests, paper_set_up, paper_tear_down);
}
