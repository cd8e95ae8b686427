#ifndef FLOW_GRAPH_H
#define FLOW_GRAPH_H

/*
 * Graph: a flow as it is drawn and checked: nodes, edges between them, and what
 * the document says that leads nowhere. Read once, then only looked at.
 */

#include <stdbool.h>
#include <stddef.h>

#include "json/scan.h"

struct arena;
struct error;
struct index;
struct kind;

/* More would be a picture that nobody reads, and a server that is busy. */
#define GRAPH_NODES_MAX 5000
#define GRAPH_EDGES_MAX 20000

/* Where a node lies and how large it is, in its author's units. */
struct graph_box {
	double x, y;		/* top left, or centre if the graph says so */
	double width, height;	/* 0: not said */
};

struct graph_node {
	const char *id;
	const char *title;	/* never NULL, never empty */
	const char *text;	/* description, or what a note says; NULL */
	const char *variant;	/* the source's own name of the kind; NULL */
	const struct kind *kind;
	struct json_slice source;	/* as it stands in the document */
	struct graph_box box;
	bool has_position;
	int parent;		/* the node that frames it, or -1 */
};

struct graph_edge {
	const char *id;		/* never NULL */
	const char *label;	/* NULL: none */
	const char *handle;	/* which way out of its node; NULL */
	int from, to;		/* places in nodes */
};

/* Something of the document that is not in the graph. */
struct graph_fault {
	const char *node_id;	/* NULL: of no one node */
	const char *field;	/* "connections", "id" */
	const char *message;
};

struct graph {
	struct graph_node *nodes;
	size_t node_count;
	struct graph_edge *edges;
	size_t edge_count;
	struct graph_fault *faults;
	size_t fault_count;
	size_t dangling_count;	/* edges to or from nodes that are not there */
	struct index *index;	/* from ids to places in nodes */
	const char *title;	/* NULL: the document has none */
	const char *description;
	bool is_centred;	/* positions are centres */
	bool is_workflow;	/* nodes and edges, not nodes and connections */
};

/*
 * Read a scanned flowchart {nodes, connections, metadata} or workflow {nodes,
 * edges}. The texts belong to the arena, the slices to the document. NULL, and
 * an error in words, if it has no nodes array or is too large; what is merely
 * wrong is in faults.
 */
struct graph *graph_read(struct arena *, struct json_slice document,
			 struct error *);

/* The place of a node; -1 if there is none. */
int graph_find(const struct graph *, const char *id);

#endif
