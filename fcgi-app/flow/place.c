#include "flow/place.h"

#include <math.h>

#include "base/arena.h"
#include "flow/graph.h"
#include "flow/kind.h"
#include "flow/layout.h"
#include "flow/measure.h"
#include "flow/size.h"

/* Room between cards for edges and their labels. */
#define GAP_X 34.0
#define GAP_Y 20.0

/* How far a drawing may be stretched before it is no longer its author's. */
#define SCALE_MAX 2.0
#define SCALE_MIN_X 0.5
#define SCALE_MIN_Y 0.5
#define SCALE_LEAST_Y 0.15	/* where nodes are forms, very high */

/* Rows this close leave a label no room but the gap between two cards. */
#define SAME_ROW 60.0
#define LABEL_MAX 120.0

/* Further apart than this on average, a reader would only scroll. */
#define SPREAD_MAX 480.0

/* What a node takes where nothing is said: about a card of most editors. */
#define OWN_WIDTH 100.0
#define OWN_HEIGHT 80.0

#define PUSHES_MAX 80
#define PUSH_NODES_MAX 400

/* All lengths but x and y are halves. */
struct piece {
	double x, y;			/* centre, in the author's units */
	double own_width, own_height;	/* in the author's units */
	double width, height;		/* in pixels: of a card */
	double scaled_width, scaled_height;	/* of what has a size */
};

struct placer {
	struct arena *arena;
	const struct graph *graph;
	struct layout *layout;
	struct piece *pieces;
	double scale_x, scale_y;
	bool is_crowded;	/* some lie too close for any scale */
};

static bool
has_size(const struct graph_node *node)
{
	return node->box.width > 0 && node->box.height > 0;
}

static void
set_size(struct placer *placer, int place, double card_width)
{
	const struct graph_node *node = &placer->graph->nodes[place];
	struct piece *piece = &placer->pieces[place];
	bool is_area = node->kind->role == KIND_AREA;
	struct size size;

	if (has_size(node) && (is_area || placer->layout->is_frame[place])) {
		piece->scaled_width = node->box.width / 2;
		piece->scaled_height = node->box.height / 2;
		return;
	}
	size = is_area ? size_of_note(placer->arena, node)
		: size_of_node(node, card_width);
	piece->width = size.width / 2;
	piece->height = size.height / 2;
}

static void
set_piece(struct placer *placer, int place, double card_width)
{
	const struct graph_node *node = &placer->graph->nodes[place];
	struct piece *piece = &placer->pieces[place];

	piece->own_width = has_size(node) ? node->box.width / 2 : OWN_WIDTH / 2;
	piece->own_height = has_size(node) ? node->box.height / 2
		: OWN_HEIGHT / 2;
	set_size(placer, place, card_width);
	piece->x = node->box.x;
	piece->y = node->box.y;
	/* What has a size is placed by its corner even among centres. */
	if (!placer->graph->is_centred || piece->scaled_width > 0) {
		piece->x += piece->own_width;
		piece->y += piece->own_height;
	}
}

static bool
is_scaled(const struct piece *piece)
{
	return piece->scaled_width > 0;
}

static bool
lie_together(const struct piece *a, const struct piece *b)
{
	return fabs(a->x - b->x) < a->own_width + b->own_width &&
		fabs(a->y - b->y) < a->own_height + b->own_height;
}

/* The least scale that keeps two extents apart along one axis. */
static double
least_scale(double distance, double fixed, double scaled)
{
	distance = fabs(distance) - scaled;
	return distance > 0 ? fixed / distance : INFINITY;
}

/*
 * Two pieces may lie apart along either axis; they take the one that costs less
 * stretching. Notes and frames may lie behind what they are about.
 */
static void
keep_apart(struct placer *placer, const struct piece *a, const struct piece *b)
{
	bool has_area = is_scaled(a) || is_scaled(b);
	double x, y;

	if (has_area && ((is_scaled(a) && is_scaled(b)) || lie_together(a, b)))
		return;
	x = least_scale(a->x - b->x,
			(has_area ? 4 : GAP_X) + a->width + b->width,
			a->scaled_width + b->scaled_width);
	y = least_scale(a->y - b->y,
			(has_area ? 4 : GAP_Y) + a->height + b->height,
			a->scaled_height + b->scaled_height);
	if (fmin(x, y) > SCALE_MAX)
		placer->is_crowded = placer->is_crowded || !has_area;
	else if (x <= y)
		placer->scale_x = fmax(placer->scale_x, x);
	else
		placer->scale_y = fmax(placer->scale_y, y);
}

