#include "app/pages/diff_view.h"

#include <stdbool.h>

#include "app/pages/view.h"
#include "base/arena.h"
#include "base/diff.h"
#include "json/json.h"

/* Lines that are the same before and behind a change. */
#define CONTEXT 3

static const struct {
	const char *kind, *sign;
} kinds[] = {
	[DIFF_SAME] = { "same", " " },
	[DIFF_REMOVED] = { "removed", "-" },
	[DIFF_ADDED] = { "added", "+" },
};

/* How many lines that are the same begin at i. */
static size_t
run_of_same(const struct diff *diff, size_t i)
{
	size_t end = i;

	while (end < diff->count && diff->lines[end].kind == DIFF_SAME)
		end++;
	return end - i;
}

static void
add_line(struct arena *arena, struct json *lines, const struct diff_line *line)
{
	struct json *item = json_add_object(lines);

	json_set_static(item, "kind", kinds[line->kind].kind);
	json_set_static(item, "sign", kinds[line->kind].sign);
	json_set_static(item, "text", arena_copy(arena, line->text, line->len));
}

static void
add_gap(struct arena *arena, struct json *lines, size_t count)
{
	struct json *item = json_add_object(lines);

	json_set_static(item, "kind", "gap");
	json_set_static(item, "sign", "…");
	json_set_static(item, "text", arena_printf(arena, "%s %s the same",
			view_counted(arena, (int64_t)count, "line"),
			count == 1 ? "is" : "are"));
}

static void
add_lines(struct arena *arena, struct json *lines, const struct diff *diff,
	  size_t begin, size_t end)
{
	for (size_t i = begin; i < end; i++)
		add_line(arena, lines, &diff->lines[i]);
}

/* A gap takes a line itself: one of a single line would hide nothing. */
static void
add_same(struct arena *arena, struct json *lines, const struct diff *diff,
	 size_t begin, size_t end)
{
	size_t head = begin == 0 ? 0 : CONTEXT;
	size_t tail = end == diff->count ? 0 : CONTEXT;

	if (end - begin <= head + tail + 1) {
		add_lines(arena, lines, diff, begin, end);
		return;
	}
	add_lines(arena, lines, diff, begin, begin + head);
	add_gap(arena, lines, end - begin - head - tail);
	add_lines(arena, lines, diff, end - tail, end);
}

void
diff_view_show(struct arena *arena, struct json *object, const char *before,
	       const char *after)
{
	struct diff diff = diff_lines(arena, before ? before : "",
				      after ? after : "");
	struct json *lines = json_set_array(object, "lines");

	for (size_t i = 0; diff.changes > 0 && i < diff.count;) {
		size_t same = run_of_same(&diff, i);

		add_same(arena, lines, &diff, i, i + same);
		i += same;
		for (; i < diff.count && diff.lines[i].kind != DIFF_SAME; i++)
			add_line(arena, lines, &diff.lines[i]);
	}
}
