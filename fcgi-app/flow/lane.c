#include "flow/lane.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "flow/graph.h"
#include "flow/kind.h"
#include "flow/layout.h"

#define CLEARANCE 6.0		/* from a line to a card that it passes */
#define BUMPS_MAX 6		/* lanes tried beside one card */
#define TRIES_MAX 48		/* cards tried for one edge */
#define EDGE_OF_PAGE 5.0

/* Beyond, lines go straight: looking for lanes takes longer than reading. */
#define CAREFUL_NODES_MAX 1000

/* A straight piece of an edge on the page: later edges keep beside it. */
struct line {
	bool is_level;
	double low, high;	/* where it begins and ends */
	double at;		/* y of a level one, x of an upright one */
	int from, to;		/* nodes: edges that share one may share it */
};

struct obstacles {
	const struct graph *graph;
	const struct layout *layout;
	struct layout_box *boxes;	/* what must not be crossed */
	int *nodes;			/* by box */
	int count;
	struct line *lines;
	int line_count;
	double *tries;
};

static bool
is_area(const struct obstacles *all, size_t node)
{
	return all->graph->nodes[node].kind->role == KIND_AREA ||
		all->layout->is_frame[node];
}

/* Notes that lie behind cards are crossed like the page itself. */
static bool
is_behind_others(const struct obstacles *all, size_t node)
{
	const struct layout_box *box = &all->layout->boxes[node];

	for (size_t i = 0; i < all->graph->node_count; i++) {
		const struct layout_box *on = &all->layout->boxes[i];

		if (i != node && on->x < box->x + box->width &&
		    box->x < on->x + on->width &&
		    on->y < box->y + box->height &&
		    box->y < on->y + on->height)
			return true;
	}
	return false;
}

static void
find_boxes(struct obstacles *all)
{
	for (size_t i = 0; i < all->graph->node_count; i++) {
		if (all->layout->is_frame[i] ||
		    (is_area(all, i) && is_behind_others(all, i)))
			continue;
		all->nodes[all->count] = (int)i;
		all->boxes[all->count++] = all->layout->boxes[i];
	}
}

struct obstacles *
lane_obstacles(struct arena *arena, const struct graph *graph,
	       const struct layout *layout)
{
	size_t nodes = graph->node_count + 1, edges = graph->edge_count + 1;
	struct obstacles *all = arena_alloc(arena, sizeof *all);

	all->graph = graph;
	all->layout = layout;
	all->boxes = arena_alloc(arena, nodes * sizeof *all->boxes);
	all->nodes = arena_alloc(arena, nodes * sizeof *all->nodes);
	all->lines = arena_alloc(arena, edges * sizeof *all->lines);
	all->tries = arena_alloc(arena, 2 * nodes * sizeof *all->tries);
	find_boxes(all);
	return all;
}

static bool
is_own(const struct course *course, int node)
{
	return node == course->from_node || node == course->to_node;
}

bool
lane_is_free(const struct obstacles *all, const struct course *course,
	     struct track_point a, struct track_point b)
{
	double left = fmin(a.x, b.x) - CLEARANCE, right = fmax(a.x, b.x);
	double top = fmin(a.y, b.y) - CLEARANCE, bottom = fmax(a.y, b.y);

	if (all->count > CAREFUL_NODES_MAX)
		return true;
	for (int i = 0; i < all->count; i++) {
		const struct layout_box *box = &all->boxes[i];

		if (box->x + box->width > left &&
		    box->x < right + CLEARANCE &&
		    box->y + box->height > top &&
		    box->y < bottom + CLEARANCE &&
		    !is_own(course, all->nodes[i]))
			return false;
	}
	return true;
}

/* Straight across, from v to v. */
static bool
is_leg_free(const struct obstacles *all, const struct course *course, double u,
	    double v1, double v2)
{
	return lane_is_free(all, course, axes_point(course->axes, u, v1),
			    axes_point(course->axes, u, v2));
}

