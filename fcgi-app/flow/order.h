#ifndef FLOW_ORDER_H
#define FLOW_ORDER_H

/*
 * Order: in which order the nodes of a graph come when it is followed from its
 * starts, which edges lead back, and which nodes are reached at all.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct graph;

struct order {
	int *nodes;		/* places of nodes, as a reader meets them */
	int *sorted;		/* the same so that no edge but those that lead
				 * back goes from a later to an earlier one */
	bool *is_reached;	/* by node: from a start, or where none arrives */
	bool *is_back;		/* by edge: it leads to a node on its own way */
	int *first;		/* by node: its first edge in out; one more */
	int *out;		/* edges, sorted by the node they leave */
	int *degree_in;		/* by node: edges that arrive */
};

/*
 * Follow the graph. Notes and frames come last. A start is a node of that kind;
 * without one, nodes that no edge leads to; whatever is left after these (rings
 * without a way in) starts at its first node.
 */
struct order *order_of(struct arena *, const struct graph *);

/* How many edges leave a node. */
int order_degree_out(const struct order *, int node);

#endif
