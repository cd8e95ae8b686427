/*
 * Graph: any flowchart or workflow that is read can be checked, drawn and told as
 * steps; cards lie on the page, and every edge has a line and a head.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/error.h"
#include "flow/check.h"
#include "flow/dot.h"
#include "flow/draw.h"
#include "flow/graph.h"
#include "flow/kind.h"
#include "flow/layout.h"
#include "flow/order.h"
#include "flow/steps.h"
#include "flow/track.h"
#include "json/json.h"
#include "json/scan.h"
#include "tests/fuzz/must.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
check_order(const struct graph *graph, const struct order *order)
{
	bool *is_seen = calloc(graph->node_count + 1, 1);

	for (size_t i = 0; i < graph->node_count; i++) {
		must(!is_seen[order->nodes[i]]);
		is_seen[order->nodes[i]] = true;
	}
	free(is_seen);
}

static void
check_boxes(const struct graph *graph, const struct layout *layout)
{
	for (size_t i = 0; i < graph->node_count; i++) {
		const struct layout_box *box = &layout->boxes[i];

		must(box->width > 0 && box->height > 0);
		must(box->x >= 0 && box->x + box->width <= layout->width);
		must(box->y >= 0 && box->y + box->height <= layout->height);
	}
}

static void
check_tracks(const struct graph *graph, const struct track *tracks)
{
	for (size_t i = 0; i < graph->edge_count; i++) {
		must(tracks[i].path != NULL && tracks[i].arrow != NULL);
		must(tracks[i].point_count > 1);
	}
}

static void
check_graph_drawn(struct arena *arena, const struct graph *graph,
		  struct dot *dot)
{
	const struct draw_options options = { .id = "f", .href = "#" };
	struct order *order = order_of(arena, graph);
	struct layout *layout = layout_of(arena, graph, order, dot);

	check_order(graph, order);
	check_boxes(graph, layout);
	check_tracks(graph, track_edges(arena, graph, layout));
	must(check_graph(arena, graph) != NULL);
	must(json_count(steps_of(arena, graph, &options)) == graph->node_count);
	must(draw_graph(arena, graph, dot, &options) != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(4096);
	struct error err = { .arena = arena };
	struct dot *dot = len % 2 == 0 ? dot_new() : NULL;
	struct json_slice slice;
	struct graph *graph = NULL;

	if (json_scan(arena, (const char *)bytes, len, &slice, &err))
		graph = graph_read(arena, slice, &err);
	if (graph != NULL)
		check_graph_drawn(arena, graph, dot);
	dot_free(dot);
	arena_free(arena);
	return 0;
}
