#ifndef FLOW_STATES_H
#define FLOW_STATES_H

/* States: what a run did with each node and edge of a graph. */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct draw_options;
struct draw_state;
struct graph;

/* How a state is shown. */
struct state_look {
	const char *name;
	const char *glyph;	/* class and symbol: "is-completed" */
	const char *word;	/* "completed" */
	bool is_reached;	/* the node has begun */
	bool is_left;		/* the node has ended and the run went on */
};

/* NULL for NULL and for words that are no state. */
const struct state_look *state_look(const char *name);

/* By node; NULL where the run says nothing. */
const struct draw_state **states_by_node(struct arena *, const struct graph *,
					 const struct draw_options *);

/*
 * By edge: the run went this way, because one node was left, by this branch if
 * it chose one, and the other was reached.
 */
bool *states_taken(struct arena *, const struct graph *,
		   const struct draw_state *const *by_node);

#endif
