#include "app/pages/timeline.h"

#include <string.h>

#include "app/chart.h"
#include "app/pages/step_view.h"
#include "app/pages/view.h"
#include "base/arena.h"
#include "base/local.h"
#include "base/text.h"
#include "base/time.h"
#include "db/rows.h"
#include "json/json.h"

#define LANES_MAX 60
#define BAR_MIN 0.005		/* of the whole: what is short stays visible */

/* The bars of one node. */
struct lane {
	const char *node;
	struct json *item, *bars, *pauses;
	int64_t worked;
	int64_t end;			/* of the last bar */
};

struct timeline {
	struct arena *arena;
	const struct rows *rows;
	struct json *object, *list;
	struct json *ticks;
	int64_t begin, end, now;
	const struct zone *zone;
	struct lane lanes[LANES_MAX];
	int lane_count;
	bool has_waited, has_failed, has_pause;
};

static int64_t
start_of(const struct timeline *line, int row)
{
	return view_ms(rows_text(line->rows, row, STEP_START));
}

static int64_t
end_of(const struct timeline *line, int row)
{
	int64_t end = view_ms(rows_text(line->rows, row, STEP_END));

	return end > 0 ? end : line->now;
}

static void
find_span(struct timeline *line)
{
	for (int row = 0; row < line->rows->count; row++) {
		int64_t start = start_of(line, row);

		if (start == 0)
			continue;
		if (line->begin == 0 || start < line->begin)
			line->begin = start;
		if (end_of(line, row) > line->end)
			line->end = end_of(line, row);
	}
	if (line->end <= line->begin)
		line->end = line->begin + 1;
}

static double
share(const struct timeline *line, int64_t ms)
{
	return (double)(ms - line->begin) / (double)(line->end - line->begin);
}

static struct lane *
find_lane(struct timeline *line, const char *node)
{
	for (int i = 0; i < line->lane_count; i++)
		if (text_equal(line->lanes[i].node, node))
			return &line->lanes[i];
	return NULL;
}

static struct lane *
add_lane(struct timeline *line, int row, int number)
{
	const char *name = rows_text(line->rows, row, STEP_NAME);
	struct lane *lane;

	if (line->lane_count == LANES_MAX)
		return NULL;
	lane = &line->lanes[line->lane_count++];
	*lane = (struct lane){ .node = rows_text(line->rows, row, STEP_NODE) };
	lane->item = json_add_object(line->list);
	lane->pauses = json_set_array(lane->item, "pauses");
	lane->bars = json_set_array(lane->item, "bars");
	json_set_int(lane->item, "number", number);
	json_set_static(lane->item, "name", *name ? name : lane->node);
	return lane;
}

/* What is between two attempts is no work. */
static void
add_pause(struct timeline *line, struct lane *lane, int row)
{
	int64_t start = start_of(line, row);
	struct json *pause;

	if (view_int(rows_text(line->rows, row, STEP_ATTEMPT)) < 2
	    || lane->end == 0 || start <= lane->end)
		return;
	pause = json_add_object(lane->pauses);
	json_set_static(pause, "x1", chart_percent(line->arena,
						   share(line, lane->end)));
	json_set_static(pause, "x2", chart_percent(line->arena,
						   share(line, start)));
	line->has_pause = true;
}

static const char *
bar_title(struct arena *arena, const struct rows *rows, int row, int64_t ms)
{
	const char *attempt = rows_text(rows, row, STEP_ATTEMPT);
	int64_t pass = view_int(rows_text(rows, row, STEP_PASS));
	const char *duration = time_duration(arena, ms);

	if (view_int(attempt) > 1)
		return arena_printf(arena, "attempt %s, %s", attempt, duration);
	if (pass > 0)
		return arena_printf(arena, "pass %lld, %s", (long long)pass + 1,
				    duration);
	return duration;
}

static void
add_bar(struct timeline *line, struct lane *lane, int row)
{
	const char *status = rows_text(line->rows, row, STEP_STATUS);
	int64_t start = start_of(line, row), end = end_of(line, row);
	double width = share(line, end) - share(line, start);
	double x = share(line, start);
	struct json *bar = json_add_object(lane->bars);

	if (width < BAR_MIN)
		width = BAR_MIN;
	if (x + width > 1)
		x = 1 - width;
	json_set_static(bar, "state", status);
	json_set_static(bar, "x", chart_percent(line->arena, x));
	json_set_static(bar, "width", chart_percent(line->arena, width));
	json_set_static(bar, "title", bar_title(line->arena, line->rows, row,
						end - start));
	lane->worked += end - start;
	lane->end = end;
	line->has_waited |= text_equal(status, "waiting");
	line->has_failed |= text_equal(status, "failed");
}

static void
add_row(struct timeline *line, int row, int number)
{
	struct lane *lane
		= find_lane(line, rows_text(line->rows, row, STEP_NODE));

	if (start_of(line, row) == 0)
		return;
	if (!lane)
		lane = add_lane(line, row, number);
	if (!lane)
		return;
	add_pause(line, lane, row);
	add_bar(line, lane, row);
	json_set_static(lane->item, "duration",
			time_duration(line->arena, lane->worked));
}

static void
add_rows(struct timeline *line)
{
	int number = 0;

	for (int first = 0, end; first < line->rows->count; first = end) {
		end = step_end(line->rows, first);
		number++;
		for (int row = first; row < end; row++)
			add_row(line, row, number);
	}
}

static void
add_tick(struct timeline *line, double ms)
{
	struct json *tick = json_add_object(line->ticks);

	json_set_static(tick, "x", chart_percent(line->arena,
			ms / (double)(line->end - line->begin)));
	json_set_static(tick, "anchor", ms > 0 ? "middle" : "start");
	json_set_static(tick, "word", ms > 0 ? arena_printf(line->arena, "+%s",
			chart_time_word(line->arena, ms)) : "0");
}

/* The last line would stand at the edge, where its word does not fit. */
static void
add_ticks(struct timeline *line)
{
	double total = (double)(line->end - line->begin);
	struct chart_axis axis = chart_time_axis(total);

	for (double ms = 0; ms <= total * 0.94; ms += axis.step)
		add_tick(line, ms);
}

static void
show_span(struct timeline *line)
{
	json_set_static(line->object, "begin", local_long(line->arena,
			line->zone, line->begin));
	json_set_static(line->object, "total", time_duration(line->arena,
			line->end - line->begin));
	json_set_bool(line->object, "has_waited", line->has_waited);
	json_set_bool(line->object, "has_failed", line->has_failed);
	json_set_bool(line->object, "has_pause", line->has_pause);
}

void
timeline_show(const struct clock *clock, struct json *data,
	      const struct rows *rows)
{
	struct timeline line = {
		.arena = clock->arena, .rows = rows, .now = clock->now_ms,
		.zone = clock->zone,
	};

	find_span(&line);
	if (line.begin == 0) {
		json_set_static(data, "timeline", NULL);
		return;
	}
	line.object = json_set_object(data, "timeline");
	line.ticks = json_set_array(line.object, "ticks");
	line.list = json_set_array(line.object, "lanes");
	add_ticks(&line);
	add_rows(&line);
	show_span(&line);
}
