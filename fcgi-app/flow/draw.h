#ifndef FLOW_DRAW_H
#define FLOW_DRAW_H

/*
 * Draw: a graph as the tree that templates/partials/flow.mustache (a picture
 * within a page) and flow_export.mustache (one that stands alone) render.
 */

#include <stddef.h>

struct arena;
struct dot;
struct graph;
struct json;

/* What a run did with a node. */
struct draw_state {
	const char *node_id;
	const char *state;	/* completed, failed …; or the builder's word */
	const char *note;	/* "1.9 s", "3 attempts failed"; NULL: none */
	const char *branch;	/* the handle that was followed; NULL: all */
	int times;		/* how often it ran; 0 and 1 are not told */
	const char *href;	/* where the node leads; NULL: as the options say */
};

struct draw_options {
	const char *id;		/* unique on the page; ids begin with it */
	const char *href;	/* address of a node, its number follows; NULL:
				 * nodes are no links */
	const char *href_end;	/* behind the number; NULL: nothing */
	int current;		/* the number of the node that is shown; 0: none */
	const char *icons;	/* address of the sprite */
	const struct draw_state *states;	/* NULL: no run */
	size_t state_count;
};

/*
 * The tree: title, desc, viewBox, width, height, icons, areas, edges, labels,
 * nodes. dot as for layout_of.
 */
struct json *draw_graph(struct arena *, const struct graph *, struct dot *,
			const struct draw_options *);

#endif
