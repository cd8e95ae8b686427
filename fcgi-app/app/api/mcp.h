#ifndef APP_API_MCP_H
#define APP_API_MCP_H

/* The halves of the API's routes about MCP servers; see routes.c. */

#include <stdbool.h>

struct call;
struct request;
struct response;
struct rows;
struct unit;

/* mcp_servers.c */
bool mcp_server_test_plan(struct request *, struct unit *);
bool mcp_server_test_reply(struct request *, const struct rows *,
			   struct response *);
bool mcp_connection_plan(struct request *, struct unit *);
bool mcp_connection_reply(struct request *, const struct rows *,
			  struct response *);
extern const struct call mcp_server_test_call, mcp_connection_call;
/* authToken of the body; none where it is empty, or the mask that lists show. */
struct mcp_server;
bool mcp_take_token(struct request *, struct mcp_server *);

/* mcp_call.c */
bool mcp_call_plan(struct request *, struct unit *);
bool mcp_call_reply(struct request *, const struct rows *, struct response *);
extern const struct call mcp_call_call;

/* mcp_registry.c */
bool mcp_registry_plan(struct request *, struct unit *);
bool mcp_registry_reply(struct request *, const struct rows *,
			struct response *);
bool mcp_registry_save_plan(struct request *, struct unit *);
bool mcp_registry_save_reply(struct request *, const struct rows *,
			     struct response *);
bool mcp_registry_delete_plan(struct request *, struct unit *);
bool mcp_registry_delete_reply(struct request *, const struct rows *,
			       struct response *);
extern const struct call mcp_registry_call, mcp_registry_save_call;
extern const struct call mcp_registry_delete_call;

#endif
