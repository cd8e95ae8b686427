#ifndef FLOW_PORT_H
#define FLOW_PORT_H

/*
 * Port: which way each edge goes, and where on the sides of its nodes it leaves
 * and arrives: several on one side are spread in the order of where they lead.
 */

#include "flow/axes.h"

struct arena;
struct graph;
struct layout;

enum way_shape {
	WAY_ALONG,	/* from a far side to a near side */
	WAY_AROUND,	/* out and in on the same side, past what is between */
	WAY_SELF	/* from a node to itself */
};

/*
 * Along, ports are v of the sides crossed; around, u of the side that is left:
 * the one of high v or, if the edge comes from there, the one of low v.
 */
struct way {
	enum way_shape shape;
	enum axes axes;
	bool is_low;
	double from, to;
};

/* By edge. */
struct way *port_ways(struct arena *, const struct graph *,
		      const struct layout *);

#endif
