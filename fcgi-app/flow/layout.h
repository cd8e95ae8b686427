#ifndef FLOW_LAYOUT_H
#define FLOW_LAYOUT_H

/*
 * Layout: where the nodes of a graph are drawn. Their author's positions are
 * kept, drawn closer or wider so that cards neither overlap nor lie far apart;
 * without positions, or where they cannot be made apart, the graph is arranged
 * from top to bottom.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct dot;
struct graph;
struct order;

struct layout_box {
	double x, y, width, height;	/* top left, in pixels */
};

struct layout {
	struct layout_box *boxes;	/* by node */
	bool *is_frame;			/* by node: others lie in it */
	double width, height;		/* of the whole picture */
	bool is_arranged;		/* not as its author placed it */
	bool is_vertical;		/* most edges lead down */
};

/*
 * Lay out a graph; never NULL. dot may be NULL: graphs are then arranged by our
 * own, plainer method, as are those that are too large for it.
 */
struct layout *layout_of(struct arena *, const struct graph *,
			 const struct order *, struct dot *);

#endif
