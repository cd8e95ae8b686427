#include "app/pages/flow_view.h"

#include "app/drawing.h"
#include "app/pages/payload.h"
#include "app/pages/view.h"
#include "base/arena.h"
#include "base/text.h"
#include "flow/check.h"
#include "flow/graph.h"
#include "flow/kind.h"
#include "http/request.h"
#include "json/json.h"

#define STEPS_OPEN_MAX 30	/* a longer table waits until it is opened */
#define FAULTS_MAX 20

/* The number that the query names; 0 if it is none. */
static int
asked_node(const struct request *req)
{
	const char *text = request_query(req, "node");
	int64_t number = 0;

	if (text)
		text_to_int(text, 1, GRAPH_NODES_MAX, &number);
	return (int)number;
}

void
flow_view_link(struct request *req, struct drawing *drawing, const char *kept)
{
	drawing->options.href = arena_printf(req->arena, "%s?%snode=",
					     req->path, kept);
	drawing->options.href_end = "#node";
	drawing->options.current = asked_node(req);
}

bool
flow_view_is_part(const struct request *req)
{
	return request_is_fragment(req) && asked_node(req) > 0;
}

static void
add_way(struct json *list, const struct graph *graph, int node,
	const struct graph_edge *edge)
{
	struct json *way = json_add_object(list);

	json_set_int(way, "number", node + 1);
	json_set_static(way, "title", graph->nodes[node].title);
	json_set_static(way, "label", edge->label);
}

static void
show_ways(struct json *to, const struct graph *graph, int node)
{
	struct json *in = json_set_array(to, "in");
	struct json *out = json_set_array(to, "out");

	for (size_t i = 0; i < graph->edge_count; i++) {
		const struct graph_edge *edge = &graph->edges[i];

		if (edge->to == node)
			add_way(in, graph, edge->from, edge);
		if (edge->from == node)
			add_way(out, graph, edge->to, edge);
	}
	json_set_bool(to, "has_in", json_count(in) > 0);
	json_set_bool(to, "has_out", json_count(out) > 0);
}

static const char *
kind_word(struct arena *arena, const struct graph_node *node)
{
	return node->variant ? arena_printf(arena, "%s, %s", node->kind->label,
					    node->variant)
			     : node->kind->label;
}

static void
show_node(struct request *req, struct json *data, const struct graph *graph,
	  int number)
{
	const struct graph_node *node;
	struct json *to;

	if (number < 1 || (size_t)number > graph->node_count) {
		json_set_static(data, "node", NULL);
		return;
	}
	node = &graph->nodes[number - 1];
	to = json_set_object(data, "node");
	json_set_static(to, "title", node->title);
	json_set_static(to, "id", node->id);
	json_set_static(to, "icon", node->kind->icon);
	json_set_static(to, "kind", kind_word(req->arena, node));
	json_set_static(to, "text", node->text);
	show_ways(to, graph, number - 1);
	payload_add(req->arena, json_set_array(to, "parts"), "As stored",
		    json_slice_raw(req->arena, node->source), NULL, NULL);
}

static void
show_fault(struct json *item, const struct graph *graph,
	   const struct check_error *fault)
{
	int node = fault->node_id ? graph_find(graph, fault->node_id) : -1;

	json_set_static(item, "message", fault->message);
	json_set_static(item, "title", node < 0 ? fault->node_id
						: graph->nodes[node].title);
	json_set_static(item, "number", NULL);
	if (node >= 0)
		json_set_int(item, "number", node + 1);
}

static void
show_faults(struct arena *arena, struct json *data, const struct drawing *drawing)
{
	const struct check *check = drawing->check;
	struct json *faults = json_set_array(data, "faults");
	size_t rest = check->count > FAULTS_MAX ? check->count - FAULTS_MAX : 0;

	for (size_t i = 0; i < check->count && i < FAULTS_MAX; i++)
		show_fault(json_add_object(faults), drawing->graph,
			   &check->errors[i]);
	json_set_bool(data, "has_faults", check->count > 0);
	json_set_static(data, "fault_rest", rest
			? view_count(arena, (int64_t)rest) : NULL);
	json_set_static(data, "fault_words", arena_printf(arena, "%s %s",
			view_count(arena, (int64_t)check->count),
			check->count == 1 ? "thing to look at"
					  : "things to look at"));
}

static void
show_counts(struct arena *arena, struct json *data, const struct graph *graph)
{
	json_set_static(data, "node_words", graph->node_count == 1 ? "1 step"
			: arena_printf(arena, "%s steps and notes", view_count(
				       arena, (int64_t)graph->node_count)));
	json_set_static(data, "edge_words", view_counted(arena,
			(int64_t)graph->edge_count, "connection"));
	json_set_bool(data, "steps_open", graph->node_count <= STEPS_OPEN_MAX);
	json_set_bool(data, "has_nodes", graph->node_count > 0);
}

void
flow_view_show(struct request *req, struct json *data,
	       const struct drawing *drawing)
{
	json_set_static(data, "flow", NULL);
	json_set_static(data, "node_href", drawing->options.href);
	json_set_static(data, "flow_fault", drawing->error.message);
	if (!drawing->graph)
		return;
	json_set(data, "flow", drawing->picture);
	json_set(data, "flow_steps", drawing->steps);
	show_counts(req->arena, data, drawing->graph);
	show_faults(req->arena, data, drawing);
	show_node(req, data, drawing->graph, drawing->options.current);
}
