#ifndef IMPORT_REACT_FLOW_H
#define IMPORT_REACT_FLOW_H

/*
 * React Flow: what the documents of programs that draw with that library have
 * in common, {id, name, nodes: [{id, position, data}], edges: [{source, target}]}.
 */

#include <stdbool.h>

#include "import/chart.h"
#include "import/flow.h"

struct import_source;

/* What a program adds to it. */
struct react_flow {
	const char *format;
	enum import_kind kind;
	const char *tags;		/* the member of the document */
	const char *created;		/* that too; NULL: it says none */
	const char *const *known;	/* members of the document */
	const char *const *edge_known;
	/*
	 * Fill in kind, title, description and variant, from the node and its
	 * data; without a title it is the id.
	 */
	void (*read_node)(struct arena *, const struct doc *node,
			  const struct doc *data, struct chart_node *);
	const char *(*label_of)(struct arena *, const struct doc *edge,
				const char *from, const char *to);
};

/* Read the one flow of the document; false, and an error, if it is not well formed. */
bool react_flow_read(struct import_source *, const struct react_flow *);

#endif
