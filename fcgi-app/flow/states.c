#include "flow/states.h"

#include "base/arena.h"
#include "base/text.h"
#include "flow/draw.h"
#include "flow/graph.h"

static const struct state_look looks[] = {
	{ "pending",   "is-pending",   "pending",   false, false },
	{ "running",   "is-running",   "running",   true,  false },
	{ "waiting",   "is-waiting",   "waiting",   true,  false },
	{ "paused",    "is-paused",    "paused",    true,  false },
	{ "completed", "is-completed", "completed", true,  true },
	{ "failed",    "is-failed",    "failed",    true,  false },
	{ "timeout",   "is-timeout",   "timed out", true,  false },
	{ "cancelled", "is-cancelled", "cancelled", true,  false },
	{ "skipped",   "is-skipped",   "skipped",   false, false },
	/* the builder's */
	{ "pending-approval",      "is-waiting", "waiting for approval",
	  true, false },
	{ "pending-authorization", "is-waiting", "waiting for sign-in",
	  true, false },
	{ NULL, NULL, NULL, false, false }
};

const struct state_look *
state_look(const char *name)
{
	const struct state_look *look = looks;

	while (look->name != NULL && !text_equal_case(look->name, name))
		look++;
	return look->name != NULL ? look : NULL;
}

const struct draw_state **
states_by_node(struct arena *arena, const struct graph *graph,
	       const struct draw_options *options)
{
	const struct draw_state **by_node = arena_alloc(arena,
		(graph->node_count + 1) * sizeof *by_node);

	for (size_t i = 0; i < options->state_count; i++) {
		int node = graph_find(graph, options->states[i].node_id);

		if (node >= 0)
			by_node[node] = &options->states[i];
	}
	return by_node;
}

static bool
is_followed(const struct draw_state *state, const struct graph_edge *edge)
{
	if (state->branch == NULL || edge->handle == NULL)
		return true;
	return text_equal_case(state->branch, edge->handle);
}

static bool
is_taken(const struct draw_state *from, const struct draw_state *to,
	 const struct graph_edge *edge)
{
	const struct state_look *left = from ? state_look(from->state) : NULL;
	const struct state_look *reached = to ? state_look(to->state) : NULL;

	return left != NULL && reached != NULL && left->is_left &&
		reached->is_reached && is_followed(from, edge);
}

bool *
states_taken(struct arena *arena, const struct graph *graph,
	     const struct draw_state *const *by_node)
{
	bool *taken = arena_alloc(arena, graph->edge_count + 1);

	for (size_t i = 0; i < graph->edge_count; i++)
		taken[i] = is_taken(by_node[graph->edges[i].from],
				    by_node[graph->edges[i].to],
				    &graph->edges[i]);
	return taken;
}
