#ifndef APP_PAGES_MCP_SERVER_VIEW_H
#define APP_PAGES_MCP_SERVER_VIEW_H

/* MCP server view: what a list and a page of it show alike. */

#include <stdbool.h>

struct json;

/* "state" and "state_word": what the last test found, or that it is out of use. */
void mcp_server_set_state(struct json *, const char *connection, bool is_enabled);

#endif
