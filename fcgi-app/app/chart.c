#include "app/chart.h"

#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "json/json.h"

#define BAR_SHARE 0.78		/* of a slot; the rest is the gap */
#define LINES_MAX 5		/* of an axis */
#define WIDTH 1000.0		/* of the drawing of lines */
#define HEIGHT 100.0

#define MARK_STEP 6
#define MARKS_MAX 36		/* more is a bar, not a roll */
#define MARK_FOOT 16

const char *
chart_percent(struct arena *arena, double share)
{
	return arena_printf(arena, "%.2f%%",
			    100 * fmin(fmax(share, 0), 1));
}

/* The smallest axis of whole steps that holds the value. */
static struct chart_axis
axis_of(double largest, double step)
{
	return (struct chart_axis){ ceil(largest / step) * step, step };
}

struct chart_axis
chart_count_axis(double largest)
{
	static const double factors[] = { 2, 5, 10, 25 };
	if (largest <= LINES_MAX)
		return axis_of(fmax(largest, 1), 1);
	for (double power = 1;; power *= 10)
		for (size_t i = 0; i < 4; i++)
			if (largest <= power * factors[i] * LINES_MAX)
				return axis_of(largest, power * factors[i]);
}

struct chart_axis
chart_time_axis(double largest_ms)
{
	static const double steps[] = {
		10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 10e3, 15e3, 30e3,
		60e3, 120e3, 300e3, 600e3, 900e3, 1800e3, 3600e3, 7200e3,
		21600e3, 43200e3,
	};
	const size_t count = sizeof steps / sizeof *steps;

	for (size_t i = 0; i < count; i++)
		if (largest_ms <= steps[i] * LINES_MAX)
			return axis_of(fmax(largest_ms, 1), steps[i]);
	return axis_of(largest_ms,
		       ceil(largest_ms / LINES_MAX / 86400e3) * 86400e3);
}

const char *
chart_count_word(struct arena *arena, double value)
{
	if (value >= 10000)
		return arena_printf(arena, "%g k", value / 1000);
	return arena_printf(arena, "%g", value);
}

/* In one unit: beside an axis there is no room for "1 min 30 s". */
const char *
chart_time_word(struct arena *arena, double value)
{
	static const struct { double ms; const char *name; } units[] = {
		{ 86400e3, "d" }, { 3600e3, "h" }, { 60e3, "min" }, { 1e3, "s" },
	};

	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (value >= units[i].ms)
			return arena_printf(arena, "%.3g %s", value / units[i].ms,
					    units[i].name);
	return arena_printf(arena, "%g ms", value);
}

void
chart_set_grid(struct arena *arena, struct json *object, const char *name,
	       struct chart_axis axis, chart_word *word)
{
	struct json *grid = json_set_array(object, name);

	for (double value = axis.step; value <= axis.top; value += axis.step) {
		struct json *line = json_add_object(grid);

		json_set_static(line, "y", chart_percent(arena,
							 1 - value / axis.top));
		json_set_static(line, "word", word(arena, value));
	}
}

void
chart_set_bar(struct arena *arena, struct json *object, const char *name,
	      struct chart_slot slot, struct chart_axis axis, double from,
	      double to)
{
	struct json *bar;

	if (to <= from) {
		json_set_static(object, name, NULL);
		return;
	}
	bar = json_set_object(object, name);
	json_set_static(bar, "x", chart_percent(arena, (double)slot.index
						/ (double)slot.count));
	json_set_static(bar, "width", chart_percent(arena, BAR_SHARE
						    / (double)slot.count));
	json_set_static(bar, "y", chart_percent(arena, 1 - to / axis.top));
	json_set_static(bar, "height", chart_percent(arena,
						     (to - from) / axis.top));
}

/* The middle of the bar that a value belongs to. */
static double
middle(size_t index, size_t count)
{
	return WIDTH * ((double)index + BAR_SHARE / 2) / (double)count;
}

static void
add_line(struct json *lines, const struct buf *points)
{
	json_set_text(json_add_object(lines), "points", points->bytes);
}

/* A value between two gaps: a line of one point would not be seen. */
static void
add_dash(struct arena *arena, struct json *lines, const double *values,
	 size_t i, size_t count, struct chart_axis axis)
{
	double half = WIDTH * BAR_SHARE / 2 / (double)count;
	double y = HEIGHT * (1 - values[i] / axis.top);
	struct buf points;

	buf_init(&points, arena, 64);
	buf_printf(&points, "%.0f,%.1f %.0f,%.1f", middle(i, count) - half, y,
		   middle(i, count) + half, y);
	add_line(lines, &points);
}

/* The run of values from first to before end. */
static void
add_run(struct arena *arena, struct json *lines, struct json *areas,
	const double *values, size_t first, size_t end, size_t count,
	struct chart_axis axis)
{
	struct buf points;

	if (end - first == 1) {
		add_dash(arena, lines, values, first, count, axis);
		return;
	}
	buf_init(&points, arena, 32 * (end - first + 1));
	for (size_t i = first; i < end; i++)
		buf_printf(&points, "%s%.0f,%.1f", i > first ? " " : "",
			   middle(i, count),
			   HEIGHT * (1 - values[i] / axis.top));
	add_line(lines, &points);
	if (!areas)
		return;
	buf_printf(&points, " %.0f,100 %.0f,100", middle(end - 1, count),
		   middle(first, count));
	add_line(areas, &points);
}

void
chart_set_lines(struct arena *arena, struct json *object, const char *lines,
		const char *areas, const double *values, size_t count,
		struct chart_axis axis)
{
	struct json *line_list = json_set_array(object, lines);
	struct json *area_list = areas ? json_set_array(object, areas) : NULL;
	size_t first = 0;

	while (first < count) {
		size_t end = first;

		while (end < count && !isnan(values[end]))
			end++;
		if (end > first)
			add_run(arena, line_list, area_list, values, first, end,
				count, axis);
		first = end + 1;
	}
}

void
chart_set_marks(struct json *object, const char *name, const char *state,
		int64_t count, int is_tall)
{
	struct json *marks = json_set_array(object, name);
	int top = is_tall ? 1 : 6;

	if (count > MARKS_MAX)
		count = MARKS_MAX;
	for (int64_t i = 0; i < count; i++) {
		struct json *mark = json_add_object(marks);

		json_set_static(mark, "state", state);
		json_set_int(mark, "x", i * MARK_STEP);
		json_set_int(mark, "y", top);
		json_set_int(mark, "height", MARK_FOOT - top);
	}
	json_set_int(object, "width", count * MARK_STEP);
}
