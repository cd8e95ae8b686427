#ifndef FLOW_AREA_H
#define FLOW_AREA_H

/* Area: notes and frames, which lie behind the cards. */

#include <stddef.h>

struct arena;
struct graph;
struct json;
struct layout;

/* The nodes that are drawn as areas, the largest first. */
int *area_order(struct arena *, const struct graph *, const struct layout *,
		size_t *count);

/*
 * Set kind ("note" or "frame") and lines {x, y, text} of an area: as much text
 * as there is room for above the cards that lie on it.
 */
void area_fill(struct arena *, const struct graph *, const struct layout *,
	       int node, struct json *to);

#endif
