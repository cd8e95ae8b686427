#include "flow/draw.h"

#include <math.h>

#include "base/arena.h"
#include "base/text.h"
#include "flow/area.h"
#include "flow/graph.h"
#include "flow/kind.h"
#include "flow/label.h"
#include "flow/layout.h"
#include "flow/measure.h"
#include "flow/order.h"
#include "flow/track.h"
#include "flow/size.h"
#include "flow/states.h"
#include "json/json.h"

#define ICON 16		/* pixels */
#define GLYPH 14

struct drawing {
	struct arena *arena;
	const struct graph *graph;
	const struct draw_options *options;
	const struct layout *layout;
	const struct order *order;
	const struct draw_state *const *states;	/* by node */
	const bool *is_taken;			/* by edge */
};

static void
set_pixels(struct json *object, const char *name, double value)
{
	json_set_int(object, name, lround(value));
}

/* The source's own word for the kind, unless the title says it already. */
static const char *
kind_word(const struct graph_node *node)
{
	if (node->variant == NULL ||
	    text_equal_case(node->variant, node->title))
		return node->kind->label;
	return node->variant;
}

static const char *
note_of(const struct drawing *drawing, int node)
{
	const struct draw_state *state = drawing->states[node];

	return state != NULL ? state->note : NULL;
}

/* What the run says is kept whole, what the document says is cut. */
static const char *
meta_of(const struct drawing *drawing, int node, double width)
{
	const char *kind = kind_word(&drawing->graph->nodes[node]);
	const char *note = note_of(drawing, node);

	if (note == NULL)
		return measure_cut(drawing->arena, kind, SIZE_SMALL, width);
	note = arena_printf(drawing->arena, " · %s",
		measure_cut(drawing->arena, note, SIZE_SMALL, width * 2 / 3));
	return arena_printf(drawing->arena, "%s%s",
		measure_cut(drawing->arena, kind, SIZE_SMALL,
			    width - measure_text(note, SIZE_SMALL)), note);
}

/* The glyph on a corner says what the run did. */
static void
add_state(const struct drawing *drawing, int node, struct json *to)
{
	const struct draw_state *state = drawing->states[node];
	const struct state_look *look = state ? state_look(state->state) : NULL;
	const struct layout_box *box = &drawing->layout->boxes[node];
	struct json *glyph;

	json_set_text(to, "state", look != NULL ? look->glyph : NULL);
	json_set_text(to, "glyph", NULL);
	if (look == NULL)
		return;
	glyph = json_set_object(to, "glyph");
	json_set_static(glyph, "name", look->glyph);
	set_pixels(glyph, "seatX", box->x + box->width - 10);
	set_pixels(glyph, "seatY", box->y);
	set_pixels(glyph, "x", box->x + box->width - 10 - GLYPH / 2);
	set_pixels(glyph, "y", box->y - GLYPH / 2);
}

/* What the card cannot show in full: title, kind, and what the run says. */
static const char *
whole_of(const struct drawing *drawing, int node)
{
	const struct graph_node *it = &drawing->graph->nodes[node];
	const struct draw_state *state = drawing->states[node];
	const struct state_look *look = state ? state_look(state->state) : NULL;
	const char *note = note_of(drawing, node);

	return arena_printf(drawing->arena, "%s, %s%s%s%s%s", it->title,
			    kind_word(it), look ? ", " : "",
			    look ? look->word : "", note ? ", " : "",
			    note ? note : "");
}

static void
add_pill(const struct drawing *drawing, int node, struct json *to)
{
	const struct layout_box *box = &drawing->layout->boxes[node];

	json_set_text(to, "name", measure_cut(drawing->arena,
		drawing->graph->nodes[node].title, SIZE_TITLE,
		box->width - 2 * SIZE_PAD));
	json_set_static(to, "align", "middle");
	json_set_text(to, "icon", NULL);
	json_set_text(to, "meta", NULL);
	set_pixels(to, "nameX", box->x + box->width / 2);
	set_pixels(to, "nameY", box->y + box->height / 2 + 4);
	set_pixels(to, "rx", box->height / 2);
}

