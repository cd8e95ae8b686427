#ifndef IMPORT_NODE_RED_KIND_H
#define IMPORT_NODE_RED_KIND_H

/* What the node types of Node-RED are, and what their ways out are called. */

#include <stddef.h>

struct arena;
struct doc;

/* A name of flow/kind.h; never NULL. */
const char *node_red_kind(const char *type);

/* What way out number index of count is called; NULL if there is only one. */
const char *node_red_out_label(struct arena *, const struct doc *node,
			       size_t index, size_t count);

#endif
