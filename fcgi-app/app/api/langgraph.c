/* Workflows as files of LangGraph, as the builder writes and reads them. */
#include "app/api/builder.h"

#include <string.h>

#include "app/api/body.h"
#include "app/api/document.h"
#include "app/api/workflow.h"
#include "app/api/workflow_file.h"
#include "app/resources/resources.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/time.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/scan.h"
#include "json/writer.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"
#include "resource/validate.h"

#define LANGGRAPH_VERSION "1.0.0"
#define NO_NAME "Imported workflow"

static const char *const node_members[] = {
	"id", "type", "position", "data", NULL
};

static const char *const edge_members[] = {
	"id", "source", "target", "sourceHandle", "label", NULL
};

/* --- export --- */

static void
write_metadata(struct json_writer *json, const struct workflow_file *flow)
{
	char now[TIME_TEXT_SIZE];

	time_format(time_now_ms(), now);
	json_write_name(json, "metadata");
	json_begin_object(json);
	json_member_text(json, "createdAt", flow->created ? flow->created : now);
	json_member_text(json, "updatedAt", flow->updated ? flow->updated : now);
	json_member_text(json, "version", LANGGRAPH_VERSION);
	json_member_text(json, "framework", "langgraph");
	json_end_object(json);
}

static bool
answer(struct request *req, const struct workflow_file *flow, struct response *res)
{
	struct json_writer json;
	struct buf plain;

	buf_init(&plain, req->arena, 4096);
	json_writer_init(&json, &plain);
	json_begin_object(&json);
	json_member_text(&json, "name", flow->name);
	json_member_text(&json, "description", flow->description);
	workflow_file_items(&json, req->arena, "nodes", flow->nodes,
			    node_members);
	workflow_file_items(&json, req->arena, "edges", flow->edges,
			    edge_members);
	write_metadata(&json, flow);
	json_end_object(&json);
	response_json(res, 200);
	document_attach(res, flow->name, "_langgraph.json");
	json_pretty(&res->body, plain.bytes, plain.len);
	return true;
}

/* Of the document that is sent, or of what is stored where there is none. */
bool
langgraph_export_plan(struct request *req, struct unit *unit)
{
	if (req->json.len > 0 && !workflow_file_is_sent(req))
		return fail(&req->error, ERROR_BAD_REQUEST,
			    "Workflow must have nodes and edges");
	return crud_get_plan(req, unit);
}

bool
langgraph_export_reply(struct request *req, const struct rows *rows,
		       struct response *res)
{
	struct workflow_file flow;

	return workflow_file_find(req, rows, &flow) && answer(req, &flow, res);
}

/* --- import --- */

/* The members of a workflow alone: what else the file says is about itself. */
static bool
keep_members(struct request *req)
{
	static const char *const names[] = {
		"name", "description", "nodes", "edges", NULL
	};
	const char *name = body_text(req, "name");
	struct json_member *members;
	struct json_writer json;
	struct buf buf;
	size_t count;

	members = json_members(req->arena, req->json, &count);
	buf_init(&buf, req->arena, req->json.len + 64);
	json_writer_init(&json, &buf);
	json_begin_object(&json);
	if (!name || !*name)
		json_member_text(&json, "name", NO_NAME);
	for (size_t i = 0; i < count; i++) {
		if (!workflow_file_names(name && *name ? names : names + 1,
			      members[i].name))
			continue;
		json_write_name(&json, members[i].name);
		json_write_raw(&json, members[i].value.text,
			       members[i].value.len);
	}
	json_end_object(&json);
	return json_scan(req->arena, buf.bytes, buf.len, &req->json,
			 &req->error);
}

bool
langgraph_import_plan(struct request *req, struct unit *unit)
{
	struct values given;

	if (!workflow_file_is_sent(req))
		return fail(&req->error, ERROR_BAD_REQUEST,
			    "Invalid LangGraph JSON: missing nodes or edges");
	return keep_members(req)
	       && validate_body(req, &workflow_resource, VALIDATE_UPDATE, &given)
	       && workflow_save_add(req, unit, NULL, &given);
}

static size_t
count_items(struct request *req, const char *name)
{
	struct json_slice array;
	size_t count = 0;

	if (workflow_file_array(req, name, &array))
		json_members(req->arena, array, &count);
	return count;
}

bool
langgraph_import_reply(struct request *req, const struct rows *rows,
		       struct response *res)
{
	struct json_writer json = response_json(res, 200);
	const char *description = body_text(req, "description");

	json_begin_object(&json);
	json_member_bool(&json, "success", true);
	json_write_name(&json, "workflow");
	json_begin_object(&json);
	json_member_text(&json, "id", rows_text(&rows[0], 0, 0));
	json_member_text(&json, "name", body_text(req, "name"));
	json_member_text(&json, "description", description ? description : "");
	json_member_int(&json, "nodeCount", (int64_t)count_items(req, "nodes"));
	json_member_int(&json, "edgeCount", (int64_t)count_items(req, "edges"));
	json_end_object(&json);
	json_end_object(&json);
	return true;
}

static const struct member graph_members[] = {
	{ MEMBER("name", FIELD_TEXT, .max = 255, .example = "Refund triage") },
	{ MEMBER("description", FIELD_LONG_TEXT, .max = 10000) },
	{ MEMBER("nodes", FIELD_JSON_ARRAY, .flags = FIELD_REQUIRED) },
	{ MEMBER("edges", FIELD_JSON_ARRAY, .flags = FIELD_REQUIRED) },
	{ 0 }
};

static const struct member metadata_members[] = {
	{ MEMBER("createdAt", FIELD_TEXT) },
	{ MEMBER("updatedAt", FIELD_TEXT) },
	{ MEMBER("version", FIELD_TEXT, .example = LANGGRAPH_VERSION) },
	{ MEMBER("framework", FIELD_TEXT, .example = "langgraph") },
	{ 0 }
};

static const struct member file_members[] = {
	{ MEMBER("name", FIELD_TEXT) },
	{ MEMBER("description", FIELD_TEXT) },
	{ MEMBER("nodes", FIELD_JSON_ARRAY) },
	{ MEMBER("edges", FIELD_JSON_ARRAY) },
	{ .field = { .name = "metadata" }, .members = metadata_members },
	{ 0 }
};

static const struct member imported_members[] = {
	{ MEMBER("id", FIELD_ID) },
	{ MEMBER("name", FIELD_TEXT) },
	{ MEMBER("description", FIELD_TEXT) },
	{ MEMBER("nodeCount", FIELD_INT) },
	{ MEMBER("edgeCount", FIELD_INT) },
	{ 0 }
};

static const struct member import_answer[] = {
	{ MEMBER("success", FIELD_BOOL) },
	{ .field = { .name = "workflow" }, .members = imported_members },
	{ 0 }
};

const struct call langgraph_get_call = { .answer = file_members };

const struct call langgraph_export_call = {
	.body = graph_members, .answer = file_members,
	.flags = CALL_BODY_MAY_MISS | CALL_BODY_IS_OPEN,
	.help = "Without a body, of the workflow as it is stored.",
};

const struct call langgraph_import_call = {
	.body = graph_members, .answer = import_answer,
	.flags = CALL_BODY_IS_OPEN,
};