static void
add_card(const struct drawing *drawing, int node, struct json *to)
{
	const struct layout_box *box = &drawing->layout->boxes[node];
	double width = box->width - SIZE_INDENT - SIZE_PAD;
	struct json *icon = json_set_object(to, "icon");
	struct json *meta = json_set_object(to, "meta");

	json_set_text(to, "name", measure_cut(drawing->arena,
		drawing->graph->nodes[node].title, SIZE_TITLE, width));
	json_set_text(to, "align", NULL);
	set_pixels(to, "nameX", box->x + SIZE_INDENT);
	set_pixels(to, "nameY", box->y + 18);
	set_pixels(to, "rx", 5);
	json_set_text(meta, "text", meta_of(drawing, node, width));
	set_pixels(meta, "x", box->x + SIZE_INDENT);
	set_pixels(meta, "y", box->y + 33);
	json_set_static(icon, "name", drawing->graph->nodes[node].kind->icon);
	set_pixels(icon, "x", box->x + 9);
	set_pixels(icon, "y", box->y + (box->height - ICON) / 2);
}

static const char *
href_of(const struct drawing *drawing, int node)
{
	const struct draw_options *options = drawing->options;
	const struct draw_state *state = drawing->states[node];

	if (state != NULL && state->href != NULL)
		return state->href;
	if (options->href == NULL)
		return NULL;
	return arena_printf(drawing->arena, "%s%d%s", options->href, node + 1,
			    options->href_end ? options->href_end : "");
}

/* Members that cards, notes and frames share. */
static struct json *
add_box(const struct drawing *drawing, int node, struct json *list)
{
	const struct layout_box *box = &drawing->layout->boxes[node];
	struct json *to = json_add_object(list);

	json_set_int(to, "number", node + 1);
	json_set_text(to, "id", drawing->graph->nodes[node].id);
	/* Null, not missing: a template would look further out for the name. */
	json_set_text(to, "href", href_of(drawing, node));
	json_set_bool(to, "current", drawing->options->current == node + 1);
	set_pixels(to, "x", box->x);
	set_pixels(to, "y", box->y);
	set_pixels(to, "width", box->width);
	set_pixels(to, "height", box->height);
	return to;
}

static bool
is_behind(const struct drawing *drawing, int node)
{
	return drawing->layout->is_frame[node] ||
		drawing->graph->nodes[node].kind->role == KIND_AREA;
}

/* Large ones first, so that the small ones lie on them. */
static void
add_areas(const struct drawing *drawing, struct json *tree)
{
	struct json *list = json_set_array(tree, "areas");
	size_t count;
	int *areas = area_order(drawing->arena, drawing->graph,
				drawing->layout, &count);

	for (size_t i = 0; i < count; i++) {
		struct json *to = add_box(drawing, areas[i], list);

		area_fill(drawing->arena, drawing->graph, drawing->layout,
			  areas[i], to);
		json_set_text(to, "whole", drawing->layout->is_frame[areas[i]]
			? whole_of(drawing, areas[i])
			: size_note_text(&drawing->graph->nodes[areas[i]]));
		add_state(drawing, areas[i], to);
	}
}

/* In the order of the flow, which is the order of the Tab key. */
static void
add_nodes(const struct drawing *drawing, struct json *tree)
{
	struct json *list = json_set_array(tree, "nodes");

	for (size_t i = 0; i < drawing->graph->node_count; i++) {
		int node = drawing->order->nodes[i];
		struct json *to;

		if (is_behind(drawing, node))
			continue;
		to = add_box(drawing, node, list);
		json_set_text(to, "whole", whole_of(drawing, node));
		if (size_is_pill(&drawing->graph->nodes[node]))
			add_pill(drawing, node, to);
		else
			add_card(drawing, node, to);
		add_state(drawing, node, to);
	}
}

