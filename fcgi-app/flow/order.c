#include "flow/order.h"

#include "base/arena.h"
#include "flow/graph.h"
#include "flow/kind.h"

enum colour { WHITE, GREY, BLACK };

struct walk {
	const struct graph *graph;
	struct order *order;
	enum colour *colour;	/* by node */
	int *stack;		/* nodes on the way */
	int *next;		/* by node: how many edges were followed */
	int *finished;		/* nodes, in the order they were left */
	size_t finished_count;
	bool is_sorting;	/* edges that lead back are known already */
};

int
order_degree_out(const struct order *order, int node)
{
	return order->first[node + 1] - order->first[node];
}

/* Edges sorted by the node they leave; counting keeps their order. */
static void
sort_edges(struct arena *arena, const struct graph *graph, struct order *order)
{
	size_t count = graph->node_count;
	int *fill = arena_alloc(arena, (count + 1) * sizeof *fill);

	for (size_t i = 0; i < graph->edge_count; i++) {
		order->first[graph->edges[i].from + 1]++;
		order->degree_in[graph->edges[i].to]++;
	}
	for (size_t i = 0; i < count; i++) {
		order->first[i + 1] += order->first[i];
		fill[i] = order->first[i];
	}
	for (size_t i = 0; i < graph->edge_count; i++)
		order->out[fill[graph->edges[i].from]++] = (int)i;
}

/*
 * The next edge of a node, or -1. To find what leads back, edges are followed
 * as the author made them; to sort, the last first, because what is left last
 * comes first in the order.
 */
static int
next_edge(struct walk *walk, int node)
{
	struct order *order = walk->order;
	int count = order_degree_out(order, node);

	while (walk->next[node] < count) {
		int at = walk->next[node]++;
		int edge = order->out[walk->is_sorting
			? order->first[node + 1] - 1 - at
			: order->first[node] + at];

		if (!walk->is_sorting || !order->is_back[edge])
			return edge;
	}
	return -1;
}

/* Depth first without recursion: documents may be one chain of thousands. */
static void
follow(struct walk *walk, int start)
{
	size_t depth = 0;

	walk->stack[depth++] = start;
	walk->colour[start] = GREY;
	while (depth > 0) {
		int node = walk->stack[depth - 1];
		int edge = next_edge(walk, node), to;

		if (edge < 0) {
			walk->colour[node] = BLACK;
			walk->finished[walk->finished_count++] = node;
			depth--;
			continue;
		}
		to = walk->graph->edges[edge].to;
		if (walk->colour[to] == GREY)
			walk->order->is_back[edge] = true;
		if (walk->colour[to] == WHITE) {
			walk->colour[to] = GREY;
			walk->stack[depth++] = to;
		}
	}
}

static bool
has_role(const struct graph *graph, int node, enum kind_role role)
{
	return graph->nodes[node].kind->role == role;
}

static bool
starts_by_kind(const struct walk *walk, int node)
{
	return has_role(walk->graph, node, KIND_START);
}

static bool
starts_by_shape(const struct walk *walk, int node)
{
	return walk->order->degree_in[node] == 0 &&
		!has_role(walk->graph, node, KIND_AREA);
}

static bool
is_step(const struct walk *walk, int node)
{
	return !has_role(walk->graph, node, KIND_AREA);
}

static bool
is_any(const struct walk *walk, int node)
{
	(void)walk;
	(void)node;
	return true;
}

/* Put what was finished since then in order behind what is there. */
static size_t
append(struct walk *walk, size_t since, size_t count)
{
	for (size_t i = walk->finished_count; i > since; i--)
		walk->order->nodes[count++] = walk->finished[i - 1];
	return count;
}

/*
 * From the last start to the first, because nodes that are left last come first
 * in the order: so starts keep the document's order, and what two of them lead
 * to comes behind both.
 */
static size_t
follow_starts(struct walk *walk, bool (*is_wanted)(const struct walk *, int),
	      size_t count)
{
	size_t since = walk->finished_count;

	for (int i = (int)walk->graph->node_count - 1; i >= 0; i--)
		if (walk->colour[i] == WHITE && is_wanted(walk, i))
			follow(walk, i);
	return append(walk, since, count);
}

/* Rings have no start: each begins at its first node. */
static size_t
follow_rest(struct walk *walk, bool (*is_wanted)(const struct walk *, int),
	    size_t count)
{
	for (size_t i = 0; i < walk->graph->node_count; i++) {
		size_t since = walk->finished_count;

		if (walk->colour[i] != WHITE || !is_wanted(walk, (int)i))
			continue;
		follow(walk, (int)i);
		count = append(walk, since, count);
	}
	return count;
}

static bool
has_start(const struct graph *graph)
{
	for (size_t i = 0; i < graph->node_count; i++)
		if (has_role(graph, (int)i, KIND_START))
			return true;
	return false;
}

static void
mark_reached(const struct walk *walk)
{
	for (size_t i = 0; i < walk->graph->node_count; i++)
		walk->order->is_reached[i] = walk->colour[i] != WHITE;
}

static void
follow_groups(struct walk *walk)
{
	size_t count = follow_starts(walk, starts_by_kind, 0);

	if (!has_start(walk->graph)) {
		count = follow_starts(walk, starts_by_shape, count);
		mark_reached(walk);
	} else {
		mark_reached(walk);
		count = follow_starts(walk, starts_by_shape, count);
	}
	count = follow_rest(walk, is_step, count);
	follow_rest(walk, is_any, count);
}

/* What was left later comes first: no edge leads back but those marked so. */
static void
sort(const struct walk *walk)
{
	for (size_t i = 0; i < walk->finished_count; i++)
		walk->order->sorted[i] =
			walk->finished[walk->finished_count - 1 - i];
}

static struct order *
order_new(struct arena *arena, const struct graph *graph)
{
	struct order *order = arena_alloc(arena, sizeof *order);
	size_t nodes = graph->node_count + 2, edges = graph->edge_count + 1;

	order->nodes = arena_alloc(arena, nodes * sizeof *order->nodes);
	order->sorted = arena_alloc(arena, nodes * sizeof *order->sorted);
	order->is_reached = arena_alloc(arena, nodes);
	order->first = arena_alloc(arena, nodes * sizeof *order->first);
	order->degree_in = arena_alloc(arena, nodes * sizeof *order->degree_in);
	order->is_back = arena_alloc(arena, edges);
	order->out = arena_alloc(arena, edges * sizeof *order->out);
	return order;
}

static void
walk_through(struct arena *arena, const struct graph *graph,
	     struct order *order, bool is_sorting)
{
	size_t count = graph->node_count + 1;
	struct walk walk = {
		.graph = graph, .order = order, .is_sorting = is_sorting,
		.colour = arena_alloc(arena, count * sizeof *walk.colour),
		.stack = arena_alloc(arena, count * sizeof *walk.stack),
		.next = arena_alloc(arena, count * sizeof *walk.next),
		.finished = arena_alloc(arena, count * sizeof *walk.finished),
	};

	follow_groups(&walk);
	sort(&walk);
}

struct order *
order_of(struct arena *arena, const struct graph *graph)
{
	struct order *order = order_new(arena, graph);

	sort_edges(arena, graph, order);
	walk_through(arena, graph, order, false);
	walk_through(arena, graph, order, true);
	return order;
}
