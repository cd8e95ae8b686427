#ifndef FLOW_ARRANGE_H
#define FLOW_ARRANGE_H

/*
 * Arrange: give every node of a graph a place, from top to bottom: frames with
 * what lies in them, connected parts by dot or by our own method, parts beside
 * one another.
 */

struct arena;
struct dot;
struct graph;
struct layout;
struct order;

/* Fill in the boxes of a layout; dot may be NULL. */
void arrange_graph(struct arena *, const struct graph *, const struct order *,
		   struct dot *, struct layout *);

#endif
