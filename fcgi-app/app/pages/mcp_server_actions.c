/* What buttons do to an MCP server: test it, take it into or out of use. */
#include "app/pages/handlers.h"

#include "app/mcp_test.h"
#include "app/pages/notice.h"
#include "app/pages/noun.h"
#include "app/pages/row_change.h"
#include "app/resources/resources.h"
#include "base/text.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"

static bool
lead_back(struct request *req, struct response *res, const char *notice)
{
	const char *path = noun_row_path(req, &mcp_server_resource,
					 request_param(req, "id"));

	return notice ? notice_redirect(res, path, notice, -1, -1)
		      : response_redirect(res, path);
}

/* Why it did not answer is on its page. */
bool
mcp_server_ask_done(struct request *req, const struct rows *rows,
		    struct response *res)
{
	bool has_answered = !mcp_test_of(req)->reply.error;

	return mcp_test_check(req, rows)
	       && lead_back(req, res, has_answered ? "mcp-server-tested" : NULL);
}

bool
mcp_server_ask_plan(struct request *req, struct unit *unit)
{
	return row_check_id(req, &mcp_server_resource)
	       && mcp_test_begin(req, unit, NULL, mcp_server_ask_done);
}

bool
mcp_server_enable_plan(struct request *req, struct unit *unit)
{
	return row_change_set(req, unit, &mcp_server_resource, "enabled", "true");
}

bool
mcp_server_disable_plan(struct request *req, struct unit *unit)
{
	return row_change_set(req, unit, &mcp_server_resource, "enabled",
			      "false");
}

bool
mcp_server_switch_done(struct request *req, const struct rows *rows,
		       struct response *res)
{
	bool is_on = text_ends(req->route->path, "/enable");

	return row_change_check(req, &mcp_server_resource, rows)
	       && lead_back(req, res, is_on ? "mcp-server-enabled"
					    : "mcp-server-disabled");
}
