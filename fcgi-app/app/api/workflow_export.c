/* A workflow as a file, and what it was before. */
#include "app/api/builder.h"

#include "app/api/document.h"
#include "app/api/workflow.h"
#include "app/drawing.h"
#include "app/resources/resources.h"
#include "base/error.h"
#include "base/text.h"
#include "base/time.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/writer.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"

static const struct statement workflow_versions = {
	.name = "workflow_versions",
	.sql = "select version, label_version, node_count, edge_count, created_by_id,"
	       " created_by_name, created_by_email, created_at from api.workflow_versions"
	       " where workflow_id = app.row_id('workflow', $1::text)"
	       " and version < coalesce($2::int, 2147483647)"
	       " order by version desc limit $3::int",
};

/* The columns of workflow_resource; what is no part of the graph is as it is now. */
static const struct statement workflow_version = {
	.name = "workflow_version",
	.sql = "select w.id, w.custom_id, w.name, w.description, w.status, w.format, w.trigger,"
	       " w.trigger_config, v.variables, to_json(w.tags) as tags, w.category, w.difficulty,"
	       " w.estimated_time, v.label_version, w.is_template, w.is_public, v.nodes, v.edges,"
	       " v.extra, v.node_count, v.edge_count, w.project_id, w.project_name,"
	       " w.created_by_id, w.created_by_id, w.created_by_name, w.created_by_email, v.version,"
	       " w.created_at, v.created_at as updated_at from api.workflows w"
	       " join api.workflow_versions v on v.workflow_id = w.id"
	       " where w.id = app.row_id('workflow', $1::text) and v.version = $2::int",
};

static const struct statement restore_workflow = {
	.name = "restore_workflow",
	.sql = "select found, changed, version from api.restore_workflow("
	       "app.row_id('workflow', $1::text), $2::int, $3::int)",
};

bool
workflow_export_plan(struct request *req, struct unit *unit)
{
	bool is_svg;

	return document_format(req, &is_svg) && crud_get_plan(req, unit);
}

static bool
export_json(struct request *req, const struct rows *rows, struct response *res)
{
	struct json_writer json = response_json(res, 200);
	char now[TIME_TEXT_SIZE];

	time_format(time_now_ms(), now);
	document_attach(res, rows_named(rows, 0, "name"), ".json");
	json_begin_object(&json);
	json_write_name(&json, workflow_resource.name);
	workflow_write(&json, req, rows, 0);
	json_member_text(&json, "exportedAt", now);
	json_end_object(&json);
	return true;
}

bool
workflow_export_reply(struct request *req, const struct rows *rows,
		      struct response *res)
{
	bool is_svg;

	if (!document_format(req, &is_svg)
	    || !workflow_check_found(req, &rows[0]))
		return false;
	if (!is_svg)
		return export_json(req, &rows[0], res);
	return drawing_begin(req, rows, res,
			     drawing_new(req, &rows[0], &workflow_columns),
			     document_svg);
}

bool
workflow_versions_plan(struct request *req, struct unit *unit)
{
	return document_versions_add(req, unit, &workflow_versions);
}

/* A workflow has one version at least. */
bool
workflow_versions_reply(struct request *req, const struct rows *rows,
			struct response *res)
{
	return (request_query(req, "cursor")
		|| workflow_check_found(req, &rows[0]))
	       && document_versions_write(req, &rows[0], res);
}

bool
workflow_version_plan(struct request *req, struct unit *unit)
{
	const char *version = document_version(req);

	return version && unit_add(unit, &workflow_version,
				   request_param(req, "id"), version);
}

bool
workflow_restore_plan(struct request *req, struct unit *unit)
{
	const char *version = document_version(req);

	return version
	       && unit_add(unit, &restore_workflow, request_param(req, "id"),
			   version, request_if_match(req))
	       && crud_get_plan(req, unit);
}

bool
workflow_restore_reply(struct request *req, const struct rows *rows,
		       struct response *res)
{
	if (!rows_is_true(&rows[0], 0, "found"))
		return fail(&req->error, ERROR_NOT_FOUND,
			    "Workflow %s has no version %s",
			    request_param(req, "id"),
			    request_param(req, "version"));
	return crud_check_changed(req, &workflow_resource, &rows[0])
	       && workflow_answer(res, 200, &rows[1]);
}

static const struct member row_answer[] = {
	{ MEMBER("success", FIELD_BOOL) },
	{ .field = { .name = "workflow" }, .row = &workflow_resource },
	{ MEMBER("source", FIELD_TEXT, .example = WORKFLOW_SOURCE) },
	{ 0 }
};

static const struct member export_answer[] = {
	{ .field = { .name = "workflow" }, .row = &workflow_resource },
	{ MEMBER("exportedAt", FIELD_TIME) },
	{ 0 }
};

const struct call workflow_version_call = {
	.kind = CALL_GET, .path = document_version_path, .answer = row_answer,
};

const struct call workflow_restore_call = {
	.flags = CALL_TAGGED | CALL_MATCHES | CALL_CONFLICTS,
	.path = document_version_path, .answer = row_answer,
};

const struct call workflow_export_call = {
	.query = document_export_query, .answer = export_answer,
	.file = "image/svg+xml",
};