/* An edge that leads back says how often, where the run came back. */
static const char **
words_of(const struct drawing *drawing)
{
	const struct graph *graph = drawing->graph;
	const char **words = arena_alloc(drawing->arena,
		(graph->edge_count + 1) * sizeof *words);

	for (size_t i = 0; i < graph->edge_count; i++) {
		const struct draw_state *state =
			drawing->states[graph->edges[i].from];

		if (state != NULL && state->times > 1 &&
		    drawing->order->is_back[i] && drawing->is_taken[i])
			words[i] = arena_printf(drawing->arena, "%d times",
						state->times);
	}
	return words;
}

static void
add_edges(const struct drawing *drawing, const struct track *tracks,
	  struct json *tree)
{
	struct json *list = json_set_array(tree, "edges");

	for (size_t i = 0; i < drawing->graph->edge_count; i++) {
		struct json *to = json_add_object(list);

		json_set_static(to, "path", tracks[i].path);
		json_set_static(to, "arrow", tracks[i].arrow);
		json_set_bool(to, "taken", drawing->is_taken[i]);
		json_set_bool(to, "back", drawing->order->is_back[i]);
	}
}

static void
add_labels(const struct drawing *drawing, const struct track *tracks,
	   struct json *tree)
{
	struct json *list = json_set_array(tree, "labels");
	struct label *labels = label_edges(drawing->arena, drawing->graph,
		drawing->layout, tracks, words_of(drawing));

	for (size_t i = 0; i < drawing->graph->edge_count; i++) {
		struct json *to;

		if (labels[i].text == NULL)
			continue;
		to = json_add_object(list);
		json_set_static(to, "text", labels[i].text);
		json_set_text(to, "whole", drawing->graph->edges[i].label);
		set_pixels(to, "x", labels[i].x);
		set_pixels(to, "y", labels[i].y);
	}
}

/* For those who do not see the picture; the table of steps says the rest. */
static const char *
description_of(const struct drawing *drawing)
{
	const struct graph *graph = drawing->graph;
	size_t steps = 0, back = 0;
	int first = -1;

	for (size_t i = 0; i < graph->node_count; i++) {
		int node = drawing->order->nodes[i];

		if (graph->nodes[node].kind->role == KIND_AREA)
			continue;
		steps++;
		first = first < 0 ? node : first;
	}
	for (size_t i = 0; i < graph->edge_count; i++)
		back += drawing->order->is_back[i];
	if (first < 0)
		return "No steps.";
	return arena_printf(drawing->arena,
		"%zu %s, %zu %s, of which %zu lead back. It begins with %s.",
		steps, steps == 1 ? "step" : "steps", graph->edge_count,
		graph->edge_count == 1 ? "connection" : "connections", back,
		graph->nodes[first].title);
}

static void
add_head(const struct drawing *drawing, struct json *tree)
{
	const struct draw_options *options = drawing->options;
	const struct layout *layout = drawing->layout;
	const char *title = drawing->graph->title;

	json_set_text(tree, "id", options->id);
	json_set_text(tree, "icons", options->icons);
	json_set_text(tree, "title", title != NULL ? title : "Flowchart");
	json_set_text(tree, "desc", description_of(drawing));
	set_pixels(tree, "width", layout->width);
	set_pixels(tree, "height", layout->height);
	json_set_text(tree, "viewBox", arena_printf(drawing->arena,
		"0 0 %ld %ld", lround(layout->width), lround(layout->height)));
	json_set_bool(tree, "isArranged", layout->is_arranged);
	json_set_bool(tree, "isRun", options->states != NULL);
}

struct json *
draw_graph(struct arena *arena, const struct graph *graph, struct dot *dot,
	   const struct draw_options *options)
{
	struct json *tree = json_object(arena);
	struct order *order = order_of(arena, graph);
	struct layout *layout = layout_of(arena, graph, order, dot);
	struct track *tracks = track_edges(arena, graph, layout);
	const struct draw_state **states =
		states_by_node(arena, graph, options);
	struct drawing drawing = { arena, graph, options, layout, order, states,
		states_taken(arena, graph, states) };

	add_head(&drawing, tree);
	add_areas(&drawing, tree);
	add_edges(&drawing, tracks, tree);
	add_labels(&drawing, tracks, tree);
	add_nodes(&drawing, tree);
	return tree;
}
