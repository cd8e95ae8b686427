#ifndef FLOW_PLACE_H
#define FLOW_PLACE_H

/* Place: the positions that a graph brings along, made fit for our cards. */

#include <stdbool.h>

struct arena;
struct graph;
struct layout;

/*
 * Fill in the boxes of a layout. False, and boxes of no use, if a position is
 * missing or if nodes lie on one another or too far apart.
 */
bool place_own(struct arena *, const struct graph *, struct layout *);

/* The smallest frame around what lies in it; for frames, inner ones first. */
void place_frames(const struct graph *, struct layout *);

#endif
