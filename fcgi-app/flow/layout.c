#include "flow/layout.h"

#include <math.h>

#include "base/arena.h"
#include "flow/arrange.h"
#include "flow/graph.h"
#include "flow/place.h"

/* Around the picture: strokes, glyphs on corners, edges that go around. */
#define MARGIN 16.0

static void
mark_frames(const struct graph *graph, struct layout *layout)
{
	for (size_t i = 0; i < graph->node_count; i++)
		if (graph->nodes[i].parent >= 0)
			layout->is_frame[graph->nodes[i].parent] = true;
}

/* Whole pixels: strokes are sharp, and the numbers in the picture short. */
static void
move_to_origin(const struct graph *graph, struct layout *layout)
{
	double left = INFINITY, top = INFINITY;

	layout->width = layout->height = 2 * MARGIN;
	for (size_t i = 0; i < graph->node_count; i++) {
		left = fmin(left, layout->boxes[i].x);
		top = fmin(top, layout->boxes[i].y);
	}
	for (size_t i = 0; i < graph->node_count; i++) {
		struct layout_box *box = &layout->boxes[i];

		box->x = round(box->x - left + MARGIN);
		box->y = round(box->y - top + MARGIN);
		box->width = round(box->width);
		box->height = round(box->height);
		layout->width = fmax(layout->width,
				     box->x + box->width + MARGIN);
		layout->height = fmax(layout->height,
				      box->y + box->height + MARGIN);
	}
}

/* Which way an edge leads more: > 0 down, < 0 to the right. */
static double
lead_down(const struct layout_box *from, const struct layout_box *to)
{
	double right = to->x - from->x - from->width;
	double down = to->y - from->y - from->height;

	return fmax(down, 0) - fmax(right, 0);
}

static bool
leads_down(const struct graph *graph, const struct layout *layout)
{
	int votes = 0;

	for (size_t i = 0; i < graph->edge_count; i++) {
		double down = lead_down(&layout->boxes[graph->edges[i].from],
					&layout->boxes[graph->edges[i].to]);

		votes += down > 0 ? 1 : down < 0 ? -1 : 0;
	}
	return votes > 0;
}

struct layout *
layout_of(struct arena *arena, const struct graph *graph,
	  const struct order *order, struct dot *dot)
{
	struct layout *layout = arena_alloc(arena, sizeof *layout);

	layout->boxes = arena_alloc(arena,
		(graph->node_count + 1) * sizeof *layout->boxes);
	layout->is_frame = arena_alloc(arena, graph->node_count + 1);
	mark_frames(graph, layout);
	layout->is_arranged = !place_own(arena, graph, layout);
	if (layout->is_arranged)
		arrange_graph(arena, graph, order, dot, layout);
	move_to_origin(graph, layout);
	layout->is_vertical = layout->is_arranged || leads_down(graph, layout);
	return layout;
}
