#ifndef FLOW_CHECK_H
#define FLOW_CHECK_H

/*
 * Check: what keeps a flow from running, in words for its author. Flowcharts
 * and workflows have rules of their own.
 */

#include <stddef.h>

struct arena;
struct graph;

struct check_error {
	const char *node_id;	/* NULL: of the whole flow */
	const char *field;	/* "condition"; NULL: of the whole node */
	const char *message;
};

struct check {
	struct check_error *errors;	/* in the order of the document */
	size_t count;			/* 0: valid */
};

/* All that is wrong with a graph; never NULL. */
struct check *check_graph(struct arena *, const struct graph *);

#endif
