#include "flow/port.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "flow/graph.h"

/* Closer than this, two sides do not face each other. */
#define FACING_MIN 12.0

/* Further up or down than this, an edge may lead back across the rows. */
#define ROWS_MIN 24.0

#define PORT_STEP 14.0
#define PORT_INSET 9.0

/* Gaps between two boxes; negative where they overlap in that direction. */
struct gaps {
	double right, left, down, up;
};

static struct gaps
gaps_between(const struct layout_box *a, const struct layout_box *b)
{
	return (struct gaps){
		.right = b->x - (a->x + a->width),
		.left = a->x - (b->x + b->width),
		.down = b->y - (a->y + a->height),
		.up = a->y - (b->y + b->height),
	};
}

static struct way
along(enum axes axes)
{
	return (struct way){ .shape = WAY_ALONG, .axes = axes };
}

static struct way
way_in_column(const struct gaps *gaps)
{
	if (gaps->down >= FACING_MIN)
		return along(AXES_DOWN);
	if (gaps->up < FACING_MIN && gaps->right >= FACING_MIN)
		return along(AXES_RIGHT);
	if (gaps->up < FACING_MIN && gaps->left >= FACING_MIN)
		return along(AXES_LEFT);
	return (struct way){ .shape = WAY_AROUND, .axes = AXES_DOWN };
}

static struct way
way_in_row(const struct gaps *gaps)
{
	bool is_beside = gaps->left >= FACING_MIN;

	if (gaps->right >= FACING_MIN)
		return along(AXES_RIGHT);
	if (gaps->down >= (is_beside ? ROWS_MIN : FACING_MIN))
		return along(AXES_DOWN);
	if (gaps->up >= (is_beside ? ROWS_MIN : FACING_MIN))
		return along(AXES_UP);
	return (struct way){ .shape = WAY_AROUND, .axes = AXES_RIGHT };
}

static double
middle_across(enum axes axes, const struct layout_box *box)
{
	struct span span = axes_span(axes, box);

	return (span.v1 + span.v2) / 2;
}

static struct way
way_of(const struct graph_edge *edge, const struct layout *layout)
{
	const struct layout_box *from = &layout->boxes[edge->from];
	const struct layout_box *to = &layout->boxes[edge->to];
	struct gaps gaps = gaps_between(from, to);
	struct way way;

	if (edge->from == edge->to)
		return (struct way){ .shape = WAY_SELF };
	way = layout->is_vertical ? way_in_column(&gaps) : way_in_row(&gaps);
	way.is_low = middle_across(way.axes, from) <
		middle_across(way.axes, to) - 1;
	return way;
}

/* ---- ports of one side ---- */

enum side { SIDE_RIGHT, SIDE_LEFT, SIDE_BOTTOM, SIDE_TOP };

/* One end of an edge, at a side of a node. */
struct port {
	int node;
	enum side side;
	int edge;
	bool is_from;
	double toward;		/* where the other end lies, along the side */
};

static enum side
side_of(const struct way *way, bool is_from)
{
	static const enum side out[] = {
		[AXES_RIGHT] = SIDE_RIGHT, [AXES_LEFT] = SIDE_LEFT,
		[AXES_DOWN] = SIDE_BOTTOM, [AXES_UP] = SIDE_TOP };
	static const enum side in[] = {
		[AXES_RIGHT] = SIDE_LEFT, [AXES_LEFT] = SIDE_RIGHT,
		[AXES_DOWN] = SIDE_TOP, [AXES_UP] = SIDE_BOTTOM };

	if (way->shape == WAY_AROUND && way->axes == AXES_DOWN)
		return way->is_low ? SIDE_LEFT : SIDE_RIGHT;
	if (way->shape == WAY_AROUND)
		return way->is_low ? SIDE_TOP : SIDE_BOTTOM;
	return is_from ? out[way->axes] : in[way->axes];
}

static bool
is_upright(enum side side)
{
	return side == SIDE_RIGHT || side == SIDE_LEFT;
}

static double
middle_along(const struct layout_box *box, enum side side)
{
	return is_upright(side) ? box->y + box->height / 2
		: box->x + box->width / 2;
}

static struct port
port_of(const struct graph *graph, const struct layout *layout,
	const struct way *way, int edge, bool is_from)
{
	const struct graph_edge *it = &graph->edges[edge];
	enum side side = side_of(way, is_from);

	return (struct port){
		.node = is_from ? it->from : it->to,
		.side = side, .edge = edge, .is_from = is_from,
		.toward = middle_along(
			&layout->boxes[is_from ? it->to : it->from], side),
	};
}

static int
by_side(const void *a, const void *b)
{
	const struct port *left = a, *right = b;

	if (left->node != right->node)
		return left->node - right->node;
	if (left->side != right->side)
		return (int)left->side - (int)right->side;
	if (left->toward != right->toward)
		return left->toward < right->toward ? -1 : 1;
	return left->edge - right->edge;
}

/* Spread the ports of one side around its middle. */
static void
spread(const struct layout *layout, const struct port *ports, size_t count,
       struct way *ways)
{
	const struct layout_box *box = &layout->boxes[ports->node];
	double length = is_upright(ports->side) ? box->height : box->width;
	double step = count < 2 ? 0 : fmin(PORT_STEP,
		(length - 2 * PORT_INSET) / (double)(count - 1));
	double at = middle_along(box, ports->side) -
		step * (double)(count - 1) / 2;

	for (size_t i = 0; i < count; i++, at += step) {
		struct way *way = &ways[ports[i].edge];

		*(ports[i].is_from ? &way->from : &way->to) = at;
	}
}

struct way *
port_ways(struct arena *arena, const struct graph *graph,
	  const struct layout *layout)
{
	struct way *ways = arena_alloc(arena,
		(graph->edge_count + 1) * sizeof *ways);
	struct port *ports = arena_alloc(arena,
		(2 * graph->edge_count + 1) * sizeof *ports);
	size_t count = 0, end;

	for (size_t i = 0; i < graph->edge_count; i++) {
		ways[i] = way_of(&graph->edges[i], layout);
		if (ways[i].shape == WAY_SELF)
			continue;
		for (int k = 0; k < 2; k++)
			ports[count++] = port_of(graph, layout, &ways[i],
						 (int)i, k == 0);
	}
	qsort(ports, count, sizeof *ports, by_side);
	for (size_t i = 0; i < count; i = end) {
		for (end = i + 1; end < count; end++)
			if (ports[end].node != ports[i].node ||
			    ports[end].side != ports[i].side)
				break;
		spread(layout, &ports[i], end - i, ways);
	}
	return ways;
}
