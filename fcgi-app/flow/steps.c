#include "flow/steps.h"

#include "base/arena.h"
#include "base/text.h"
#include "flow/draw.h"
#include "flow/graph.h"
#include "flow/kind.h"
#include "flow/order.h"
#include "flow/states.h"
#include "json/json.h"

static void
add_next(const struct graph *graph, const struct order *order, int node,
	 struct json *row)
{
	struct json *list = json_set_array(row, "next");

	for (int i = order->first[node]; i < order->first[node + 1]; i++) {
		const struct graph_edge *edge = &graph->edges[order->out[i]];
		struct json *to = json_add_object(list);

		json_set_int(to, "number", edge->to + 1);
		json_set_static(to, "title", graph->nodes[edge->to].title);
		/* Null, not missing: a template would look further out. */
		json_set_static(to, "label", edge->label);
		json_set_bool(to, "back", order->is_back[order->out[i]]);
	}
}

static void
add_state(const struct draw_state *state, struct json *row)
{
	const struct state_look *look = state ? state_look(state->state) : NULL;

	if (look == NULL)
		return;
	json_set_static(row, "state", look->glyph);
	json_set_static(row, "word", look->word);
	if (state->note != NULL)
		json_set_text(row, "remark", state->note);
}

static void
add_words(struct arena *arena, const struct graph_node *node, struct json *row)
{
	json_set_static(row, "id", node->id);
	json_set_static(row, "title", node->title);
	json_set_text(row, "kind", node->variant == NULL ? node->kind->label
		: arena_printf(arena, "%s (%s)", node->kind->label,
			       node->variant));
	if (node->text != NULL)
		json_set_static(row, "text", node->text);
	json_set_bool(row, "note", node->kind->role == KIND_AREA);
}

struct json *
steps_of(struct arena *arena, const struct graph *graph,
	const struct draw_options *options)
{
	struct json *list = json_array(arena);
	struct order *order = order_of(arena, graph);
	const struct draw_state **states =
		states_by_node(arena, graph, options);

	for (size_t i = 0; i < graph->node_count; i++) {
		int node = order->nodes[i];
		struct json *row = json_add_object(list);

		json_set_int(row, "number", node + 1);
		json_set_int(row, "order", (int64_t)i + 1);
		add_words(arena, &graph->nodes[node], row);
		add_next(graph, order, node, row);
		add_state(states[node], row);
	}
	return list;
}
