/* MCP servers in the builder's shape: the registry of its clients. */
#include "app/api/mcp.h"

#include <string.h>

#include "app/api/body.h"
#include "app/api/workflow.h"
#include "app/mcp.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "base/uuid.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/writer.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"
#include "resource/secret.h"
#include "resource/validate.h"

/* The columns of mcp_registry_resource, in its order. */
static const struct statement registered_servers = {
	.name = "registered_mcp_servers",
	.sql = "select id, id, user_id, name, url, description, category,"
	       " auth_type, access_token, to_json(tools) as tools,"
	       " connection_status, last_tested, last_error, enabled,"
	       " is_official, is_official, headers, api_key_placeholder,"
	       " documentation, created_at, updated_at"
	       " from api.registered_mcp_servers"
	       " order by place, created_at desc, id limit 1000",
};

/* By its id or another name, if it is there. */
static const struct statement find_mcp_server = {
	.name = "find_mcp_server",
	.sql = "select id from mcp_servers"
	       " where id = app.row_id('mcp-server', $1::text)",
};

static const struct statement name_mcp_server = {
	.name = "name_mcp_server",
	.sql = "insert into aliases (kind, alias, id)"
	       " values ('mcp-server', $1::text, $2::uuid)",
};

/* ---- list ---- */

bool
mcp_registry_plan(struct request *req, struct unit *unit)
{
	(void)req;
	return unit_add(unit, &registered_servers);
}

bool
mcp_registry_reply(struct request *req, const struct rows *rows,
		   struct response *res)
{
	struct json_writer json = response_json(res, 200);

	json_begin_object(&json);
	json_member_bool(&json, "success", true);
	json_write_name(&json, mcp_registry_resource.plural);
	json_begin_array(&json);
	for (int i = 0; i < rows->count; i++)
		crud_write(&json, req, &mcp_registry_resource, rows, i);
	json_end_array(&json);
	json_member_text(&json, "source", WORKFLOW_SOURCE);
	json_end_object(&json);
	return response_revalidate(res);
}

/* ---- save ---- */

/* What the first half of saving leaves to the second. */
struct saving {
	struct values given;
	char id[UUID_TEXT_SIZE];
	const char *alias;		/* NULL: it has none */
};

bool
mcp_registry_save_reply(struct request *req, const struct rows *rows,
			struct response *res)
{
	const struct saving *saving = req->state;
	struct json_writer json = response_json(res, 200);

	(void)rows;
	json_begin_object(&json);
	json_member_bool(&json, "success", true);
	json_member_text(&json, "id", saving->id);
	json_member_text(&json, "source", WORKFLOW_SOURCE);
	json_end_object(&json);
	return true;
}

static bool
insert_plan(struct request *req, struct unit *unit)
{
	struct saving *saving = req->state;

	secret_seal(req, &mcp_server_resource, saving->id, &saving->given);
	return crud_insert_add(req, unit, &mcp_server_resource, saving->id,
			       &saving->given)
	       && (!saving->alias || unit_add(unit, &name_mcp_server,
					      saving->alias, saving->id));
}

/* A client that does not send the headers does not know them. */
static bool
change_plan(struct request *req, struct unit *unit)
{
	struct saving *saving = req->state;
	struct json_slice slice;

	if (!body_find(req, "headers", &slice))
		saving->given.given &= ~((uint64_t)1 << resource_field(
					 &mcp_server_resource, "headers"));
	request_add_param(req, "id", saving->id);
	return crud_change_add(req, unit, &mcp_server_resource, &saving->given,
			       NULL, 0);
}

static bool
found_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct saving *saving = req->state;

	(void)res;
	if (rows->count == 0)
		return request_then(req, insert_plan,
				    mcp_registry_save_reply);
	memcpy(saving->id, rows_text(rows, 0, 0), sizeof saving->id);
	return request_then(req, change_plan, mcp_registry_save_reply);
}

