#include "flow/size.h"

#include <stdlib.h>

#include "base/arena.h"
#include "flow/graph.h"
#include "flow/kind.h"
#include "flow/measure.h"

#define CARD_WIDTH_MIN 132.0
#define CARD_WIDTH_MAX 224.0
#define PILL_WIDTH_MIN 72.0
#define NOTE_WIDTH 196.0
#define NOTE_LINES_MAX 8
#define GROWN_LINES_MAX 12

bool
size_is_pill(const struct graph_node *node)
{
	return (node->kind->role == KIND_START || node->kind->role == KIND_END)
		&& node->variant == NULL;
}

static int
by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return left < right ? -1 : left > right;
}

static double
within(double low, double value, double high)
{
	return value < low ? low : value > high ? high : value;
}

/* One title in eight may be cut; it can be read whole where it is shown. */
double
size_card_width(struct arena *arena, const struct graph *graph)
{
	double *widths = arena_alloc(arena,
		(graph->node_count + 1) * sizeof *widths);
	size_t count = 0;

	for (size_t i = 0; i < graph->node_count; i++)
		if (graph->nodes[i].kind->role != KIND_AREA &&
		    !size_is_pill(&graph->nodes[i]))
			widths[count++] = measure_text(graph->nodes[i].title,
						       SIZE_TITLE);
	qsort(widths, count, sizeof *widths, by_size);
	return within(CARD_WIDTH_MIN,
		      widths[count * 7 / 8] + SIZE_INDENT + SIZE_PAD + 4,
		      CARD_WIDTH_MAX);
}

struct size
size_of_node(const struct graph_node *node, double card_width)
{
	double width;

	if (!size_is_pill(node))
		return (struct size){ card_width, SIZE_CARD_HEIGHT };
	width = measure_text(node->title, SIZE_TITLE) + 3 * SIZE_PAD;
	return (struct size){ within(PILL_WIDTH_MIN, width, card_width),
		SIZE_PILL_HEIGHT };
}

const char *
size_note_text(const struct graph_node *node)
{
	return node->text != NULL ? node->text : node->title;
}

struct size
size_of_note(struct arena *arena, const struct graph_node *node)
{
	double width = NOTE_WIDTH - 2 * SIZE_PAD, widest = 60;
	size_t count;
	char **lines = measure_wrap(arena, size_note_text(node), SIZE_SMALL,
				    width, NOTE_LINES_MAX, &count);

	for (size_t i = 0; i < count; i++) {
		double line = measure_text(lines[i], SIZE_SMALL);

		widest = line > widest ? line : widest;
	}
	return (struct size){ within(0, widest, width) + 2 * SIZE_PAD,
		(double)count * SIZE_LINE + SIZE_PAD };
}

double
size_note_height(struct arena *arena, const struct graph_node *node,
		 double width)
{
	size_t count;

	measure_wrap(arena, size_note_text(node), SIZE_SMALL,
		     width - 2 * SIZE_PAD, GROWN_LINES_MAX, &count);
	return (double)count * SIZE_LINE + SIZE_PAD;
}
