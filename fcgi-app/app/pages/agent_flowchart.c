/* The flowchart of an agent: drawn, as a table, and as it was. */
#include "app/pages/handlers.h"

#include "app/api/flowchart.h"
#include "app/drawing.h"
#include "app/pages/agent_view.h"
#include "app/pages/flow_versions.h"
#include "app/pages/flow_view.h"
#include "app/pages/notice.h"
#include "app/pages/view.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"

static const struct statement flowchart_agent = {
	.name = "flowchart_agent",
	.sql = "select id, name, status, activity from api.agents where id = $1::uuid",
};

static const struct statement flowchart_history = {
	.name = "flowchart_history",
	.sql = "select row_version, version, node_count, edge_count,"
	       " coalesce(created_by_name, created_by_email), created_at"
	       " from api.flowchart_versions where flowchart_id ="
	       " (select f.id from api.flowcharts f where f.agent_id = $1::uuid)"
	       " order by row_version desc limit " FLOW_VERSIONS_LISTED,
};

static const struct statement flowchart_go_back = {
	.name = "flowchart_go_back",
	.sql = "select found, changed, version from"
	       " api.restore_flowchart($1::uuid, $2::int, $3::int)",
};

enum { ROWS_AGENT, ROWS_FLOWCHART, ROWS_HISTORY };

bool
agent_flowchart_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");
	const char *version = flow_version_asked(req);

	if (!is_uuid(id))
		return fail(&req->error, ERROR_NOT_FOUND, "no agent '%s'", id);
	unit_add(unit, &flowchart_agent, id);
	if (version)
		unit_add(unit, &flowchart_at_version, id, version);
	else
		unit_add(unit, &flowchart_of_agent, id);
	return unit_add(unit, &flowchart_history, id);
}

static void
show_facts(struct request *req, struct json *data, const struct rows *rows)
{
	const char *api = arena_printf(req->arena, "/api/agents/%s/flowchart",
				       rows_named(rows, 0, "agent_id"));
	struct clock clock = view_clock(req);

	json_set_static(data, "api", api);
	view_text(data, "label", rows_named(rows, 0, "version"));
	view_text(data, "revision", rows_named(rows, 0, "row_version"));
	view_time(&clock, data, "changed",
		  rows_named(rows, 0, "last_modified"));
}

static bool
show_drawn(struct request *req, const struct rows *rows, struct response *res)
{
	const struct drawing *drawing = drawing_of(req);
	struct json *data = json_object(req->arena);

	flow_view_show(req, data, drawing);
	if (flow_view_is_part(req))
		return response_page(res, 200, "partials/flow-node", data);
	agent_show_head(req, data, &rows[ROWS_AGENT], "is_flowchart");
	show_facts(req, data, &rows[ROWS_FLOWCHART]);
	flow_versions_show(req, data, &rows[ROWS_HISTORY]);
	json_set_bool(data, "has_flow", true);
	return response_page(res, 200, "pages/agent-flowchart", data);
}

static bool
show_nothing(struct request *req, const struct rows *rows, struct response *res)
{
	struct json *data = json_object(req->arena);

	if (flow_version_asked(req))
		return fail(&req->error, ERROR_NOT_FOUND, "no such version");
	agent_show_head(req, data, &rows[ROWS_AGENT], "is_flowchart");
	json_set_bool(data, "has_flow", false);
	json_set_static(data, "origin", request_origin(req));
	return response_page(res, 200, "pages/agent-flowchart", data);
}

bool
agent_flowchart_page(struct request *req, const struct rows *rows,
		     struct response *res)
{
	const char *version = flow_version_asked(req);
	struct drawing *drawing;

	if (rows[ROWS_AGENT].count == 0)
		return fail(&req->error, ERROR_NOT_FOUND, "no agent '%s'",
			    request_param(req, "id"));
	if (rows[ROWS_FLOWCHART].count == 0)
		return show_nothing(req, rows, res);
	drawing = drawing_new(req, &rows[ROWS_FLOWCHART], &flowchart_columns);
	flow_view_link(req, drawing, version ? arena_printf(req->arena,
		       "version=%s&", version) : "");
	return drawing_begin(req, rows, res, drawing, show_drawn);
}

bool
agent_flowchart_restore_plan(struct request *req, struct unit *unit)
{
	const char *version = form_value(req, "version");
	int64_t number;

	if (!is_uuid(request_param(req, "id")))
		return fail(&req->error, ERROR_NOT_FOUND, "no agent '%s'",
			    request_param(req, "id"));
	if (!version || !text_to_int(version, 1, INT32_MAX, &number))
		return fail(&req->error, ERROR_NOT_FOUND, "no such version");
	return unit_add(unit, &flowchart_go_back, request_param(req, "id"),
			version, NULL);
}

bool
agent_flowchart_restore_done(struct request *req, const struct rows *rows,
			     struct response *res)
{
	if (!rows_is_true(rows, 0, "found"))
		return fail(&req->error, ERROR_NOT_FOUND, "no such version");
	return notice_redirect(res, arena_printf(req->arena,
			       "/agents/%s/flowchart", request_param(req, "id")),
			       "flowchart-restored", -1, -1);
}