/* A client's own id becomes a name of the row, unless it can be the id. */
static void
take_id(struct saving *saving, const char *id)
{
	uuid_v7(saving->id);
	if (is_uuid(id))
		memcpy(saving->id, id, sizeof saving->id);
	else if (*id)
		saving->alias = id;
}

static bool
has_text(const struct request *req, const char *name)
{
	const char *text = body_text(req, name);

	return text && *text_trim(req->arena, text);
}

bool
mcp_registry_save_plan(struct request *req, struct unit *unit)
{
	struct saving *saving = arena_alloc(req->arena, sizeof *saving);
	const char *id = body_text(req, "id");

	if (!has_text(req, "name") || !has_text(req, "url"))
		return fail(&req->error, ERROR_BAD_REQUEST,
			    "Name and URL are required");
	if (secret_is_locked(req, &mcp_server_resource))
		return secret_ask(req, unit);
	req->state = saving;
	take_id(saving, id ? id : "");
	return validate_body(req, &mcp_server_resource, VALIDATE_CREATE,
			     &saving->given)
	       && unit_add(unit, &find_mcp_server, id ? id : "")
	       && request_reply(req, found_reply, NULL);
}

/* ---- delete ---- */

bool
mcp_registry_delete_plan(struct request *req, struct unit *unit)
{
	return crud_delete_of_query(req, unit, "Server ID is required");
}

bool
mcp_registry_delete_reply(struct request *req, const struct rows *rows,
			  struct response *res)
{
	struct json_writer json;

	if (!crud_check_changed(req, &mcp_server_resource, &rows[0]))
		return false;
	json = response_json(res, 200);
	json_begin_object(&json);
	json_member_bool(&json, "success", true);
	json_member_text(&json, "source", WORKFLOW_SOURCE);
	json_end_object(&json);
	return true;
}

/* ---- what they take and answer ---- */

static const struct member list_answer[] = {
	{ MEMBER("success", FIELD_BOOL) },
	{ .field = { .name = "servers" }, .row = &mcp_registry_resource,
	  .is_list = true },
	{ MEMBER("source", FIELD_TEXT, .example = WORKFLOW_SOURCE) },
	{ 0 }
};

static const struct member save_body[] = {
	{ MEMBER("id", FIELD_TEXT, .max = 255,
		 .help = "As its client calls it; without one it is new") },
	{ MEMBER("name", FIELD_TEXT, .max = 255, .flags = FIELD_REQUIRED,
		 .example = "Invoice archive") },
	{ MEMBER("url", FIELD_TEXT, .max = 2048, .flags = FIELD_REQUIRED,
		 .format = "uri", .example = MCP_URL_EXAMPLE) },
	{ 0 }
};

static const struct member save_answer[] = {
	{ MEMBER("success", FIELD_BOOL) },
	{ MEMBER("id", FIELD_ID) },
	{ MEMBER("source", FIELD_TEXT, .example = WORKFLOW_SOURCE) },
	{ 0 }
};

static const struct member delete_query[] = {
	{ MEMBER("id", FIELD_TEXT, .max = 255, .flags = FIELD_REQUIRED,
		 .help = "The id, or another name of it") },
	{ 0 }
};

static const struct member delete_answer[] = {
	{ MEMBER("success", FIELD_BOOL) },
	{ MEMBER("source", FIELD_TEXT, .example = WORKFLOW_SOURCE) },
	{ 0 }
};

const struct call mcp_registry_call = {
	.answer = list_answer, .flags = CALL_TAGGED,
};

const struct call mcp_registry_save_call = {
	.kind = CALL_SAVE, .body = save_body, .answer = save_answer,
	.flags = CALL_CONFLICTS,
};

const struct call mcp_registry_delete_call = {
	.kind = CALL_DELETE, .flags = CALL_MISSES, .query = delete_query,
	.answer = delete_answer,
};
