#include "base/diff.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"

/*
 * E. W. Myers, An O(ND) Difference Algorithm and Its Variations (1986):
 * furthest points after d edits on the diagonals k = x - y, one row for each d.
 * It needs the square of the edits in memory, so their number is bounded.
 */
#define EDITS_MAX 1000

struct line {
	const char *text;
	size_t len;
};

struct lines {
	struct line *list;
	int count;
};

/* Two texts without what they have in common at their ends. */
struct search {
	struct arena *arena;
	const struct line *a, *b;
	int n, m;
	int *furthest[EDITS_MAX + 1];	/* [d][k + d] */
};

static struct lines
split(struct arena *arena, const char *text)
{
	struct lines lines = { .count = 0 };
	size_t room = 1;

	for (const char *at = text; (at = strchr(at, '\n')); at++)
		room++;
	lines.list = arena_alloc(arena, room * sizeof *lines.list);
	while (*text) {
		size_t len = strcspn(text, "\n");

		lines.list[lines.count++] = (struct line){ text, len };
		text += len + (text[len] == '\n');
	}
	return lines;
}

static bool
is_same(const struct line *a, const struct line *b)
{
	return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

/* Whether the best way to diagonal k comes from k + 1: by an added line. */
static bool
comes_down(const int *before, int d, int k)
{
	return k == -d
	       || (k != d && before[k - 1 + d - 1] < before[k + 1 + d - 1]);
}

/* Where diagonal k is met after d edits, before any lines that are the same. */
static int
begin_of(const struct search *search, int d, int k)
{
	const int *before = d > 0 ? search->furthest[d - 1] : NULL;

	if (!before)
		return 0;
	return comes_down(before, d, k) ? before[k + 1 + d - 1]
					: before[k - 1 + d - 1] + 1;
}

/* True if d edits are enough. */
static bool
reaches_end(struct search *search, int d)
{
	int *row = arena_alloc(search->arena, (size_t)(2 * d + 1) * sizeof *row);

	search->furthest[d] = row;
	for (int k = -d; k <= d; k += 2) {
		int x = begin_of(search, d, k), y = x - k;

		while (x < search->n && y < search->m
		       && is_same(&search->a[x], &search->b[y]))
			x++, y++;
		row[k + d] = x;
		if (x >= search->n && y >= search->m)
			return true;
	}
	return false;
}

/* The number of edits; -1 if they are too many. */
static int
count_edits(struct search *search)
{
	for (int d = 0; d <= EDITS_MAX; d++)
		if (reaches_end(search, d))
			return d;
	return -1;
}

static void
add(struct diff *diff, enum diff_kind kind, const struct line *line)
{
	diff->lines[diff->count++] = (struct diff_line){ kind, line->text,
							 line->len };
	diff->changes += kind != DIFF_SAME;
}

/* From the end to the begin, so in reverse. */
static void
add_way_back(const struct search *search, struct diff *diff, int edits)
{
	int x = search->n, y = search->m;

	for (int d = edits; d >= 0; d--) {
		int k = x - y, begin = begin_of(search, d, k);

		for (; x > begin; x--, y--)
			add(diff, DIFF_SAME, &search->a[x - 1]);
		if (d == 0)
			return;
		if (comes_down(search->furthest[d - 1], d, k))
			add(diff, DIFF_ADDED, &search->b[--y]);
		else
			add(diff, DIFF_REMOVED, &search->a[--x]);
	}
}

static void
reverse(struct diff_line *lines, size_t count)
{
	for (size_t i = 0; i < count / 2; i++) {
		struct diff_line kept = lines[i];

		lines[i] = lines[count - 1 - i];
		lines[count - 1 - i] = kept;
	}
}

static void
add_middle(struct search *search, struct diff *diff)
{
	int edits = count_edits(search);
	size_t begin = diff->count;

	if (edits >= 0) {
		add_way_back(search, diff, edits);
		reverse(diff->lines + begin, diff->count - begin);
		return;
	}
	for (int i = 0; i < search->n; i++)
		add(diff, DIFF_REMOVED, &search->a[i]);
	for (int i = 0; i < search->m; i++)
		add(diff, DIFF_ADDED, &search->b[i]);
}

static int
count_same_begin(const struct lines *a, const struct lines *b)
{
	int i = 0;

	while (i < a->count && i < b->count && is_same(&a->list[i], &b->list[i]))
		i++;
	return i;
}

static int
count_same_end(const struct lines *a, const struct lines *b, int begin)
{
	int i = 0;

	while (i < a->count - begin && i < b->count - begin
	       && is_same(&a->list[a->count - 1 - i], &b->list[b->count - 1 - i]))
		i++;
	return i;
}

struct diff
diff_lines(struct arena *arena, const char *before, const char *after)
{
	struct lines a = split(arena, before), b = split(arena, after);
	int begin = count_same_begin(&a, &b), end = count_same_end(&a, &b, begin);
	struct search *search = arena_alloc(arena, sizeof *search);
	struct diff diff = { .count = 0 };

	diff.lines = arena_alloc(arena, (size_t)(a.count + b.count + 1)
					* sizeof *diff.lines);
	search->arena = arena;
	search->a = a.list + begin;
	search->b = b.list + begin;
	search->n = a.count - begin - end;
	search->m = b.count - begin - end;
	for (int i = 0; i < begin; i++)
		add(&diff, DIFF_SAME, &a.list[i]);
	add_middle(search, &diff);
	for (int i = a.count - end; i < a.count; i++)
		add(&diff, DIFF_SAME, &a.list[i]);
	return diff;
}
