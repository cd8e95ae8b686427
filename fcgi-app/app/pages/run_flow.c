#include "app/pages/run_flow.h"

#include "app/drawing.h"
#include "app/pages/step_view.h"
#include "app/pages/view.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "base/time.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "flow/graph.h"
#include "flow/index.h"
#include "http/request.h"
#include "json/json.h"

static const struct statement run_graph = {
	.name = "run_graph",
	.sql = "select name, nodes, connections, edges, metadata"
	       " from api.run_flow($1::uuid)",
};

static const struct drawing_columns flowchart = {
	.name = "name", .nodes = "nodes", .edges = "connections",
	.edges_member = "connections", .metadata = "metadata",
};

static const struct drawing_columns workflow = {
	.name = "name", .nodes = "nodes", .edges = "edges",
	.edges_member = "edges", .metadata = "metadata",
};

/* Which way a step chose, as the builder's steps say it. */
static const struct statement run_branches = {
	.name = "run_branches",
	.sql = "select node_id, left(output ->> 'branch', 100) from api.execution_steps"
	       " where execution_id = $1::uuid and output ? 'branch'"
	       " order by position, iteration, attempt limit 500",
};

enum { FLOW_GRAPH, FLOW_BRANCHES };

/* The states of a run while they are collected. */
struct states {
	struct arena *arena;
	const struct rows *steps;
	struct draw_state *list;
	struct index *index;	/* from node ids to places in list */
	size_t count;
};

bool
run_flow_add(struct unit *unit, const char *execution)
{
	return unit_add(unit, &run_graph, execution)
	       && unit_add(unit, &run_branches, execution);
}

static struct draw_state *
state_of(struct states *states, const char *node)
{
	int place = index_find(states->index, node);

	if (place < 0) {
		place = (int)states->count++;
		index_add(states->index, node, place);
		states->list[place].node_id = node;
	}
	return &states->list[place];
}

/* "3 attempts", "1.9 s, attempt 2", "1.9 s": cards are small. */
static const char *
note_of(const struct states *states, int row)
{
	const char *attempt = rows_text(states->steps, row, STEP_ATTEMPT);
	const char *ms = rows_text(states->steps, row, STEP_DURATION);
	const char *status = rows_text(states->steps, row, STEP_STATUS);
	bool is_retried = view_int(attempt) > 1;

	if (is_retried && text_equal(status, "failed"))
		return arena_printf(states->arena, "%s attempts", attempt);
	if (!ms)
		return NULL;
	return arena_printf(states->arena, is_retried ? "%s, attempt %s" : "%s",
			    time_duration(states->arena, view_int(ms)), attempt);
}

/* The last attempt in the last pass counts. */
static void
add_steps(struct states *states)
{
	int number = 0;

	for (int end = 0; end < states->steps->count;) {
		struct draw_state *state;

		end = step_end(states->steps, end);
		number++;
		state = state_of(states, rows_text(states->steps, end - 1,
						   STEP_NODE));
		state->state = rows_text(states->steps, end - 1, STEP_STATUS);
		state->note = note_of(states, end - 1);
		state->href = arena_printf(states->arena, "#step-%d", number);
		state->times++;
	}
}

static void
add_branches(struct states *states, const struct rows *rows)
{
	for (int row = 0; row < rows->count; row++) {
		int place = index_find(states->index, rows_text(rows, row, 0));

		if (place >= 0)
			states->list[place].branch = rows_text(rows, row, 1);
	}
}

static void
collect(struct request *req, struct drawing *drawing, const struct rows *steps,
	const struct rows *branches)
{
	size_t room = (size_t)steps->count + 1;
	struct states states = { .arena = req->arena, .steps = steps };

	states.list = arena_alloc(req->arena, room * sizeof *states.list);
	states.index = index_new(req->arena, room);
	add_steps(&states);
	add_branches(&states, branches);
	drawing->options.states = states.list;
	drawing->options.state_count = states.count;
}

bool
run_flow_begin(struct request *req, const struct rows *rows,
	       const struct rows *flow, const struct rows *steps,
	       struct response *res, reply_fn *reply)
{
	const struct rows *graph = &flow[FLOW_GRAPH];
	struct drawing *drawing;

	if (graph->count == 0 || steps->count == 0)
		return false;
	drawing = drawing_new(req, graph, rows_named(graph, 0, "edges")
			      ? &workflow : &flowchart);
	collect(req, drawing, steps, &flow[FLOW_BRANCHES]);
	return drawing_begin(req, rows, res, drawing, reply);
}

static bool
is_along(const struct drawing *drawing)
{
	for (size_t i = 0; i < drawing->options.state_count; i++)
		if (graph_find(drawing->graph,
			       drawing->options.states[i].node_id) >= 0)
			return true;
	return false;
}

void
run_flow_show(const struct request *req, struct json *data)
{
	const struct drawing *drawing = drawing_of(req);

	json_set_static(data, "flow", NULL);
	json_set_static(data, "flow_fault",
			drawing ? drawing->error.message : NULL);
	if (drawing && drawing->graph && is_along(drawing))
		json_set(data, "flow", drawing->picture);
}
