#ifndef FLOW_LANE_H
#define FLOW_LANE_H

/*
 * Lane: what is in the way of an edge, and where there is room beside it: cards
 * and notes that stand alone are not crossed, and edges keep beside each other.
 */

#include <stdbool.h>

#include "flow/axes.h"

struct arena;
struct graph;
struct layout;

#define LANE_STEP 8.0		/* from lane to lane */
#define LANE_CLEARANCE 11.0	/* from a lane to the card beside it */

struct obstacles;

/* The edge that is being drawn, in its axes. */
struct course {
	enum axes axes;
	struct span from, to;
	double out, in;			/* ports */
	int from_node, to_node;		/* not in their own way */
	bool is_low;			/* around, on the side of low v */
};

/* Where an edge would like to run, in its axes. */
struct lane {
	double u1, u2, v;
};

/* Which places a lane may take: all, or those behind a limit on one side. */
struct bounds {
	double sign;		/* 0: all */
	double limit;
};

/* Of a layout whose boxes do not change any more. */
struct obstacles *lane_obstacles(struct arena *, const struct graph *,
				 const struct layout *);

/* Nothing lies on the page between two points. */
bool lane_is_free(const struct obstacles *, const struct course *,
		  struct track_point, struct track_point);

/* No line of another pair of nodes runs here, level or upright. */
bool lane_is_untaken(const struct obstacles *, const struct course *,
		     struct track_point, struct track_point);

/* A line runs here from now on. */
void lane_take(struct obstacles *, const struct course *, struct track_point,
	       struct track_point);

/*
 * Move a lane, with legs to it from v of either end, to the free place nearest
 * to where it would like to be; false if there is none.
 */
bool lane_find(struct obstacles *, const struct course *, struct lane *,
	       double from_v, double to_v, const struct bounds *);

#endif
