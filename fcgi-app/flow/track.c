#include "flow/track.h"

#include <math.h>

#include "base/arena.h"
#include "flow/axes.h"
#include "flow/graph.h"
#include "flow/lane.h"
#include "flow/layout.h"
#include "flow/port.h"
#include "flow/shape.h"

#define NEARLY 7.0	/* ports this close are joined by a straight line */
#define MARGIN 16.0
#define MARGIN_MAX 40.0

/* A slope of a few pixels looks like a mistake. */
static void
straighten(struct course *course)
{
	if (fabs(course->out - course->in) > NEARLY)
		return;
	course->out = (course->out + course->in) / 2;
	course->in = course->out;
}

static void
draw_edge(struct arena *arena, struct obstacles *obstacles,
	  const struct layout *layout, const struct graph_edge *edge,
	  const struct way *way, struct track *track)
{
	const struct layout_box *from = &layout->boxes[edge->from];
	struct course course = {
		.axes = way->axes,
		.from = axes_span(way->axes, from),
		.to = axes_span(way->axes, &layout->boxes[edge->to]),
		.out = way->from, .in = way->to, .is_low = way->is_low,
		.from_node = edge->from, .to_node = edge->to,
	};

	if (way->shape == WAY_SELF) {
		shape_self(arena, from, track);
	} else if (way->shape == WAY_AROUND) {
		shape_around(arena, obstacles, &course, track);
	} else {
		straighten(&course);
		shape_along(arena, obstacles, &course, track);
	}
}

/* Edges that go around on the side of the margin need more of it. */
static void
make_margin(const struct graph *graph, const struct way *ways,
	    struct layout *layout)
{
	double margin = 0;

	for (size_t i = 0; i < graph->edge_count; i++)
		if (ways[i].shape == WAY_AROUND && margin < MARGIN_MAX)
			margin += LANE_STEP;
	for (size_t i = 0; i < graph->node_count && margin > 0; i++) {
		layout->boxes[i].x += layout->is_vertical ? margin : 0;
		layout->boxes[i].y += layout->is_vertical ? 0 : margin;
	}
	layout->width += layout->is_vertical ? margin : 0;
	layout->height += layout->is_vertical ? 0 : margin;
}

static void
widen_page(struct layout *layout, const struct track *track)
{
	for (int i = 0; i < track->point_count; i++) {
		layout->width = fmax(layout->width,
				     ceil(track->points[i].x) + MARGIN);
		layout->height = fmax(layout->height,
				      ceil(track->points[i].y) + MARGIN);
	}
}

struct track *
track_edges(struct arena *arena, const struct graph *graph,
	    struct layout *layout)
{
	struct track *tracks = arena_alloc(arena,
		(graph->edge_count + 1) * sizeof *tracks);
	struct obstacles *obstacles;
	struct way *ways;

	make_margin(graph, port_ways(arena, graph, layout), layout);
	ways = port_ways(arena, graph, layout);
	obstacles = lane_obstacles(arena, graph, layout);
	for (size_t i = 0; i < graph->edge_count; i++) {
		draw_edge(arena, obstacles, layout, &graph->edges[i], &ways[i],
			  &tracks[i]);
		widen_page(layout, &tracks[i]);
	}
	return tracks;
}