static struct line
line_between(const struct course *course, struct track_point a,
	     struct track_point b)
{
	bool is_level = a.y == b.y;

	return (struct line){
		.is_level = is_level, .at = is_level ? a.y : a.x,
		.low = is_level ? fmin(a.x, b.x) : fmin(a.y, b.y),
		.high = is_level ? fmax(a.x, b.x) : fmax(a.y, b.y),
		.from = course->from_node, .to = course->to_node };
}

bool
lane_is_untaken(const struct obstacles *all, const struct course *course,
		struct track_point a, struct track_point b)
{
	struct line line = line_between(course, a, b);

	for (int i = 0; i < all->line_count; i++) {
		const struct line *other = &all->lines[i];

		if (other->is_level == line.is_level &&
		    fabs(other->at - line.at) < LANE_STEP - 1 &&
		    other->low < line.high && line.low < other->high &&
		    other->from != line.from && other->to != line.to)
			return false;
	}
	return true;
}

void
lane_take(struct obstacles *all, const struct course *course,
	  struct track_point a, struct track_point b)
{
	all->lines[all->line_count++] = line_between(course, a, b);
}

/* A lane at v between two u, with legs to it from v of either end. */
static bool
is_lane_free(const struct obstacles *all, const struct course *course,
	     const struct lane *lane, double from_v, double to_v)
{
	struct track_point a = axes_point(course->axes, lane->u1, lane->v);
	struct track_point b = axes_point(course->axes, lane->u2, lane->v);

	return lane->v >= EDGE_OF_PAGE &&
		lane_is_untaken(all, course, a, b) &&
		lane_is_free(all, course, a, b) &&
		is_leg_free(all, course, lane->u1, from_v, lane->v) &&
		is_leg_free(all, course, lane->u2, to_v, lane->v);
}

static int
by_distance(const void *a, const void *b, void *object)
{
	double middle = *(double *)object;
	double left = fabs(*(const double *)a - middle);
	double right = fabs(*(const double *)b - middle);

	return left < right ? -1 : left > right;
}

static void
add_try(struct obstacles *all, const struct bounds *bounds, double v,
	int *count)
{
	if (bounds->sign * (v - bounds->limit) >= 0)
		all->tries[(*count)++] = v;
}

/* Places beside cards that lie in the stretch, nearest to v first. */
static int
list_tries(struct obstacles *all, const struct course *course,
	   const struct lane *lane, const struct bounds *bounds)
{
	double low = fmin(lane->u1, lane->u2), high = fmax(lane->u1, lane->u2);
	double middle = lane->v;
	int count = 0;

	add_try(all, bounds, lane->v, &count);
	for (int i = 0; i < all->count; i++) {
		struct span span = axes_span(course->axes, &all->boxes[i]);

		if (span.u2 < low - CLEARANCE || span.u1 > high + CLEARANCE)
			continue;
		add_try(all, bounds, span.v1 - LANE_CLEARANCE, &count);
		add_try(all, bounds, span.v2 + LANE_CLEARANCE, &count);
	}
	qsort_r(all->tries, (size_t)count, sizeof *all->tries,
		by_distance, &middle);
	return count < TRIES_MAX ? count : TRIES_MAX;
}

bool
lane_find(struct obstacles *all, const struct course *course, struct lane *lane,
	  double from_v, double to_v, const struct bounds *bounds)
{
	double sign = bounds->sign < 0 ? -1 : 1;
	int count;

	if (all->count > CAREFUL_NODES_MAX)
		return true;
	count = list_tries(all, course, lane, bounds);
	for (int i = 0; i < count; i++)
		for (int bump = 0; bump < BUMPS_MAX; bump++) {
			lane->v = all->tries[i] + sign * bump * LANE_STEP;
			if (is_lane_free(all, course, lane, from_v, to_v))
				return true;
		}
	return false;
}
