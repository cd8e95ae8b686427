#include "app/flow_diff.h"

#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"

static const struct statement workflow_sides = {
	.name = "workflow_sides",
	.sql = "select side, version, label_version, created_by, created_at,"
	       " variables, nodes, edges, extra from api.workflow_sides("
	       "app.row_id('workflow', $1::text), $2::int, $3::int)",
};

static const struct statement flowchart_sides = {
	.name = "flowchart_sides",
	.sql = "select side, version, label_version, created_by, created_at,"
	       " nodes, connections, metadata, layout, extra from"
	       " api.flowchart_sides(app.row_id('agent', $1::text), $2::int,"
	       " $3::int)",
};

static const struct flow_diff_part workflow_parts[] = {
	{ "nodes", "nodes", "Steps", "id", FLOW_DIFF_NODES },
	{ "edges", "edges", "Connections", "id", FLOW_DIFF_EDGES },
	{ "variables", "variables", "Variables", "name", FLOW_DIFF_OTHERS },
	{ "extra", "members", "Other members", "id", FLOW_DIFF_OTHERS },
	{ 0 }
};

static const struct flow_diff_part flowchart_parts[] = {
	{ "nodes", "nodes", "Steps", "id", FLOW_DIFF_NODES },
	{ "connections", "connections", "Connections", "id", FLOW_DIFF_EDGES },
	{ "metadata", "metadata", "Metadata", "id", FLOW_DIFF_OTHERS },
	{ "layout", "layout", "Layout", "id", FLOW_DIFF_OTHERS },
	{ "extra", "members", "Other members", "id", FLOW_DIFF_OTHERS },
	{ 0 }
};

const struct flow_diff workflow_diff = { &workflow_sides, workflow_parts };
const struct flow_diff flowchart_diff = { &flowchart_sides, flowchart_parts };

/* NULL in *version: it was not asked for. */
static bool
read_version(struct request *req, const char *name, const char **version)
{
	const char *text = request_query(req, name);
	int64_t number;

	*version = text && *text ? text : NULL;
	return !*version || text_to_int(text, 1, INT32_MAX, &number)
	       || fail(&req->error, ERROR_BAD_REQUEST,
		       "%s must be the number of a version", name);
}

bool
flow_diff_add(struct request *req, struct unit *unit,
	      const struct flow_diff *diff)
{
	const char *from, *to;

	return read_version(req, "from", &from) && read_version(req, "to", &to)
	       && unit_add(unit, diff->sides, request_param(req, "id"), from,
			   to);
}

int
flow_diff_side(const struct rows *rows, const char *side)
{
	int row = rows->count - 1;

	while (row >= 0 && !text_equal(rows_text(rows, row, 0), side))
		row--;
	return row;
}

static bool
check_side(struct request *req, const struct rows *rows, const char *side)
{
	const char *asked = request_query(req, side);

	if (flow_diff_side(rows, side) >= 0)
		return true;
	if (asked && *asked)
		return fail(&req->error, ERROR_NOT_FOUND, "no version '%s'",
			    asked);
	return text_equal(side, "from")
	       || fail(&req->error, ERROR_NOT_FOUND, "no versions of '%s'",
		       request_param(req, "id"));
}

bool
flow_diff_check(struct request *req, const struct rows *rows)
{
	return check_side(req, rows, "to") && check_side(req, rows, "from");
}

struct json_slice
flow_diff_column(const struct rows *rows, const char *side, const char *column)
{
	int row = flow_diff_side(rows, side), at = rows_column(rows, column);
	struct json_slice slice = { 0 };

	if (row < 0)
		return slice;
	slice.text = rows_text(rows, row, at);
	slice.len = rows_length(rows, row, at);
	slice.type = *slice.text == '[' ? JSON_ARRAY : JSON_OBJECT;
	return slice;
}

struct delta
flow_diff_delta(struct request *req, const struct rows *rows,
		const struct flow_diff_part *part)
{
	return delta_of(req->arena, flow_diff_column(rows, "from", part->column),
			flow_diff_column(rows, "to", part->column),
			part->id_name);
}
