/* One workflow: drawn, as a table, as it was, and what it is. */
#include "app/pages/handlers.h"

#include "app/drawing.h"
#include "app/pages/flow_versions.h"
#include "app/pages/flow_view.h"
#include "app/pages/notice.h"
#include "app/pages/view.h"
#include "app/pages/workflow_parts.h"
#include "app/pages/workflow_view.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "json/parse.h"
#include "resource/words.h"

static const struct statement workflow_about = {
	.name = "workflow_about",
	.sql = "select id, custom_id, name, description, status, format, trigger,"
	       " trigger_config, variables, to_json(tags) as tags, category, difficulty, estimated_time, label_version,"
	       " is_template, project_id, project_name, coalesce(created_by_name, created_by_email)"
	       " as created_by, version, created_at, updated_at"
	       " from api.workflows where id = app.row_id('workflow', $1::text)",
};

static const struct statement workflow_graph = {
	.name = "workflow_graph",
	.sql = "select name, description, nodes, edges, extra -> 'metadata' as metadata"
	       " from api.workflows where id = app.row_id('workflow', $1::text)",
};

static const struct statement workflow_old_graph = {
	.name = "workflow_old_graph",
	.sql = "select w.name, w.description, v.nodes, v.edges,"
	       " v.extra -> 'metadata' as metadata from api.workflows w"
	       " join api.workflow_versions v on v.workflow_id = w.id"
	       " where w.id = app.row_id('workflow', $1::text) and v.version = $2::int",
};

static const struct statement workflow_history = {
	.name = "workflow_history",
	.sql = "select version, label_version, node_count, edge_count,"
	       " coalesce(created_by_name, created_by_email), created_at"
	       " from api.workflow_versions"
	       " where workflow_id = app.row_id('workflow', $1::text)"
	       " order by version desc limit " FLOW_VERSIONS_LISTED,
};

static const struct drawing_columns graph_columns = {
	.name = "name", .description = "description", .nodes = "nodes",
	.edges = "edges", .edges_member = "edges", .metadata = "metadata",
};

enum { ROWS_ABOUT, ROWS_GRAPH, ROWS_HISTORY };

bool
workflow_page_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");
	const char *version = flow_version_asked(req);

	unit_add(unit, &workflow_about, id);
	if (version)
		unit_add(unit, &workflow_old_graph, id, version);
	else
		unit_add(unit, &workflow_graph, id);
	return unit_add(unit, &workflow_history, id);
}

static void
show_texts(struct json *data, const struct rows *rows)
{
	static const char *const texts[] = {
		"custom_id", "name", "description", "category", "difficulty",
		"estimated_time", "project_id", "project_name", "created_by",
		"version",
	};

	view_id(data, rows_named(rows, 0, "id"));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		view_text(data, texts[i], rows_named(rows, 0, texts[i]));
	view_text(data, "label", rows_named(rows, 0, "label_version"));
	json_set_bool(data, "is_template", rows_is_true(rows, 0, "is_template"));
}

static void
show_facts(struct request *req, struct json *data, const struct rows *rows)
{
	const struct word *trigger = words_find(&workflow_trigger_words,
						rows_named(rows, 0, "trigger"));
	struct clock clock = view_clock(req);

	show_texts(data, rows);
	view_tags(req->arena, data, rows_named(rows, 0, "tags"), "/workflows");
	workflow_set_format(data, rows_named(rows, 0, "format"));
	json_set_static(data, "trigger", trigger ? trigger->label : NULL);
	trigger_show(req, data, rows_named(rows, 0, "trigger"),
		     rows_named(rows, 0, "trigger_config"));
	variables_show(req, data, rows_named(rows, 0, "variables"));
	view_time(&clock, data, "created", rows_named(rows, 0, "created_at"));
	view_time(&clock, data, "changed", rows_named(rows, 0, "updated_at"));
	json_set_static(data, "api", arena_printf(req->arena,
			"/api/workflows/%s", rows_named(rows, 0, "id")));
}

static void
show_status(struct json *data, const struct rows *rows)
{
	const char *status = rows_named(rows, 0, "status");
	bool is_active = text_equal(status, "active");

	workflow_set_state(data, status);
	json_set_bool(data, "can_activate", !is_active);
	json_set_bool(data, "can_pause", is_active);
	json_set_bool(data, "can_archive", !text_equal(status, "archived"));
}

static bool
show_drawn(struct request *req, const struct rows *rows, struct response *res)
{
	const struct drawing *drawing = drawing_of(req);
	struct json *data = json_object(req->arena);

	flow_view_show(req, data, drawing);
	if (flow_view_is_part(req))
		return response_page(res, 200, "partials/flow-node", data);
	notice_show(req, data);
	show_facts(req, data, &rows[ROWS_ABOUT]);
	show_status(data, &rows[ROWS_ABOUT]);
	flow_versions_show(req, data, &rows[ROWS_HISTORY]);
	return response_page(res, 200, "pages/workflow", data);
}

bool
workflow_page(struct request *req, const struct rows *rows, struct response *res)
{
	const char *version = flow_version_asked(req);
	struct drawing *drawing;

	if (rows[ROWS_ABOUT].count == 0)
		return fail(&req->error, ERROR_NOT_FOUND, "no workflow '%s'",
			    request_param(req, "id"));
	if (rows[ROWS_GRAPH].count == 0)
		return fail(&req->error, ERROR_NOT_FOUND, "no such version");
	drawing = drawing_new(req, &rows[ROWS_GRAPH], &graph_columns);
	flow_view_link(req, drawing, version ? arena_printf(req->arena,
		       "version=%s&", version) : "");
	return drawing_begin(req, rows, res, drawing, show_drawn);
}
