#ifndef IMPORT_N8N_KIND_H
#define IMPORT_N8N_KIND_H

/* What the node types of n8n are, and what their ways out are called. */

#include <stddef.h>

struct arena;
struct doc;

/* The part of a type behind the package: "googleSheets". */
const char *n8n_short_type(const char *type);

/* A name of flow/kind.h; never NULL. */
const char *n8n_kind(const char *type);

/*
 * What the way out number index of a node is called; NULL where a node has one
 * way out only. Count is of the ways that its connections use.
 */
const char *n8n_out_label(struct arena *, const struct doc *node, size_t index,
			  size_t count);

/* "ai_languageModel" as people say it: "language model"; NULL for "main". */
const char *n8n_type_label(struct arena *, const char *type);

#endif
