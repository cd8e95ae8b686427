#ifndef APP_MCP_REPLY_H
#define APP_MCP_REPLY_H

/*
 * Mcp reply: what a server answered to tools/list, in the words that the builder's
 * clients show.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct fetch;

enum { MCP_TOOLS_MAX = 500, MCP_TOOL_NAME_MAX = 64 };

struct mcp_reply {
	const char *error;	/* NULL: it answered with its tools */
	const char *details;	/* of the error */
	int status;		/* of HTTP; 0: there was none */
	const char **names;	/* of tools, as far as they are words of 64 characters */
	size_t count;
	const char *tools;	/* a JSON array of objects, as they came; "[]" */
	const char *server_name, *server_version;	/* NULL: it did not say */
};

/* Of a fetch that has ended. All of it is in the arena. */
void mcp_reply_read(struct arena *, const struct fetch *, struct mcp_reply *);

#endif
