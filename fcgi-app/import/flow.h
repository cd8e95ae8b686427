#ifndef IMPORT_FLOW_H
#define IMPORT_FLOW_H

/*
 * Flow: what an importer makes of one flow of a foreign document: what Muster
 * stores, and what it has to say about it. No SQL, no HTTP.
 */

#include <stddef.h>
#include <stdint.h>

struct arena;

enum import_kind {
	IMPORT_WORKFLOW,	/* steps with a beginning and an end */
	IMPORT_AGENT		/* someone to talk to */
};

struct import_text {
	const char *text;	/* JSON; NULL: none */
	size_t len;
};

struct import_flow {
	enum import_kind kind;
	const char *format;	/* "n8n": the name of the format's row */
	const char *old_id;	/* unique in the format; never NULL */
	const char *name;	/* never empty, at most 255 characters */
	const char *description;	/* NULL: none */
	const char **tags;	/* NULL-terminated */
	int64_t created_ms;	/* since 1970; 0: not said */
	struct import_text flowchart;	/* as docs/FLOW_FORMAT.md says */
	struct import_text document;	/* as it came; NULL: only a flowchart */
	size_t node_count;
	size_t edge_count;	/* connections of the flowchart */
	size_t dangling_count;	/* connections that lead nowhere, left out */
	const char **warnings;	/* NULL-terminated */
};

struct import_list {
	struct import_flow *flows;
	size_t count;
};

/* "workflow", "agent". */
const char *import_kind_name(enum import_kind);

/* Say something about a flow that is not a reason to refuse it. */
void import_warn(struct arena *, struct import_flow *, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
