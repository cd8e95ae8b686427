#ifndef APP_MCP_TEST_H
#define APP_MCP_TEST_H

/*
 * Mcp test: a server that is stored is asked for its tools, and what came of it is
 * stored with it. Three steps: what it takes is read, the server is asked in a thread
 * that waits, the outcome is written.
 */

#include "app/mcp.h"
#include "http/request.h"

struct mcp_test {
	const char *id;
	const char *version;		/* that was asked */
	struct mcp_server server;
	struct mcp_reply reply;
	plan_fn *more;
	reply_fn *end;
};

/*
 * A plan, of the server of the path. At the end comes end, with mcp_test_of; rows[0]
 * says whether it was stored, and behind it are the rows of what more adds (NULL:
 * nothing).
 */
bool mcp_test_begin(struct request *, struct unit *, plan_fn *more,
		    reply_fn *end);
struct mcp_test *mcp_test_of(const struct request *);

/* True if the outcome was stored; else ERROR_CONFLICT: the server is another one now. */
bool mcp_test_check(struct request *, const struct rows *);

#endif
