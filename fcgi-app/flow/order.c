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
	int *next;		/* by node: behind the edge to follow next */
	int *finished;		/* nodes, in the order they were left */
	size_t finished_count;
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
 * Depth first without recursion: documents may be one chain of thousands. Last
 * edge first, because what is left last comes first in the order.
 */
static void
follow(struct walk *walk, int start)
{
	struct order *order = walk->order;
	size_t depth = 0;

	walk->stack[depth++] = start;
	walk->colour[start] = GREY;
	while (depth > 0) {
		int node = walk->stack[depth - 1];
		int edge, to;

		if (walk->next[node] == order->first[node]) {
			walk->colour[node] = BLACK;
			walk->finished[walk->finished_count++] = node;
			depth--;
			continue;
		}
		edge = order->out[--walk->next[node]];
		to = walk->graph->edges[edge].to;
		order->is_back[edge] = walk->colour[to] == GREY;
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

/*
 * From the last to the first, because nodes that are left last come first in
 * the order: so several starts keep the document's order.
 */
static void
follow_all(struct walk *walk, bool (*is_wanted)(const struct walk *, int))
{
	for (int i = (int)walk->graph->node_count - 1; i >= 0; i--)
		if (walk->colour[i] == WHITE && is_wanted(walk, i))
			follow(walk, i);
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

/* Follow what is wanted, and put it in order behind what is there. */
static size_t
follow_group(struct walk *walk, bool (*is_wanted)(const struct walk *, int),
	     size_t count)
{
	size_t before = walk->finished_count;

	follow_all(walk, is_wanted);
	for (size_t i = walk->finished_count; i > before; i--)
		walk->order->nodes[count++] = walk->finished[i - 1];
	return count;
}

static void
follow_groups(struct walk *walk)
{
	size_t count = follow_group(walk, starts_by_kind, 0);

	if (!has_start(walk->graph)) {
		count = follow_group(walk, starts_by_shape, count);
		mark_reached(walk);
	} else {
		mark_reached(walk);
		count = follow_group(walk, starts_by_shape, count);
	}
	count = follow_group(walk, is_step, count);
	follow_group(walk, is_any, count);
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

struct order *
order_of(struct arena *arena, const struct graph *graph)
{
	struct order *order = order_new(arena, graph);
	size_t count = graph->node_count + 1;
	struct walk walk = {
		.graph = graph, .order = order,
		.colour = arena_alloc(arena, count * sizeof *walk.colour),
		.stack = arena_alloc(arena, count * sizeof *walk.stack),
		.next = arena_alloc(arena, count * sizeof *walk.next),
		.finished = arena_alloc(arena, count * sizeof *walk.finished),
	};

	sort_edges(arena, graph, order);
	for (size_t i = 0; i < graph->node_count; i++)
		walk.next[i] = order->first[i + 1];
	follow_groups(&walk);
	sort(&walk);
	return order;
}
