/* Testing the connection to an MCP server: one that is stored, or any address. */
#include "app/api/mcp.h"

#include <string.h>

#include "app/api/body.h"
#include "app/mcp_test.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/config.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/aside.h"
#include "http/response.h"
#include "json/writer.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/masked.h"
#include "resource/resource.h"
#include "resource/value.h"

/* ---- the answer ---- */

static void
write_tools(struct json_writer *json, const struct mcp_reply *reply)
{
	json_write_name(json, "tools");
	json_begin_array(json);
	for (size_t i = 0; i < reply->count; i++)
		json_write_text(json, reply->names[i]);
	json_end_array(json);
	json_write_name(json, "toolsDetailed");
	json_write_raw(json, reply->tools, strlen(reply->tools));
	json_write_name(json, "serverInfo");
	json_begin_object(json);
	json_member_text(json, "name", reply->server_name
					? reply->server_name : "MCP server");
	json_member_text(json, "version", reply->server_version
					  ? reply->server_version : "unknown");
	json_end_object(json);
}

static void
write_error(struct json_writer *json, const struct mcp_reply *reply)
{
	json_member_text(json, "error", reply->error);
	json_member_text(json, "details", reply->details);
	if (reply->status > 0)
		json_member_int(json, "statusCode", reply->status);
}

/* url as it was given: with its token it would give that away. */
static void
write_reply(struct json_writer *json, const struct mcp_reply *reply,
	    const char *url)
{
	json_member_bool(json, "success", !reply->error);
	if (reply->error)
		write_error(json, reply);
	else
		write_tools(json, reply);
	json_member_text(json, "testedUrl", url);
}

/* ---- one that is stored ---- */

static bool
add_row(struct request *req, struct unit *unit)
{
	return crud_get_add(req, unit, &mcp_server_resource,
			    mcp_test_of(req)->id);
}

bool
mcp_server_test_reply(struct request *req, const struct rows *rows,
		      struct response *res)
{
	const struct mcp_test *test = mcp_test_of(req);
	struct json_writer json;

	if (!mcp_test_check(req, rows)
	    || !crud_check_found(req, &mcp_server_resource, &rows[1]))
		return false;
	json = response_json(res, 200);
	json_begin_object(&json);
	write_reply(&json, &test->reply, test->server.url);
	json_write_name(&json, mcp_server_resource.name);
	crud_write(&json, req, &mcp_server_resource, &rows[1], 0);
	json_end_object(&json);
	return true;
}

bool
mcp_server_test_plan(struct request *req, struct unit *unit)
{
	return mcp_test_begin(req, unit, add_row, mcp_server_test_reply);
}

/* ---- any address ---- */

static const struct field headers_field = {
	.name = "headers", .type = FIELD_JSON_OBJECT, .max = 4096,
	.flags = FIELD_MASKED, .check = mcp_header_wrong,
};

static bool
is_header(struct arena *arena, struct json_slice value)
{
	return value.type == JSON_STRING
	       && !text_starts(json_slice_text(arena, value), MASK);
}

/* What is null or masked is not sent: behind a mask there is nothing here. */
static bool
take_headers(struct request *req, struct mcp_server *server)
{
	const struct value_place place = {
		.arena = req->arena, .error = &req->error, .pointer = "/headers",
	};
	const struct json_member *members;
	struct json_slice slice;
	const char *checked;
	size_t count, given = 0;

	if (!body_find(req, "headers", &slice) || slice.type == JSON_NULL)
		return true;
	if (!value_from_json(&place, &headers_field, slice, &checked))
		return false;
	members = json_members(req->arena, slice, &count);
	server->headers = arena_alloc(req->arena, (count + 1)
						  * sizeof *server->headers);
	for (size_t i = 0; i < count; i++)
		if (is_header(req->arena, members[i].value))
			server->headers[given++] = arena_printf(req->arena,
				"%s: %s", members[i].name,
				json_slice_text(req->arena, members[i].value));
	return true;
}

bool
mcp_take_token(struct request *req, struct mcp_server *server)
{
	const char *token = body_text(req, "authToken");
	const char *wrong = token ? mcp_token_wrong("authToken", token) : NULL;

	server->token = token && *token && !text_starts(token, MASK)
			? token : NULL;
	return !wrong || fail_field(&req->error, "/authToken", "invalid", "%s",
				    wrong);
}

bool
mcp_connection_plan(struct request *req, struct unit *unit)
{
	struct mcp_server *server = arena_alloc(req->arena, sizeof *server);
	const char *url = body_text(req, "url");

	(void)unit;
	req->state = server;
	if (!url || !*text_trim(req->arena, url))
		return fail(&req->error, ERROR_BAD_REQUEST, "URL is required");
	arena_wipe_on_reset(req->arena);
	server->url = url;
	server->allow = config_text(req->app->config, CONFIG_OUTBOUND_ALLOW);
	return mcp_take_token(req, server) & take_headers(req, server);
}

static bool
ask_and_answer(struct request *req, const struct rows *rows,
	       struct response *res)
{
	const struct mcp_server *server = req->state;
	struct mcp_reply reply = {
		.error = "Connection test failed",
		.details = mcp_url_wrong("url", server->url), .tools = "[]",
	};
	struct json_writer json;

	(void)rows;
	if (!reply.details)
		mcp_ask(req->arena, server, &reply);
	json = response_json(res, 200);
	json_begin_object(&json);
	write_reply(&json, &reply, server->url);
	json_end_object(&json);
	return true;
}

bool
mcp_connection_reply(struct request *req, const struct rows *rows,
		     struct response *res)
{
	return aside_call(req, rows, res, ask_and_answer);
}

/* ---- what they take and answer ---- */

static const struct member server_info[] = {
	{ MEMBER("name", FIELD_TEXT) },
	{ MEMBER("version", FIELD_TEXT) },
	{ 0 }
};

#define TEST_ANSWER \
	{ MEMBER("success", FIELD_BOOL) }, \
	{ MEMBER("tools", FIELD_TEXT), .is_list = true, .is_optional = true }, \
	{ MEMBER("toolsDetailed", FIELD_JSON_ARRAY), .is_optional = true }, \
	{ .field = { .name = "serverInfo" }, .members = server_info, \
	  .is_optional = true }, \
	{ MEMBER("error", FIELD_TEXT, .help = "Why there are no tools"), \
	  .is_optional = true }, \
	{ MEMBER("details", FIELD_TEXT), .is_optional = true, \
	  .is_nullable = true }, \
	{ MEMBER("statusCode", FIELD_INT), .is_optional = true }, \
	{ MEMBER("testedUrl", FIELD_TEXT) }

static const struct member test_answer[] = {
	TEST_ANSWER,
	{ .field = { .name = "mcpServer" }, .row = &mcp_server_resource },
	{ 0 }
};

static const struct member connection_answer[] = {
	TEST_ANSWER,
	{ 0 }
};

static const struct member connection_body[] = {
	{ MEMBER("url", FIELD_TEXT, .max = 2048, .flags = FIELD_REQUIRED,
		 .format = "uri", .example = MCP_URL_EXAMPLE) },
	{ MEMBER("authToken", FIELD_TEXT, .max = 8192,
		 .help = "Sent as a bearer, or where the address has a name in"
			 " braces") },
	{ MEMBER("headers", FIELD_JSON_OBJECT, .max = 4096,
		 .flags = FIELD_MASKED) },
	{ 0 }
};

const struct call mcp_server_test_call = {
	.answer = test_answer, .flags = CALL_CONFLICTS,
};

const struct call mcp_connection_call = {
	.body = connection_body, .answer = connection_answer,
};
