#ifndef APP_MCP_REPLY_H
#define APP_MCP_REPLY_H

/*
 * Mcp reply: what a server answered to tools/list or tools/call, in the words that
 * the builder's clients show.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct fetch;

enum { MCP_TOOLS_MAX = 500, MCP_TOOL_NAME_MAX = 64 };

struct mcp_reply {
	const char *error;	/* NULL: it answered with what was asked for */
	const char *details;	/* of the error */
	int status;		/* of HTTP; 0: there was none */
	const char **names;	/* of tools, as far as they are words of 64 characters */
	size_t count;
	const char *tools;	/* a JSON array of objects, as they came; "[]" */
	const char *result;	/* of a call: a JSON object, as it came */
	const char *server_name, *server_version;	/* NULL: it did not say */
};

/* The error with its details, in one line; NULL: there is none. */
const char *mcp_reply_said(struct arena *, const struct mcp_reply *);

/* Of a fetch that has ended: its tools, or the result. All of it is in the arena. */
void mcp_reply_read(struct arena *, const struct fetch *, struct mcp_reply *);
void mcp_reply_read_result(struct arena *, const struct fetch *,
			   struct mcp_reply *);

#endif
