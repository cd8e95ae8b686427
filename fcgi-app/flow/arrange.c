#include "flow/arrange.h"

#include <stdlib.h>

#include "base/arena.h"
#include "flow/dot.h"
#include "flow/graph.h"
#include "flow/kind.h"
#include "flow/layout.h"
#include "flow/order.h"
#include "flow/sheet.h"
#include "flow/size.h"

/* Beyond, Graphviz takes longer than a reader waits. */
#define DOT_NODES_MAX 2000
#define DOT_WORK_MAX 2500

struct arranger {
	struct arena *arena;
	const struct graph *graph;
	const struct order *order;
	struct dot *dot;
	struct layout *layout;
	double card_width;
	double gap_y;
};

/* The nodes that lie in the same frame, or in none. */
struct level {
	struct sheet sheet;
	int *nodes;		/* by item */
	int *item;		/* by node; -1: not of this level */
	int *part;		/* by item: the connected part it is of */
	int part_count;
};

/* ---- items and edges of a level ---- */

static void
find_nodes(const struct arranger *arranger, int frame, struct level *level)
{
	size_t count = arranger->graph->node_count;

	level->nodes = arena_alloc(arranger->arena,
		(count + 1) * sizeof *level->nodes);
	level->item = arena_alloc(arranger->arena,
		(count + 1) * sizeof *level->item);
	for (size_t i = 0; i < count; i++) {
		int node = arranger->order->sorted[i];
		bool is_here = arranger->graph->nodes[node].parent == frame;

		level->item[node] = is_here ? (int)level->sheet.item_count : -1;
		if (is_here)
			level->nodes[level->sheet.item_count++] = node;
	}
}

static struct size
size_of(const struct arranger *arranger, int node)
{
	const struct layout_box *box = &arranger->layout->boxes[node];

	if (arranger->layout->is_frame[node])
		return (struct size){ box->width, box->height };
	if (arranger->graph->nodes[node].kind->role == KIND_AREA)
		return size_of_note(arranger->arena,
				    &arranger->graph->nodes[node]);
	return size_of_node(&arranger->graph->nodes[node],
			    arranger->card_width);
}

static void
add_items(const struct arranger *arranger, struct level *level)
{
	struct sheet *sheet = &level->sheet;

	sheet->items = arena_alloc(arranger->arena,
		(sheet->item_count + 1) * sizeof *sheet->items);
	for (size_t i = 0; i < sheet->item_count; i++) {
		struct size size = size_of(arranger, level->nodes[i]);

		sheet->items[i].width = size.width;
		sheet->items[i].height = size.height;
	}
}

/* The item that a node is or lies in; -1 outside of this level. */
static int
item_around(const struct arranger *arranger, const struct level *level,
	    int node)
{
	while (node >= 0 && level->item[node] < 0)
		node = arranger->graph->nodes[node].parent;
	return node < 0 ? -1 : level->item[node];
}

/*
 * Frames draw nodes of several rows together, so an edge between frames may
 * lead up; it is turned, which only arranging sees. Items are in the order of
 * the graph: from the lower to the higher there is no ring.
 */
static void
add_edges(const struct arranger *arranger, struct level *level)
{
	const struct graph *graph = arranger->graph;
	struct sheet *sheet = &level->sheet;

	sheet->edges = arena_alloc(arranger->arena,
		(graph->edge_count + 1) * sizeof *sheet->edges);
	for (size_t i = 0; i < graph->edge_count; i++) {
		int from = item_around(arranger, level, graph->edges[i].from);
		int to = item_around(arranger, level, graph->edges[i].to);

		if (from < 0 || to < 0 || from == to ||
		    arranger->order->is_back[i])
			continue;
		sheet->edges[sheet->edge_count++] = from < to
			? (struct sheet_edge){ from, to }
			: (struct sheet_edge){ to, from };
	}
}

static int
by_source(const void *a, const void *b)
{
	const struct sheet_edge *left = a, *right = b;

	return left->from != right->from ? left->from - right->from
		: left->to - right->to;
}

static void
set_ranks(struct sheet *sheet)
{
	qsort(sheet->edges, sheet->edge_count, sizeof *sheet->edges, by_source);
	for (size_t i = 0; i < sheet->edge_count; i++) {
		int rank = sheet->items[sheet->edges[i].from].rank + 1;

		if (sheet->items[sheet->edges[i].to].rank < rank)
			sheet->items[sheet->edges[i].to].rank = rank;
	}
}

/* ---- connected parts ---- */

static int
root_of(int *part, int item)
{
	while (part[item] != item) {
		part[item] = part[part[item]];
		item = part[item];
	}
	return item;
}

/* Parts are numbered as a reader meets their nodes. */
static void
number_parts(const struct arranger *arranger, struct level *level, int *root)
{
	int *number = arena_alloc(arranger->arena,
		(level->sheet.item_count + 1) * sizeof *number);

	for (size_t i = 0; i < arranger->graph->node_count; i++) {
		int item = level->item[arranger->order->nodes[i]];

		if (item < 0)
			continue;
		if (number[root_of(root, item)] == 0)
			number[root_of(root, item)] = ++level->part_count;
		level->part[item] = number[root_of(root, item)] - 1;
	}
}

static void
find_parts(const struct arranger *arranger, struct level *level)
{
	const struct sheet *sheet = &level->sheet;
	int *root = arena_alloc(arranger->arena,
		(sheet->item_count + 1) * sizeof *root);

	level->part = arena_alloc(arranger->arena,
		(sheet->item_count + 1) * sizeof *level->part);
	for (size_t i = 0; i < sheet->item_count; i++)
		root[i] = (int)i;
	for (size_t i = 0; i < sheet->edge_count; i++) {
		int a = root_of(root, sheet->edges[i].from);
		int b = root_of(root, sheet->edges[i].to);

		root[b] = a;
	}
	number_parts(arranger, level, root);
}

