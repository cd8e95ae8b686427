/*
 * Calling a tool of an MCP server: any address, or that of a server of the tenant,
 * which is then asked with what is stored of it. Three steps: what is stored is read,
 * the server is asked in a thread that waits, and the audit log is told.
 */
#include "app/api/mcp.h"

#include <string.h>

#include "app/api/body.h"
#include "app/mcp.h"
#include "app/mcp_stored.h"
#include "base/arena.h"
#include "base/config.h"
#include "base/error.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/aside.h"
#include "http/request.h"
#include "http/response.h"
#include "json/writer.h"
#include "resource/call.h"
#include "resource/value.h"

#define FAILED "MCP execution failed"

/* The oldest of this address that is in use. */
static const struct statement mcp_server_at = {
	.name = "mcp_server_at",
	.sql = "select id, url, auth_type, token, headers, tenant_id, key_id,"
	       " master_id, wrapped from private.begin_mcp_test((select id"
	       " from mcp_servers where url = $1::text and enabled"
	       " order by id limit 1))",
};

static const struct statement audit_tool_call = {
	.name = "audit_tool_call",
	.sql = "select private.audit_tool_call($1::uuid, $2::text, $3::text,"
	       " $4::text)",
};

struct tool_call {
	struct mcp_server server;
	const char *id;			/* of the server; NULL: it is none of ours */
	const char *tool;
	struct json_slice arguments;
	struct mcp_reply reply;
};

/* ---- what is sent ---- */

enum { SERVER_URL, SERVER_NAME, TOOL };

static const struct member call_members[] = {
	[SERVER_URL] = { MEMBER("serverUrl", FIELD_TEXT, .max = 2048,
				.flags = FIELD_REQUIRED, .format = "uri",
				.example = MCP_URL_EXAMPLE) },
	[SERVER_NAME] = { MEMBER("serverName", FIELD_TEXT, .max = 255) },
	[TOOL] = { MEMBER("tool", FIELD_TEXT, .max = 255,
			  .flags = FIELD_REQUIRED, .example = "find_invoice") },
	{ MEMBER("params", FIELD_JSON_OBJECT,
		 .help = "What the tool is given") },
	{ MEMBER("authToken", FIELD_TEXT, .max = 8192,
		 .help = "Sent as a bearer. Without one, a server of this"
			 " address that is enabled is asked with what is"
			 " stored of it") },
	{ 0 }
};

static bool
take_text(struct request *req, const struct field *field, const char **text)
{
	const char *pointer = arena_printf(req->arena, "/%s", field->name);

	return body_value(req, field, text)
	       && (*text || fail_field(&req->error, pointer, "required",
				       "is required"));
}

/* A call without params has no arguments. */
static bool
take_arguments(struct request *req, struct tool_call *call)
{
	call->arguments = (struct json_slice){ JSON_OBJECT, "{}", 2 };
	if (!body_find(req, "params", &call->arguments)
	    || call->arguments.type == JSON_OBJECT)
		return true;
	if (call->arguments.type != JSON_NULL)
		return fail_field(&req->error, "/params", "type",
				  "must be an object");
	call->arguments = (struct json_slice){ JSON_OBJECT, "{}", 2 };
	return true;
}

static bool
take_call(struct request *req, struct tool_call *call)
{
	return take_text(req, &call_members[SERVER_URL].field,
			 &call->server.url)
	       & take_text(req, &call_members[TOOL].field, &call->tool)
	       & take_arguments(req, call)
	       & mcp_take_token(req, &call->server);
}

bool
mcp_call_plan(struct request *req, struct unit *unit)
{
	struct tool_call *call = arena_alloc(req->arena, sizeof *call);

	req->state = call;
	arena_wipe_on_reset(req->arena);
	call->server.allow = config_text(req->app->config,
					 CONFIG_OUTBOUND_ALLOW);
	return take_call(req, call)
	       && unit_add(unit, &mcp_server_at, call->server.url);
}

/* ---- the call ---- */

static bool
end_reply(struct request *req, const struct rows *rows, struct response *res)
{
	const struct tool_call *call = req->state;
	const struct mcp_reply *reply = &call->reply;
	struct json_writer json;

	(void)rows;
	if (reply->error) {
		fail(&req->error, ERROR_REMOTE, FAILED);
		return fail_hint(&req->error,
				 mcp_reply_said(req->arena, reply));
	}
	json = response_json(res, 200);
	json_begin_object(&json);
	json_member_bool(&json, "success", true);
	json_member_text(&json, "tool", call->tool);
	json_write_name(&json, "result");
	json_write_raw(&json, reply->result, strlen(reply->result));
	json_end_object(&json);
	return true;
}

static bool
audit_plan(struct request *req, struct unit *unit)
{
	const struct tool_call *call = req->state;

	return unit_add(unit, &audit_tool_call, call->id, call->server.url,
			call->tool, mcp_reply_said(req->arena, &call->reply));
}

static bool
ask(struct request *req, const struct rows *rows, struct response *res)
{
	struct tool_call *call = req->state;

	(void)rows;
	(void)res;
	call->reply.error = "Connection failed";
	call->reply.details = mcp_url_wrong("serverUrl", call->server.url);
	if (!call->reply.details)
		mcp_call(req->arena, &call->server, call->tool,
			 call->arguments, &call->reply);
	return request_then(req, audit_plan, end_reply);
}

/* A token that is sent is for this address, and no stored header goes with it. */
bool
mcp_call_reply(struct request *req, const struct rows *rows,
	       struct response *res)
{
	struct tool_call *call = req->state;

	if (rows[0].count > 0)
		call->id = rows_named(&rows[0], 0, "id");
	if (call->id && !call->server.token
	    && !mcp_stored_open(req, &rows[0], &call->server))
		return false;
	return aside_call(req, rows, res, ask);
}

/* ---- what it takes and answers ---- */

static const struct member call_result[] = {
	{ MEMBER("success", FIELD_BOOL) },
	{ MEMBER("tool", FIELD_TEXT) },
	{ MEMBER("result", FIELD_JSON_OBJECT,
		 .help = "As the server told it") },
	{ 0 }
};

const struct call mcp_call_call = {
	.body = call_members, .answer = call_result,
};
