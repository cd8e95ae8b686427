#include "flow/label.h"

#include <math.h>
#include <stdbool.h>

#include "base/arena.h"
#include "flow/graph.h"
#include "flow/kind.h"
#include "flow/layout.h"
#include "flow/measure.h"
#include "flow/track.h"
#include "flow/size.h"

#define WIDTH_MAX 120.0
#define HEIGHT 13.0
#define BASE 10.0		/* from the top of a label to its base line */
#define OFF_LINE 5.0		/* from the line to the label */
#define STEP 7.0		/* along the line, from try to try */
#define FIRST_STEP 10.0
#define TRIES_MAX 70

/* Beyond, labels stand at the first place: nobody reads them all. */
#define CAREFUL_NODES_MAX 1000

struct labeller {
	struct arena *arena;
	const struct graph *graph;
	const struct layout *layout;
	const struct track *tracks;	/* by edge */
	struct layout_box *taken;	/* by labels that are placed */
	int taken_count;
};

static bool
lies_on(const struct layout_box *a, const struct layout_box *b)
{
	return a->x < b->x + b->width && b->x < a->x + a->width &&
		a->y < b->y + b->height && b->y < a->y + a->height;
}

static bool
is_card(const struct labeller *labeller, size_t node)
{
	return labeller->graph->nodes[node].kind->role != KIND_AREA &&
		!labeller->layout->is_frame[node];
}

static bool
is_on_page(const struct labeller *labeller, const struct layout_box *box)
{
	return box->x >= 2 && box->y >= 2 &&
		box->x + box->width <= labeller->layout->width - 2 &&
		box->y + box->height <= labeller->layout->height - 2;
}

static bool
is_free(const struct labeller *labeller, const struct layout_box *box)
{
	if (!is_on_page(labeller, box))
		return false;
	for (int i = 0; i < labeller->taken_count; i++)
		if (lies_on(box, &labeller->taken[i]))
			return false;
	if (labeller->graph->node_count > CAREFUL_NODES_MAX)
		return true;
	for (size_t i = 0; i < labeller->graph->node_count; i++)
		if (is_card(labeller, i) &&
		    lies_on(box, &labeller->layout->boxes[i]))
			return false;
	return true;
}

/* Cut the part of a line, from *low to *high of 1, that lies within a span. */
static bool
clip(double start, double step, double least, double most, double *low,
     double *high)
{
	double a, b;

	if (step == 0)
		return start > least && start < most;
	a = (least - start) / step;
	b = (most - start) / step;
	*low = fmax(*low, fmin(a, b));
	*high = fmin(*high, fmax(a, b));
	return *low < *high;
}

static bool
runs_through(struct track_point a, struct track_point b,
	     const struct layout_box *box)
{
	double low = 0, high = 1;

	return clip(a.x, b.x - a.x, box->x, box->x + box->width, &low, &high) &&
		clip(a.y, b.y - a.y, box->y, box->y + box->height, &low, &high);
}

static bool
is_crossed_by(const struct layout_box *box, const struct track *track)
{
	for (int i = 1; i < track->point_count; i++)
		if (runs_through(track->points[i - 1], track->points[i], box))
			return true;
	return false;
}

/* Not on its own line, nor on one of those that leave or arrive beside it. */
static bool
is_clear(const struct labeller *labeller, size_t edge,
	 const struct layout_box *box)
{
	const struct graph *graph = labeller->graph;
	const struct graph_edge *own = &graph->edges[edge];

	for (size_t i = 0; i < graph->edge_count; i++) {
		const struct graph_edge *it = &graph->edges[i];

		if ((it->from == own->from || it->to == own->to ||
		     it->to == own->from || it->from == own->to) &&
		    is_crossed_by(box, &labeller->tracks[i]))
			return false;
	}
	return true;
}

/* The point at a length along the line; false behind its end. */
static bool
point_at(const struct track *track, double length, struct track_point *at,
	 bool *is_level)
{
	for (int i = 1; i < track->point_count; i++) {
		struct track_point a = track->points[i - 1];
		struct track_point b = track->points[i];
		double piece = hypot(b.x - a.x, b.y - a.y);

		if (piece > 0 && length <= piece) {
			at->x = a.x + (b.x - a.x) * length / piece;
			at->y = a.y + (b.y - a.y) * length / piece;
			*is_level = fabs(b.x - a.x) > fabs(b.y - a.y);
			return true;
		}
		length -= piece;
	}
	return false;
}

/* Above and below a level line, right and left of an upright one. */
static struct layout_box
box_beside(struct track_point at, bool is_level, bool is_second, double width)
{
	struct layout_box box = { at.x, at.y, width, HEIGHT };

	if (is_level) {
		box.x -= width / 2;
		box.y += is_second ? OFF_LINE - 2 : -HEIGHT - OFF_LINE + 2;
	} else {
		box.x += is_second ? -width - OFF_LINE : OFF_LINE;
		box.y -= HEIGHT / 2;
	}
	return box;
}

/* The first free place along the line; clear of other lines, if asked. */
static bool
find_place(const struct labeller *labeller, size_t edge, bool is_careful,
	   struct layout_box *box)
{
	double width = box->width;
	struct track_point at;
	bool is_level;

	for (int i = 0; i < TRIES_MAX; i++) {
		if (!point_at(&labeller->tracks[edge], FIRST_STEP + i * STEP,
			      &at, &is_level))
			return false;
		for (int side = 0; side < 2; side++) {
			*box = box_beside(at, is_level, side == 1, width);
			if (is_free(labeller, box) &&
			    (!is_careful || is_clear(labeller, edge, box)))
				return true;
		}
	}
	return false;
}

/* Where no place is free the label stands on its own line. */
static struct layout_box
place_of(const struct labeller *labeller, size_t edge, double width)
{
	const struct track *track = &labeller->tracks[edge];
	struct track_point middle = track->points[track->point_count / 2];
	struct layout_box box = { 0, 0, width, HEIGHT };

	if (find_place(labeller, edge, true, &box) ||
	    find_place(labeller, edge, false, &box))
		return box;
	return (struct layout_box){ middle.x - width / 2,
		middle.y - HEIGHT / 2, width, HEIGHT };
}

static void
place_label(struct labeller *labeller, size_t edge, const char *text,
	    struct label *label)
{
	const char *cut = measure_cut(labeller->arena, text, SIZE_SMALL,
				      WIDTH_MAX);
	struct layout_box box = place_of(labeller, edge,
					 measure_text(cut, SIZE_SMALL));

	if (*cut == '\0')
		return;
	labeller->taken[labeller->taken_count++] = box;
	label->text = cut;
	label->x = box.x;
	label->y = box.y + BASE;
}

struct label *
label_edges(struct arena *arena, const struct graph *graph,
	    const struct layout *layout, const struct track *tracks,
	    const char *const *words)
{
	struct label *labels = arena_alloc(arena,
		(graph->edge_count + 1) * sizeof *labels);
	struct labeller labeller = { .arena = arena, .graph = graph,
		.layout = layout, .tracks = tracks };

	labeller.taken = arena_alloc(arena,
		(graph->edge_count + 1) * sizeof *labeller.taken);
	for (size_t i = 0; i < graph->edge_count; i++) {
		const char *text = graph->edges[i].label;

		if (words != NULL && words[i] != NULL)
			text = words[i];
		if (text != NULL)
			place_label(&labeller, i, text, &labels[i]);
	}
	return labels;
}