/* What a card takes of its author's page tells how far to shrink. */
static double
least_scale_y(const struct placer *placer)
{
	size_t count = placer->graph->node_count, cards = 0;
	double sum = 0;

	for (size_t i = 0; i < count; i++) {
		if (is_scaled(&placer->pieces[i]))
			continue;
		sum += 2 * placer->pieces[i].own_height;
		cards++;
	}
	if (cards == 0)
		return SCALE_MIN_Y;
	return fmax(SCALE_LEAST_Y, fmin(SCALE_MIN_Y,
		(SIZE_CARD_HEIGHT + GAP_Y) / (sum / (double)cards)));
}

/* Neighbours of a row are drawn so far apart that the label goes between. */
static void
make_room_for_label(struct placer *placer, const struct graph_edge *edge)
{
	const struct piece *a = &placer->pieces[edge->from];
	const struct piece *b = &placer->pieces[edge->to];
	double width, scale;

	if (edge->label == NULL || is_scaled(a) || is_scaled(b) ||
	    fabs(a->y - b->y) * placer->scale_y > SAME_ROW)
		return;
	width = fmin(measure_text(edge->label, SIZE_SMALL), LABEL_MAX);
	scale = least_scale(a->x - b->x, width + 24 + a->width + b->width, 0);
	if (scale <= SCALE_MAX)
		placer->scale_x = fmax(placer->scale_x, scale);
}

static void
find_scale(struct placer *placer)
{
	size_t count = placer->graph->node_count;

	placer->scale_x = SCALE_MIN_X;
	placer->scale_y = least_scale_y(placer);
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count; j++)
			keep_apart(placer, &placer->pieces[i],
				   &placer->pieces[j]);
	for (size_t i = 0; i < placer->graph->edge_count; i++)
		make_room_for_label(placer, &placer->graph->edges[i]);
}

static void
scale_pieces(struct placer *placer)
{
	for (size_t i = 0; i < placer->graph->node_count; i++) {
		struct piece *piece = &placer->pieces[i];

		piece->x *= placer->scale_x;
		piece->y *= placer->scale_y;
		if (is_scaled(piece)) {
			piece->width = piece->scaled_width * placer->scale_x;
			piece->height = piece->scaled_height * placer->scale_y;
		}
	}
}

/* Move two cards apart, half the way each, along the shorter way out. */
static bool
push(struct piece *a, struct piece *b)
{
	double x = a->width + b->width + GAP_X / 2 - fabs(a->x - b->x);
	double y = a->height + b->height + GAP_Y / 2 - fabs(a->y - b->y);

	if (is_scaled(a) || is_scaled(b) || x <= 0.5 || y <= 0.5)
		return false;
	if (x < y) {
		x = a->x <= b->x ? x / 2 : -x / 2;
		a->x -= x;
		b->x += x;
	} else {
		y = a->y <= b->y ? y / 2 : -y / 2;
		a->y -= y;
		b->y += y;
	}
	return true;
}

static bool
push_all(struct placer *placer)
{
	size_t count = placer->graph->node_count;
	bool is_pushed = false;

	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count; j++)
			if (push(&placer->pieces[i], &placer->pieces[j]))
				is_pushed = true;
	return is_pushed;
}

/*
 * A few cards that were dropped on one another are moved aside; a heap of them
 * has no order that could be kept.
 */
static bool
resolve_crowd(struct placer *placer)
{
	if (!placer->is_crowded)
		return true;
	if (placer->graph->node_count > PUSH_NODES_MAX)
		return false;
	for (int i = 0; i < PUSHES_MAX; i++)
		if (!push_all(placer))
			return true;
	return false;
}

static bool
all_have_positions(const struct graph *graph)
{
	for (size_t i = 0; i < graph->node_count; i++)
		if (!graph->nodes[i].has_position)
			return false;
	return graph->node_count > 0;
}

