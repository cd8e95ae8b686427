#ifndef APP_MCP_STORED_H
#define APP_MCP_STORED_H

/* Mcp stored: how a server of the tenant is asked, with its secrets opened. */

#include <stdbool.h>

struct mcp_server;
struct request;
struct rows;

/*
 * Of the row of private.begin_mcp_test. The arena of the request is wiped at its end;
 * false, and req->error says why, where a secret does not open.
 */
bool mcp_stored_open(struct request *, const struct rows *, struct mcp_server *);

#endif
