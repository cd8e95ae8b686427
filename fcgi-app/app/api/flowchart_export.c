/* The flowchart of an agent as a file, its faults, and what it was before. */
#include "app/api/api.h"

#include "app/api/document.h"
#include "app/api/faults.h"
#include "app/api/flowchart.h"
#include "app/drawing.h"
#include "app/resources/resources.h"
#include "base/time.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/aside.h"
#include "http/request.h"
#include "http/response.h"
#include "json/scan.h"
#include "json/writer.h"
#include "resource/call.h"

#define EXPORT_VERSION "1.0"

static const struct statement flowchart_versions = {
	.name = "flowchart_versions",
	.sql = "select row_version, version, node_count, edge_count, created_by_id,"
	       " created_by_name, created_by_email, created_at from api.flowchart_versions"
	       " where flowchart_id = (select f.id from api.flowcharts f"
	       " where f.agent_id = app.row_id('agent', $1::text))"
	       " and row_version < coalesce($2::int, 2147483647)"
	       " order by row_version desc limit $3::int",
};

static const struct statement restore_flowchart = {
	.name = "restore_flowchart",
	.sql = "select found, changed, version from api.restore_flowchart("
	       "app.row_id('agent', $1::text), $2::int, $3::int)",
};

/* --- export --- */

bool
flowchart_export_plan(struct request *req, struct unit *unit)
{
	bool is_svg;

	return document_format(req, &is_svg)
	       && unit_add(unit, &flowchart_of_agent, request_param(req, "id"));
}

static bool
export_json(struct request *req, const struct rows *rows, struct response *res)
{
	struct json_writer json = response_json(res, 200);
	char now[TIME_TEXT_SIZE];

	time_format(time_now_ms(), now);
	document_attach(res, rows_named(rows, 0, "agent_name"), ".json");
	json_begin_object(&json);
	flowchart_write(&json, req, rows);
	json_write_name(&json, "exportData");
	json_begin_object(&json);
	json_member_text(&json, "version", EXPORT_VERSION);
	json_member_text(&json, "exportedAt", now);
	json_member_text(&json, "format", "json");
	json_end_object(&json);
	json_end_object(&json);
	return true;
}

bool
flowchart_export_reply(struct request *req, const struct rows *rows,
		       struct response *res)
{
	bool is_svg;

	if (!document_format(req, &is_svg)
	    || !flowchart_check_found(req, &rows[0]))
		return false;
	if (!is_svg)
		return export_json(req, &rows[0], res);
	return drawing_begin(req, rows, res,
			     drawing_new(req, &rows[0], &flowchart_columns),
			     document_svg);
}

/* --- validate --- */

/* Of the body, or of what is stored where there is none. */
bool
flowchart_validate_plan(struct request *req, struct unit *unit)
{
	return unit_add(unit, &flowchart_of_agent, request_param(req, "id"));
}

static bool
validate(struct request *req, const struct rows *rows, struct response *res)
{
	static const struct check_error none = { 0 };
	struct json_slice body;
	const char *sql;

	if (req->json.len > 0)
		return flowchart_body(req, &body, &sql)
		       && faults_answer(req, body, none, res);
	return flowchart_check_found(req, &rows[0])
	       && faults_answer(req, drawing_document(req->arena, &rows[0],
						      &flowchart_columns), none,
				res);
}

/* A large graph takes as long to check as some pages. */
bool
flowchart_validate_reply(struct request *req, const struct rows *rows,
			 struct response *res)
{
	return aside_begin(req, rows, res, validate, NULL);
}

/* --- versions --- */

bool
flowchart_versions_plan(struct request *req, struct unit *unit)
{
	return document_versions_add(req, unit, &flowchart_versions);
}

/* A flowchart has one version at least. */
bool
flowchart_versions_reply(struct request *req, const struct rows *rows,
			 struct response *res)
{
	return (request_query(req, "cursor")
		|| flowchart_check_found(req, &rows[0]))
	       && document_versions_write(req, &rows[0], res);
}

bool
flowchart_version_plan(struct request *req, struct unit *unit)
{
	const char *version = document_version(req);

	return version && unit_add(unit, &flowchart_at_version,
				   request_param(req, "id"), version);
}

bool
flowchart_restore_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");
	const char *version = document_version(req);

	return version
	       && unit_add(unit, &restore_flowchart, id, version,
			   request_if_match(req))
	       && unit_add(unit, &flowchart_of_agent, id);
}

bool
flowchart_restore_reply(struct request *req, const struct rows *rows,
			struct response *res)
{
	return flowchart_check_changed(req, &rows[0])
	       && flowchart_check_found(req, &rows[1])
	       && flowchart_answer(res, 200, &rows[1],
				   "Flowchart restored successfully");
}

static const struct member export_data_members[] = {
	{ MEMBER("version", FIELD_TEXT, .example = EXPORT_VERSION) },
	{ MEMBER("exportedAt", FIELD_TIME) },
	{ MEMBER("format", FIELD_TEXT, .example = "json") },
	{ 0 }
};

static const struct member export_answer[] = {
	{ .field = { .name = "flowchart" }, .row = &flowchart_resource },
	{ .field = { .name = "exportData" }, .members = export_data_members },
	{ 0 }
};

static const struct member validate_body[] = {
	{ MEMBER("nodes", FIELD_JSON_ARRAY, .flags = FIELD_REQUIRED) },
	{ MEMBER("connections", FIELD_JSON_ARRAY) },
	{ 0 }
};

const struct call flowchart_export_call = {
	.query = document_export_query, .answer = export_answer,
	.file = "image/svg+xml",
};

const struct call flowchart_validate_call = {
	.body = validate_body, .answer = faults_members,
	.flags = CALL_BODY_MAY_MISS | CALL_BODY_IS_OPEN,
};
