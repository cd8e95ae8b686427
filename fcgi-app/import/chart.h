#ifndef IMPORT_CHART_H
#define IMPORT_CHART_H

/*
 * Chart: writes a flowchart in Muster's shape (docs/FLOW_FORMAT.md) node by
 * node and connection by connection. Values go in as the text that they are.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "flow/doc.h"
#include "json/writer.h"

struct arena;
struct error;
struct import_flow;
struct index;

struct chart {
	struct arena *arena;
	struct error *err;
	struct buf nodes, edges;
	struct json_writer node_writer, edge_writer;
	struct index *node_ids, *edge_ids;
	size_t node_count, edge_count, dangling_count;
	const char *dangling;	/* the first id that is no node */
	bool is_centred;	/* positions are centres */
};

/* NULL means that the source does not say it. */
struct chart_node {
	const char *id;			/* required */
	const char *kind;		/* a name of flow/kind.h */
	const char *title;		/* required */
	const char *description;
	const char *variant;		/* the source's own name of the kind */
	const char *parent;
	const struct json_slice *x, *y, *width, *height;	/* numbers */
	const struct json_slice *config;
	const struct doc *source;	/* its other members become extra */
	const char *const *known;	/* not extra; NULL-terminated */
};

struct chart_edge {
	const char *id;			/* NULL: numbered */
	const char *from, *to;		/* NULL: not said, so dangling */
	const char *label;
	const char *handle;
	const struct doc *source;
	const char *const *known;
};

/* Counts are of the source, bounds for both; fails if there are too many. */
bool chart_begin(struct chart *, struct arena *, size_t nodes, size_t edges,
		 struct error *);

/* False, and an error, if the id is there already. */
bool chart_node(struct chart *, const struct chart_node *);

/* All nodes come first. What leads to no node is counted and left out. */
void chart_edge(struct chart *, const struct chart_edge *);

/*
 * Put the flowchart and the counts into the flow, whose format, name,
 * description, tags and old id are set. The document's other members become
 * extra.
 */
void chart_end(struct chart *, struct import_flow *, const struct doc *document,
	       const char *const *known);

#endif
