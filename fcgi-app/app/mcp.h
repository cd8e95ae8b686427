#ifndef APP_MCP_H
#define APP_MCP_H

/* Mcp: asking an MCP server for its tools, or for the work of one. */

#include <stddef.h>

#include "app/mcp_reply.h"
#include "json/slice.h"

struct arena;

#define MCP_URL_EXAMPLE "https://tools.example.com/mcp"

/* How a server is asked; all but url may be NULL. */
struct mcp_server {
	const char *url;	/* a name in braces in it stands for the token */
	const char *auth_type;	/* "api-key": X-API-Key; else Authorization */
	const char *token;
	const char **headers;	/* "name: value", NULL-ended */
	const char *allow;	/* see base/address.h */
};

/*
 * What is wrong with these, as struct field says; NULL: nothing. Of a header name is
 * the name and text the value, "" where only the name is in question.
 */
const char *mcp_url_wrong(const char *name, const char *text);
const char *mcp_token_wrong(const char *name, const char *text);
const char *mcp_header_wrong(const char *name, const char *text);

/* Ask it, for ten seconds at most: only in a thread (aside_call). */
void mcp_ask(struct arena *, const struct mcp_server *, struct mcp_reply *);

/* Call one of its tools with arguments, an object; the same for thirty seconds. */
void mcp_call(struct arena *, const struct mcp_server *, const char *tool,
	      struct json_slice arguments, struct mcp_reply *);

#endif
