#include "flow/sheet.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

#define SWEEPS 6
#define ROW_ITEMS_MAX 16	/* longer rows are broken */

struct row {
	int *items;
	int count;
	double width, height;
};

struct layers {
	struct sheet *sheet;
	struct row *rows;
	int row_count;
	double *middle;		/* by item: centre */
	double *wish;		/* by item: where it would like its centre */
};

size_t
sheet_work(const struct sheet *sheet)
{
	size_t work = sheet->item_count;

	for (size_t i = 0; i < sheet->edge_count; i++) {
		int from = sheet->items[sheet->edges[i].from].rank;
		int to = sheet->items[sheet->edges[i].to].rank;

		work += to > from ? (size_t)(to - from) : 1;
	}
	return work;
}

static int
highest_rank(const struct sheet *sheet)
{
	int highest = 0;

	for (size_t i = 0; i < sheet->item_count; i++)
		if (sheet->items[i].rank > highest)
			highest = sheet->items[i].rank;
	return highest;
}

/* Rows in the order of the items; ranks without items leave no gap. */
static void
fill_rows(struct arena *arena, struct layers *layers)
{
	const struct sheet *sheet = layers->sheet;
	int ranks = highest_rank(sheet) + 1;
	int *count = arena_alloc(arena, (size_t)ranks * sizeof *count);

	layers->rows = arena_alloc(arena, (size_t)ranks * sizeof *layers->rows);
	layers->row_count = ranks;
	for (size_t i = 0; i < sheet->item_count; i++)
		count[sheet->items[i].rank]++;
	for (int i = 0; i < ranks; i++)
		layers->rows[i].items = arena_alloc(arena,
			(size_t)(count[i] + 1) * sizeof *layers->rows[i].items);
	for (size_t i = 0; i < sheet->item_count; i++) {
		struct row *row = &layers->rows[sheet->items[i].rank];

		row->items[row->count++] = (int)i;
	}
}

/* Side by side around 0; parts of a broken row lie below each other. */
static void
spread_row(struct layers *layers, struct row *row)
{
	struct sheet_item *items = layers->sheet->items;

	row->width = row->height = 0;
	for (int start = 0; start < row->count; start += ROW_ITEMS_MAX) {
		double width = -SHEET_GAP_X, height = 0, x;
		int end = start + ROW_ITEMS_MAX;

		end = end < row->count ? end : row->count;
		for (int i = start; i < end; i++) {
			width += items[row->items[i]].width + SHEET_GAP_X;
			height = fmax(height, items[row->items[i]].height);
		}
		x = -width / 2;
		for (int i = start; i < end; i++) {
			struct sheet_item *item = &items[row->items[i]];

			item->x = x;
			item->y = row->height;
			layers->middle[row->items[i]] = x + item->width / 2;
			x += item->width + SHEET_GAP_X;
		}
		row->width = fmax(row->width, width);
		row->height += height + SHEET_GAP_X;
	}
	row->height -= SHEET_GAP_X;
}

static int
by_wish(const void *a, const void *b, void *object)
{
	const double *wish = object;
	int left = *(const int *)a, right = *(const int *)b;

	if (wish[left] != wish[right])
		return wish[left] < wish[right] ? -1 : 1;
	return left - right;
}

/* Each item wishes to stand under (or over) the mean of its neighbours. */
static void
make_wishes(struct layers *layers, double *sum, int *count, bool is_down)
{
	const struct sheet *sheet = layers->sheet;

	for (size_t i = 0; i < sheet->item_count; i++) {
		sum[i] = 0;
		count[i] = 0;
	}
	for (size_t i = 0; i < sheet->edge_count; i++) {
		int from = sheet->edges[i].from, to = sheet->edges[i].to;
		int who = is_down ? to : from, whose = is_down ? from : to;

		sum[who] += layers->middle[whose];
		count[who]++;
	}
	for (size_t i = 0; i < sheet->item_count; i++)
		layers->wish[i] = count[i] > 0 ? sum[i] / count[i]
			: layers->middle[i];
}

static void
sweep(struct arena *arena, struct layers *layers)
{
	size_t count = layers->sheet->item_count;
	double *sum = arena_alloc(arena, count * sizeof *sum);
	int *counts = arena_alloc(arena, count * sizeof *counts);

	for (int i = 0; i < SWEEPS; i++) {
		make_wishes(layers, sum, counts, i % 2 == 0);
		for (int k = 0; k < layers->row_count; k++) {
			struct row *row = &layers->rows[k];

			qsort_r(row->items, (size_t)row->count,
				sizeof *row->items, by_wish, layers->wish);
			spread_row(layers, row);
		}
	}
}

static void
stack_rows(struct layers *layers)
{
	struct sheet *sheet = layers->sheet;
	double y = 0;

	sheet->width = 0;
	for (int i = 0; i < layers->row_count; i++)
		sheet->width = fmax(sheet->width, layers->rows[i].width);
	for (int i = 0; i < layers->row_count; i++) {
		struct row *row = &layers->rows[i];

		for (int k = 0; k < row->count; k++) {
			sheet->items[row->items[k]].x += sheet->width / 2;
			sheet->items[row->items[k]].y += y;
		}
		if (row->count > 0)
			y += row->height + sheet->gap_y;
	}
	sheet->height = y - sheet->gap_y;
}

void
sheet_layer(struct arena *arena, struct sheet *sheet)
{
	struct layers layers = { .sheet = sheet };
	size_t count = sheet->item_count;

	if (count == 0)
		return;
	layers.middle = arena_alloc(arena, count * sizeof *layers.middle);
	layers.wish = arena_alloc(arena, count * sizeof *layers.wish);
	fill_rows(arena, &layers);
	for (int i = 0; i < layers.row_count; i++)
		spread_row(&layers, &layers.rows[i]);
	sweep(arena, &layers);
	stack_rows(&layers);
}

/* Somewhat wider than high, as pages are, and never narrower than an item. */
static double
page_width(const struct sheet *sheet)
{
	double area = 0, widest = 0;

	for (size_t i = 0; i < sheet->item_count; i++) {
		const struct sheet_item *item = &sheet->items[i];

		area += (item->width + SHEET_GAP_X) *
			(item->height + SHEET_GAP_X);
		widest = fmax(widest, item->width);
	}
	return fmax(widest, sqrt(area * 1.6));
}

void
sheet_pack(struct sheet *sheet)
{
	double page = page_width(sheet);
	double x = 0, y = 0, row_height = 0;

	sheet->width = sheet->height = 0;
	for (size_t i = 0; i < sheet->item_count; i++) {
		struct sheet_item *item = &sheet->items[i];

		if (x > 0 && x + item->width > page) {
			x = 0;
			y += row_height + SHEET_GAP_X;
			row_height = 0;
		}
		item->x = x;
		item->y = y;
		x += item->width + SHEET_GAP_X;
		row_height = fmax(row_height, item->height);
		sheet->width = fmax(sheet->width, item->x + item->width);
		sheet->height = fmax(sheet->height, y + item->height);
	}
}
