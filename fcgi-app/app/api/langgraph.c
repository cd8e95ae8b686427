/* Workflows as files of LangGraph, as the builder writes and reads them. */
#include "app/api/builder.h"

#include <string.h>

#include "app/api/body.h"
#include "app/api/document.h"
#include "app/api/workflow.h"
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

/* What a file is made from; times may be NULL, which is now. */
struct flow {
	const char *name, *description;
	struct json_slice nodes, edges;
	const char *created, *updated;
};

static const char *const node_members[] = {
	"id", "type", "position", "data", NULL
};

static const char *const edge_members[] = {
	"id", "source", "target", "sourceHandle", "label", NULL
};

/* --- export --- */

static bool
is_named(const char *const *names, const char *name)
{
	while (*names && strcmp(*names, name) != 0)
		names++;
	return *names != NULL;
}

static void
write_item(struct json_writer *json, struct arena *arena,
	   struct json_slice item, const char *const *names)
{
	struct json_member *members;
	size_t count;

	members = json_members(arena, item, &count);
	json_begin_object(json);
	for (size_t i = 0; i < count; i++) {
		if (!is_named(names, members[i].name))
			continue;
		json_write_name(json, members[i].name);
		json_write_raw(json, members[i].value.text,
			       members[i].value.len);
	}
	json_end_object(json);
}

/* Each item with these members alone; what is no object is left out. */
static void
write_items(struct json_writer *json, struct arena *arena, const char *name,
	    struct json_slice array, const char *const *names)
{
	struct json_member *items;
	size_t count;

	items = json_members(arena, array, &count);
	json_write_name(json, name);
	json_begin_array(json);
	for (size_t i = 0; i < count; i++)
		if (items[i].value.type == JSON_OBJECT)
			write_item(json, arena, items[i].value, names);
	json_end_array(json);
}

static void
write_metadata(struct json_writer *json, const struct flow *flow)
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
answer(struct request *req, const struct flow *flow, struct response *res)
{
	struct json_writer json;
	struct buf plain;

	buf_init(&plain, req->arena, 4096);
	json_writer_init(&json, &plain);
	json_begin_object(&json);
	json_member_text(&json, "name", flow->name);
	json_member_text(&json, "description", flow->description);
	write_items(&json, req->arena, "nodes", flow->nodes, node_members);
	write_items(&json, req->arena, "edges", flow->edges, edge_members);
	write_metadata(&json, flow);
	json_end_object(&json);
	response_json(res, 200);
	document_attach(res, flow->name, "_langgraph.json");
	json_pretty(&res->body, plain.bytes, plain.len);
	return true;
}

static bool
find_array(const struct request *req, const char *name,
	   struct json_slice *array)
{
	return body_find(req, name, array) && array->type == JSON_ARRAY;
}

static bool
is_flow(struct request *req)
{
	struct json_slice ignored;

	return find_array(req, "nodes", &ignored)
	       && find_array(req, "edges", &ignored);
}

/* Of the document that is sent, or of what is stored where there is none. */
bool
langgraph_export_plan(struct request *req, struct unit *unit)
{
	if (req->json.len > 0 && !is_flow(req))
		return fail(&req->error, ERROR_BAD_REQUEST,
			    "Workflow must have nodes and edges");
	return crud_get_plan(req, unit);
}

static struct flow
sent_flow(struct request *req)
{
	const char *name = body_text(req, "name");
	const char *description = body_text(req, "description");
	struct flow flow = {
		.name = name ? name : "",
		.description = description ? description : "",
		.created = body_text(req, "createdAt"),
		.updated = body_text(req, "updatedAt"),
	};

	find_array(req, "nodes", &flow.nodes);
	find_array(req, "edges", &flow.edges);
	return flow;
}

/* The database gives what was scanned on its way in. */
static struct json_slice
stored_array(const struct rows *rows, const char *name)
{
	return (struct json_slice){
		JSON_ARRAY, rows_named(rows, 0, name),
		rows_length(rows, 0, rows_column(rows, name)),
	};
}

static const char *
stored_time(const struct rows *rows, const char *name,
	    char text[TIME_TEXT_SIZE])
{
	return time_from_sql(rows_named(rows, 0, name), text) ? text : NULL;
}

static bool
answer_stored(struct request *req, const struct rows *rows,
	      struct response *res)
{
	char created[TIME_TEXT_SIZE], updated[TIME_TEXT_SIZE];
	struct flow flow = {
		.name = rows_named(rows, 0, "name"),
		.description = rows_named(rows, 0, "description"),
		.nodes = stored_array(rows, "nodes"),
		.edges = stored_array(rows, "edges"),
		.created = stored_time(rows, "created_at", created),
		.updated = stored_time(rows, "updated_at", updated),
	};

	return answer(req, &flow, res);
}

bool
langgraph_export_reply(struct request *req, const struct rows *rows,
		       struct response *res)
{
	struct flow flow;

	if (req->json.len == 0)
		return workflow_check_found(req, &rows[0])
		       && answer_stored(req, &rows[0], res);
	flow = sent_flow(req);
	return answer(req, &flow, res);
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
		if (!is_named(name && *name ? names : names + 1,
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

	if (!is_flow(req))
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

	if (find_array(req, name, &array))
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