/* Cut the sheet of a level into one sheet per part; local is by item. */
static struct sheet *
cut_parts(struct arena *arena, const struct level *level, int *local)
{
	const struct sheet *whole = &level->sheet;
	size_t count = (size_t)level->part_count;
	struct sheet *parts = arena_alloc(arena, (count + 1) * sizeof *parts);

	for (size_t i = 0; i < whole->item_count; i++)
		local[i] = (int)parts[level->part[i]].item_count++;
	for (size_t i = 0; i < whole->edge_count; i++)
		parts[level->part[whole->edges[i].from]].edge_count++;
	for (size_t i = 0; i < count; i++) {
		parts[i].items = arena_alloc(arena,
			(parts[i].item_count + 1) * sizeof *parts[i].items);
		parts[i].edges = arena_alloc(arena,
			(parts[i].edge_count + 1) * sizeof *parts[i].edges);
		parts[i].edge_count = 0;
		parts[i].gap_y = whole->gap_y;
	}
	for (size_t i = 0; i < whole->item_count; i++)
		parts[level->part[i]].items[local[i]] = whole->items[i];
	for (size_t i = 0; i < whole->edge_count; i++) {
		const struct sheet_edge *edge = &whole->edges[i];
		struct sheet *part = &parts[level->part[edge->from]];

		part->edges[part->edge_count++] = (struct sheet_edge){
			local[edge->from], local[edge->to] };
	}
	return parts;
}

static void
arrange_part(const struct arranger *arranger, struct sheet *part)
{
	bool is_small = part->item_count <= DOT_NODES_MAX &&
		sheet_work(part) <= DOT_WORK_MAX;

	if (part->item_count > 1 && is_small && arranger->dot != NULL &&
	    dot_arrange(arranger->dot, part))
		return;
	sheet_layer(arranger->arena, part);
}

static void
arrange_parts(const struct arranger *arranger, struct level *level)
{
	struct arena *arena = arranger->arena;
	size_t count = (size_t)level->part_count;
	int *local = arena_alloc(arena,
		(level->sheet.item_count + 1) * sizeof *local);
	struct sheet *parts = cut_parts(arena, level, local);
	struct sheet page = { .item_count = count,
		.items = arena_alloc(arena, (count + 1) * sizeof *page.items) };

	for (size_t i = 0; i < count; i++) {
		arrange_part(arranger, &parts[i]);
		page.items[i].width = parts[i].width;
		page.items[i].height = parts[i].height;
	}
	sheet_pack(&page);
	for (size_t i = 0; i < level->sheet.item_count; i++) {
		int part = level->part[i];
		struct sheet_item *item = &level->sheet.items[i];

		*item = parts[part].items[local[i]];
		item->x += page.items[part].x;
		item->y += page.items[part].y;
	}
	level->sheet.width = page.width;
	level->sheet.height = page.height;
}

/* ---- frames ---- */

/* Places are from the corner of the frame, whose own size is set. */
static void
arrange_level(const struct arranger *arranger, int frame)
{
	const struct graph *graph = arranger->graph;
	struct layout *layout = arranger->layout;
	struct level level = { .sheet.gap_y = arranger->gap_y };

	for (size_t i = 0; i < graph->node_count; i++)
		if (graph->nodes[i].parent == frame && layout->is_frame[i])
			arrange_level(arranger, (int)i);
	find_nodes(arranger, frame, &level);
	add_items(arranger, &level);
	add_edges(arranger, &level);
	set_ranks(&level.sheet);
	find_parts(arranger, &level);
	arrange_parts(arranger, &level);
	for (size_t i = 0; i < level.sheet.item_count; i++) {
		const struct sheet_item *item = &level.sheet.items[i];
		double inset = frame >= 0 ? SIZE_PAD : 0;
		double head = frame >= 0 ? SIZE_HEAD : 0;

		layout->boxes[level.nodes[i]] = (struct layout_box){
			item->x + inset, item->y + head, item->width,
			item->height };
	}
	if (frame >= 0) {
		layout->boxes[frame].width = level.sheet.width + 2 * SIZE_PAD;
		layout->boxes[frame].height = level.sheet.height + SIZE_PAD +
			SIZE_HEAD;
	}
}

/* Inner boxes count from the corners of their frames. */
static struct layout_box
box_on_page(const struct arranger *arranger, int node)
{
	const struct layout_box *boxes = arranger->layout->boxes;
	struct layout_box box = boxes[node];

	while ((node = arranger->graph->nodes[node].parent) >= 0) {
		box.x += boxes[node].x;
		box.y += boxes[node].y;
	}
	return box;
}

static double
gap_for(const struct graph *graph)
{
	for (size_t i = 0; i < graph->edge_count; i++)
		if (graph->edges[i].label != NULL)
			return SHEET_GAP_LABELS;
	return SHEET_GAP_Y;
}

void
arrange_graph(struct arena *arena, const struct graph *graph,
	      const struct order *order, struct dot *dot, struct layout *layout)
{
	struct arranger arranger = { arena, graph, order, dot, layout,
		size_card_width(arena, graph), gap_for(graph) };
	struct layout_box *boxes = arena_alloc(arena,
		(graph->node_count + 1) * sizeof *boxes);

	arrange_level(&arranger, -1);
	for (size_t i = 0; i < graph->node_count; i++)
		boxes[i] = box_on_page(&arranger, (int)i);
	layout->boxes = boxes;
}
