#include "flow/check.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "flow/doc.h"
#include "flow/graph.h"
#include "flow/kind.h"
#include "flow/order.h"

struct checker {
	struct arena *arena;
	const struct graph *graph;
	const struct order *order;
	struct check *check;
	size_t room;
};

static void
add(struct checker *checker, const char *node_id, const char *field,
    const char *message)
{
	struct check *check = checker->check;

	if (check->count == checker->room) {
		size_t room = checker->room * 2 + 8;
		struct check_error *more = arena_alloc(checker->arena,
			room * sizeof *more);

		if (check->count > 0)
			memcpy(more, check->errors,
			       check->count * sizeof *more);
		check->errors = more;
		checker->room = room;
	}
	check->errors[check->count++] =
		(struct check_error){ node_id, field, message };
}

/* A member that a kind cannot do without; any of several names will do. */
struct need {
	const char *kind;
	const char *field;	/* the first name, told to the author */
	const char *names[3];
	const char *message;
};

/* The builder's rules and words. */
static const struct need needs[] = {
	{ "agent", "instructions", { "instructions" },
	  "Agent must have instructions" },
	{ "agent", "model", { "model" },
	  "Agent must have a model selected" },
	{ "mcp", "mcpServers", { "mcpServers", "mcpServerId", "mcpTools" },
	  "MCP node must have at least one server configured" },
	{ "if-else", "condition", { "condition" },
	  "If/Else must have a condition" },
	{ "while", "whileCondition", { "whileCondition", "condition" },
	  "While loop must have a condition" },
	{ "transform", "transformScript",
	  { "transformScript", "transformation" },
	  "Transform must have a script" },
	{ "set-state", "stateKey", { "stateKey" },
	  "Set State must have a variable name" },
	{ NULL, NULL, { NULL }, NULL }
};

/* Neither missing nor null, "" or []. */
static bool
says_something(struct arena *arena, const struct doc *data, const char *name)
{
	const struct json_slice *value = doc_find(data, name);

	if (value == NULL || value->type == JSON_NULL)
		return false;
	if (value->type == JSON_STRING)
		return *text_trim(arena, json_slice_text(arena, *value));
	if (value->type == JSON_ARRAY)
		return doc_items(arena, value).count > 0;
	return true;
}

static bool
is_met(struct arena *arena, const struct doc *data, const struct need *need)
{
	for (size_t i = 0; i < 3 && need->names[i] != NULL; i++)
		if (says_something(arena, data, need->names[i]))
			return true;
	return false;
}

static void
check_needs(struct checker *checker, const struct graph_node *node)
{
	struct doc doc = doc_open(checker->arena, &node->source);
	struct doc data = doc_open(checker->arena, doc_find(&doc, "data"));

	for (const struct need *need = needs; need->kind != NULL; need++)
		if (text_equal(need->kind, node->kind->name) &&
		    !is_met(checker->arena, &data, need))
			add(checker, node->id, need->field, need->message);
}

/* What a flowchart says by its shape alone. */
static void
check_shape(struct checker *checker, int place)
{
	const struct graph_node *node = &checker->graph->nodes[place];
	int out = order_degree_out(checker->order, place);

	if (node->kind->role == KIND_END && out > 0)
		add(checker, node->id, "connections",
		    "a connection leads out of an end");
	if (node->kind->role == KIND_START &&
	    checker->order->degree_in[place] > 0)
		add(checker, node->id, "connections",
		    "a connection leads into a start");
	if (text_equal(node->kind->name, "decision") && out < 2)
		add(checker, node->id, "connections",
		    "a decision needs at least two ways out");
}

static void
check_node(struct checker *checker, int place)
{
	const struct graph *graph = checker->graph;
	const struct graph_node *node = &graph->nodes[place];

	if (node->kind->role == KIND_AREA)
		return;
	if (!checker->order->is_reached[place])
		add(checker, node->id, "connection",
		    "Node is not connected to workflow");
	if (graph->is_workflow)
		check_needs(checker, node);
	else
		check_shape(checker, place);
}

static bool
has_role(const struct graph *graph, enum kind_role role)
{
	for (size_t i = 0; i < graph->node_count; i++)
		if (graph->nodes[i].kind->role == role)
			return true;
	return false;
}

static void
check_whole(struct checker *checker)
{
	const struct graph *graph = checker->graph;

	if (!has_role(graph, KIND_START))
		add(checker, NULL, "nodes", "Workflow must have a Start node");
	if (!graph->is_workflow && !has_role(graph, KIND_END))
		add(checker, NULL, "nodes", "the flowchart has no end");
}

struct check *
check_graph(struct arena *arena, const struct graph *graph)
{
	struct checker checker = {
		.arena = arena, .graph = graph,
		.order = order_of(arena, graph),
		.check = arena_alloc(arena, sizeof *checker.check),
	};

	check_whole(&checker);
	for (size_t i = 0; i < graph->fault_count; i++)
		add(&checker, graph->faults[i].node_id, graph->faults[i].field,
		    graph->faults[i].message);
	for (size_t i = 0; i < graph->node_count; i++)
		check_node(&checker, (int)i);
	return checker.check;
}
