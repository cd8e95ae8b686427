#ifndef FLOW_TRACK_H
#define FLOW_TRACK_H

/*
 * Track: the way of each edge around the cards of a layout: a smooth line where
 * the way is free, else a lane beside what is in the way; edges that lead back
 * go around.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct graph;
struct layout;

#define TRACK_POINTS_MAX 32

struct track_point {
	double x, y;
};

struct track {
	const char *path;	/* of the line, as SVG writes it */
	const char *arrow;	/* of its head */
	struct track_point points[TRACK_POINTS_MAX];	/* along the line */
	int point_count;
};

/* By edge. Lanes may make the layout wider or higher. */
struct track *track_edges(struct arena *, const struct graph *,
			  struct layout *);

#endif
