#include "app/api/flowchart.h"

#include "app/api/body.h"
#include "app/api/document.h"
#include "app/drawing.h"
#include "app/resources/resources.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "flow/graph.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "json/writer.h"
#include "resource/crud.h"
#include "resource/resource.h"
#include "resource/value.h"

const struct statement flowchart_of_agent = {
	.name = "flowchart_of_agent",
	.sql = "select id, agent_id, agent_name, version, nodes, connections, metadata,"
	       " layout, extra, node_count, edge_count, row_version, created_at,"
	       " last_modified from api.flowcharts"
	       " where agent_id = app.row_id('agent', $1::text)",
};

const struct statement flowchart_at_version = {
	.name = "flowchart_at_version",
	.sql = "select f.id, f.agent_id, f.agent_name, v.version, v.nodes, v.connections,"
	       " v.metadata, v.layout, v.extra, v.node_count, v.edge_count, v.row_version,"
	       " f.created_at, v.created_at as last_modified from api.flowcharts f"
	       " join api.flowchart_versions v on v.flowchart_id = f.id"
	       " where f.agent_id = app.row_id('agent', $1::text) and v.row_version = $2::int",
};

const struct drawing_columns flowchart_columns = {
	.name = "agent_name", .nodes = "nodes", .edges = "connections",
	.edges_member = "connections", .metadata = "metadata",
};

/* What the columns hold, as far as the shape goes: the rest is for validate. */
static bool
check_graph_size(struct request *req, struct json_slice body)
{
	struct error error = { .arena = req->arena };

	return graph_read(req->arena, body, &error)
	       || fail_field(&req->error, "/nodes", "invalid", "%s",
			     error.message);
}

static bool
has_member(const struct request *req, struct json_slice body, const char *name)
{
	struct request inner = *req;
	struct json_slice ignored;

	inner.json = body;
	return body_find(&inner, name, &ignored);
}

bool
flowchart_body(struct request *req, struct json_slice *body, const char **sql)
{
	static const struct field field = { .name = "", .type = FIELD_JSON_OBJECT };
	struct value_place place = { .arena = req->arena, .error = &req->error,
				     .pointer = "",
				     .dialect = req->route->dialect };

	if (req->json.len == 0)
		return fail(&req->error, ERROR_BAD_REQUEST,
			    "the request has no body");
	*body = req->json;
	body_find(req, "flowchart", body);
	if (!value_from_json(&place, &field, *body, sql))
		return false;
	return (req->method == PUT && !has_member(req, *body, "nodes"))
	       || check_graph_size(req, *body);
}

bool
flowchart_check_found(struct request *req, const struct rows *rows)
{
	return rows->count > 0
	       || fail(&req->error, ERROR_NOT_FOUND, "agent '%s' has no flowchart",
		       request_param(req, "id"));
}

bool
flowchart_check_changed(struct request *req, const struct rows *rows)
{
	if (!rows_is_true(rows, 0, "found"))
		return fail(&req->error, ERROR_NOT_FOUND,
			    "agent '%s' has no such flowchart",
			    request_param(req, "id"));
	if (rows_is_true(rows, 0, "changed"))
		return true;
	return crud_fail_version(req, "flowchart",
				 rows_named(rows, 0, "version"));
}

void
flowchart_write(struct json_writer *json, const struct request *req,
		const struct rows *rows)
{
	json_write_name(json, flowchart_resource.name);
	json_begin_object(json);
	crud_write_members(json, req, &flowchart_resource, rows, 0);
	document_write_extra(json, req, rows_named(rows, 0, "extra"));
	json_end_object(json);
}

bool
flowchart_answer(struct response *res, int status, const struct rows *rows,
		 const char *message)
{
	struct json_writer json;

	if (response_not_modified(res, rows_named(rows, 0, "row_version")))
		return true;
	json = response_json(res, status);
	json_begin_object(&json);
	flowchart_write(&json, res->request, rows);
	if (message)
		json_member_text(&json, "message", message);
	json_end_object(&json);
	return true;
}
