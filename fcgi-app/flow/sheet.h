#ifndef FLOW_SHEET_H
#define FLOW_SHEET_H

/*
 * Sheet: rectangles and the arrows between them, before they have places: what
 * the methods of arranging work on.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;

#define SHEET_GAP_X 24.0	/* between neighbours of a row */
#define SHEET_GAP_Y 36.0	/* from row to row */
#define SHEET_GAP_LABELS 52.0	/* the same, where edges have labels */

struct sheet_item {
	double width, height;
	double x, y;		/* top left, filled in by arranging */
	int rank;		/* row, from 0 */
};

struct sheet_edge {
	int from, to;		/* places in items, rank rising */
};

struct sheet {
	struct sheet_item *items;
	size_t item_count;
	struct sheet_edge *edges;
	size_t edge_count;
	double gap_y;		/* from row to row */
	double width, height;	/* filled in by arranging */
};

/* Our own method: rows by rank, in each row near to what leads there. */
void sheet_layer(struct arena *, struct sheet *);

/* Side by side and below one another, in order, about as wide as a page. */
void sheet_pack(struct sheet *);

/* How many places a method needs that gives long arrows a place in each row. */
size_t sheet_work(const struct sheet *);

#endif
