/* Adding and editing an MCP server: see row_form.h. */
#include "app/pages/row_form.h"

#include <stddef.h>

#include "app/resources/resources.h"
#include "db/statement.h"

static const char *const names[] = {
	"name", "url", "authType", "accessToken", "headers", "category",
	"enabled", "description", NULL
};

/* An official one, to be taken over. */
static const struct statement mcp_server_preset = {
	.name = "mcp_server_preset",
	.sql = "select name, url, auth_type, null as access_token, null as"
	       " headers, category, 'true' as enabled, description"
	       " from api.official_mcp_servers where id = $1::text",
};

static const char *const consequences[] = {
	"Its access token goes with it, and cannot be brought back.",
	"Agents and workflows that use its tools fail from then on. To stop them"
	" for a while, take it out of use instead.",
	NULL
};

const struct row_form mcp_server_form = {
	.resource = &mcp_server_resource, .names = names,
	.preset = &mcp_server_preset, .consequences = consequences,
};
