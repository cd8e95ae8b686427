#include "flow/area.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "flow/graph.h"
#include "flow/kind.h"
#include "flow/layout.h"
#include "flow/measure.h"
#include "flow/size.h"
#include "json/json.h"

#define LINES_MAX 40
#define TOP 6.0			/* from the top edge to the text */
#define BASE 11.0		/* from the top of a line to its base */

static bool
is_area(const struct graph *graph, const struct layout *layout, size_t node)
{
	return layout->is_frame[node] ||
		graph->nodes[node].kind->role == KIND_AREA;
}

static double
surface(const struct layout_box *box)
{
	return box->width * box->height;
}

static int
by_surface(const void *a, const void *b, void *object)
{
	const struct layout_box *boxes = object;
	int left = *(const int *)a, right = *(const int *)b;
	double more = surface(&boxes[right]) - surface(&boxes[left]);

	return more != 0 ? (more > 0 ? 1 : -1) : left - right;
}

int *
area_order(struct arena *arena, const struct graph *graph,
	   const struct layout *layout, size_t *count)
{
	int *areas = arena_alloc(arena,
		(graph->node_count + 1) * sizeof *areas);

	*count = 0;
	for (size_t i = 0; i < graph->node_count; i++)
		if (is_area(graph, layout, i))
			areas[(*count)++] = (int)i;
	qsort_r(areas, *count, sizeof *areas, by_surface, layout->boxes);
	return areas;
}

static bool
is_above(const struct layout_box *box, const struct layout_box *on)
{
	return on->x < box->x + box->width && box->x < on->x + on->width &&
		on->y < box->y + box->height && box->y < on->y + on->height;
}

/* From the top of an area to the first thing that lies on it. */
static double
room_above(const struct graph *graph, const struct layout *layout, int node)
{
	const struct layout_box *box = &layout->boxes[node];
	double room = box->height;

	for (size_t i = 0; i < graph->node_count; i++) {
		const struct layout_box *on = &layout->boxes[i];

		if ((int)i != node && surface(on) < surface(box) &&
		    is_above(box, on))
			room = fmin(room, on->y - box->y);
	}
	return room;
}

/* A page that text is set on, line by line. */
struct column {
	struct arena *arena;
	const struct layout_box *box;
	struct json *list;
	size_t used, room;	/* lines */
};

static void
set_lines(struct column *column, const char *text, bool is_strong)
{
	size_t count = column->room - column->used;
	char **lines = measure_wrap(column->arena, text,
		is_strong ? SIZE_SMALL * 1.12 : SIZE_SMALL,
		column->box->width - 2 * SIZE_PAD, count, &count);

	for (size_t i = 0; i < count; i++, column->used++) {
		struct json *line = json_add_object(column->list);
		double y = column->box->y + TOP + BASE +
			(double)column->used * SIZE_LINE;

		json_set_static(line, "text", lines[i]);
		json_set_bool(line, "strong", is_strong);
		json_set_int(line, "x", lround(column->box->x + SIZE_PAD));
		json_set_int(line, "y", lround(y));
	}
}

/* Notes are Markdown: a first line that is a heading is set as one. */
static void
set_text(struct arena *arena, const struct layout_box *box, const char *text,
	 double room, struct json *to)
{
	double fit = floor((room - TOP) / SIZE_LINE);
	size_t end = *text == '#' ? strcspn(text, "\n") : 0;
	struct column column = { .arena = arena, .box = box,
		.list = json_set_array(to, "lines"),
		.room = (size_t)fmax(0, fmin(fit, LINES_MAX)) };

	if (end > 0)
		set_lines(&column, arena_copy(arena, text, end), true);
	set_lines(&column, text + end, false);
}

void
area_fill(struct arena *arena, const struct graph *graph,
	  const struct layout *layout, int node, struct json *to)
{
	const struct graph_node *it = &graph->nodes[node];
	const struct layout_box *box = &layout->boxes[node];
	bool is_frame = layout->is_frame[node] ||
		text_equal(it->kind->name, "group");
	double room = room_above(graph, layout, node);

	json_set_bool(to, "frame", is_frame);
	set_text(arena, box, is_frame ? it->title : size_note_text(it),
		  is_frame ? fmin(room, SIZE_HEAD) : room, to);
}