static void
set_boxes(const struct placer *placer)
{
	for (size_t i = 0; i < placer->graph->node_count; i++) {
		const struct piece *piece = &placer->pieces[i];

		placer->layout->boxes[i] = (struct layout_box){
			piece->x - piece->width, piece->y - piece->height,
			2 * piece->width, 2 * piece->height };
	}
}

/* How far a box may grow downwards before it meets another one. */
static double
room_below(const struct placer *placer, size_t node)
{
	const struct layout_box *boxes = placer->layout->boxes;
	const struct layout_box *box = &boxes[node];
	double room = INFINITY;

	for (size_t i = 0; i < placer->graph->node_count; i++)
		if (i != node && boxes[i].x < box->x + box->width &&
		    box->x < boxes[i].x + boxes[i].width &&
		    boxes[i].y + boxes[i].height > box->y)
			room = fmin(room, boxes[i].y - 6 - box->y);
	return room;
}

/* A note that was drawn smaller grows again where nothing is below it. */
static void
grow_notes(const struct placer *placer)
{
	for (size_t i = 0; i < placer->graph->node_count; i++) {
		const struct graph_node *node = &placer->graph->nodes[i];
		struct layout_box *box = &placer->layout->boxes[i];
		double need;

		if (node->kind->role != KIND_AREA)
			continue;
		need = size_note_height(placer->arena, node, box->width);
		box->height = fmax(box->height,
				   fmin(need, room_below(placer, i)));
	}
}

static bool
is_far_apart(const struct placer *placer)
{
	double left = INFINITY, top = INFINITY, right = -INFINITY;
	double bottom = -INFINITY;
	double most = SPREAD_MAX * ((double)placer->graph->node_count + 4);

	for (size_t i = 0; i < placer->graph->node_count; i++) {
		const struct layout_box *box = &placer->layout->boxes[i];

		left = fmin(left, box->x);
		top = fmin(top, box->y);
		right = fmax(right, box->x + box->width);
		bottom = fmax(bottom, box->y + box->height);
	}
	return right - left > most || bottom - top > most;
}

bool
place_own(struct arena *arena, const struct graph *graph, struct layout *layout)
{
	struct placer placer = { .arena = arena, .graph = graph,
		.layout = layout };
	double card_width = size_card_width(arena, graph);

	if (!all_have_positions(graph))
		return false;
	placer.pieces = arena_alloc(arena,
		graph->node_count * sizeof *placer.pieces);
	for (size_t i = 0; i < graph->node_count; i++)
		set_piece(&placer, (int)i, card_width);
	find_scale(&placer);
	scale_pieces(&placer);
	if (!resolve_crowd(&placer))
		return false;
	set_boxes(&placer);
	grow_notes(&placer);
	place_frames(graph, layout);
	return !is_far_apart(&placer);
}

static int
depth_of(const struct graph *graph, int place)
{
	int depth = 0;

	while (graph->nodes[place].parent >= 0) {
		place = graph->nodes[place].parent;
		depth++;
	}
	return depth;
}

static void
widen(struct layout_box *frame, const struct layout_box *box)
{
	double right = fmax(frame->x + frame->width,
			    box->x + box->width + SIZE_PAD);
	double bottom = fmax(frame->y + frame->height,
			     box->y + box->height + SIZE_PAD);

	frame->x = fmin(frame->x, box->x - SIZE_PAD);
	frame->y = fmin(frame->y, box->y - SIZE_HEAD);
	frame->width = right - frame->x;
	frame->height = bottom - frame->y;
}

void
place_frames(const struct graph *graph, struct layout *layout)
{
	int deepest = 0;

	for (size_t i = 0; i < graph->node_count; i++) {
		int depth = depth_of(graph, (int)i);

		deepest = depth > deepest ? depth : deepest;
	}
	for (; deepest > 0; deepest--)
		for (size_t i = 0; i < graph->node_count; i++)
			if (depth_of(graph, (int)i) == deepest)
				widen(&layout->boxes[graph->nodes[i].parent],
				      &layout->boxes[i]);
}
