#include "app/pages/overview_chart.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "app/chart.h"
#include "app/pages/view.h"
#include "base/arena.h"
#include "base/local.h"
#include "base/text.h"
#include "base/time.h"
#include "base/zone.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "json/json.h"

#define TICKS 4
#define BUCKETS_MAX 64

struct range {
	const char *name;
	const char *word;
	const char *words;		/* "Nothing failed in the last hour" */
	const char *bucket;		/* "Executions per hour" */
	local_text *label;		/* of a bucket below the drawing */
	bool is_of_days;		/* which are counted in UTC */
	const char *href;
};

static const struct range ranges[] = {
	{ "1h", "1 h", "in the last hour", "five minutes", local_minute, false, "/?range=1h" },
	{ "24h", "24 h", "in the last 24 hours", "hour", local_minute, false, "/?range=24h" },
	{ "7d", "7 d", "in the last 7 days", "six hours", local_day, false, "/?range=7d" },
	{ "30d", "30 d", "in the last 30 days", "day", local_day, true, "/?range=30d" },
	{ 0 }
};

#define USUAL (&ranges[1])

static const struct range *
find_range(const char *name)
{
	for (const struct range *range = ranges; range->name; range++)
		if (text_equal(range->name, name))
			return range;
	return USUAL;
}

static const struct statement overview_series = {
	.name = "overview_series",
	.sql = "select bucket, completed, failed, median_duration_ms,"
	       " p95_duration_ms from api.dashboard_series($1)",
};

enum { BUCKET, COMPLETED, FAILED, MEDIAN, P95 };

bool
overview_chart_add(struct unit *unit, const char *range)
{
	return unit_add(unit, &overview_series, find_range(range)->name);
}

const char *
overview_chart_href(const char *range)
{
	return find_range(range)->href;
}

/* The series as numbers. */
struct series {
	struct arena *arena;
	const struct zone *zone;
	const char *word;		/* of the zone */
	const struct range *range;
	const struct rows *rows;
	size_t count;
	double completed[BUCKETS_MAX];
	double failed[BUCKETS_MAX];
	double median[BUCKETS_MAX];	/* NAN: no run ended */
	double p95[BUCKETS_MAX];
	double most, longest;
	bool has_durations;
	int64_t total, total_failed;
	size_t worst;			/* with the most failures */
};

static double
duration(const struct rows *rows, size_t i, int column)
{
	const char *ms = rows_text(rows, (int)i, column);

	return ms ? (double)view_int(ms) : NAN;
}

static void
take_row(struct series *series, size_t i)
{
	int64_t completed
		= view_int(rows_text(series->rows, (int)i, COMPLETED));
	int64_t failed = view_int(rows_text(series->rows, (int)i, FAILED));

	series->completed[i] = (double)completed;
	series->failed[i] = (double)failed;
	series->median[i] = duration(series->rows, i, MEDIAN);
	series->p95[i] = duration(series->rows, i, P95);
	series->total += completed + failed;
	series->total_failed += failed;
	series->most = fmax(series->most, (double)(completed + failed));
	series->longest = fmax(series->longest, series->p95[i]);
	series->has_durations |= !isnan(series->p95[i]);
	if (series->failed[i] > series->failed[series->worst])
		series->worst = i;
}

static void
take_series(struct series *series, const struct clock *clock,
	    const struct range *range, const struct rows *rows)
{
	size_t count = (size_t)rows->count;

	*series = (struct series){
		.arena = clock->arena, .range = range, .rows = rows,
		.zone = range->is_of_days ? zone_utc() : clock->zone,
	};
	series->word = local_word(clock->arena, series->zone, clock->now_ms);
	series->count = count < BUCKETS_MAX ? count : BUCKETS_MAX;
	for (size_t i = 0; i < series->count; i++)
		take_row(series, i);
}

static int64_t
bucket_ms(const struct series *series, size_t i)
{
	return view_ms(rows_text(series->rows, (int)i, BUCKET));
}

/* In a table of parts of a day the day alone would say too little. */
static const char *
from_word(const struct series *series, int64_t ms)
{
	const struct range *range = series->range;
	bool has_parts = range->label == local_day && !range->is_of_days;

	if (has_parts)
		return local_brief(series->arena, series->zone, ms, ms);
	return range->label(series->arena, series->zone, ms);
}

static void
set_iso(struct json *object, int64_t ms)
{
	char iso[TIME_TEXT_SIZE];

	time_format(ms, iso);
	json_set_text(object, "iso", iso);
}

static void
show_spread(struct arena *arena, struct json *bucket, const char *median,
	    const char *p95)
{
	view_duration(arena, bucket, "median", median);
	view_duration(arena, bucket, "p95", p95);
	json_set_static(bucket, "duration_title", median ? arena_printf(arena,
			"%s: %s", json_string(json_find(bucket, "from")),
			view_spread(arena, median, p95)) : NULL);
}

static void
show_bucket(struct arena *arena, struct json *bucket,
	    const struct series *series, size_t i, struct chart_axis axis)
{
	struct chart_slot slot = { i, series->count };
	double completed = series->completed[i], failed = series->failed[i];
	const char *done = view_count(arena, (int64_t)completed);
	const char *bad = view_count(arena, (int64_t)failed);

	set_iso(bucket, bucket_ms(series, i));
	json_set_static(bucket, "from",
			from_word(series, bucket_ms(series, i)));
	json_set_static(bucket, "title", arena_printf(arena,
			"%s: %s completed, %s failed",
			json_string(json_find(bucket, "from")), done, bad));
	json_set_static(bucket, "slot", chart_percent(arena,
			(double)i / (double)series->count));
	json_set_static(bucket, "done", done);
	json_set_static(bucket, "bad", bad);
	chart_set_bar(arena, bucket, "completed", slot, axis, 0, completed);
	chart_set_bar(arena, bucket, "failed", slot, axis, completed,
		      completed + failed);
	show_spread(arena, bucket, rows_text(series->rows, (int)i, MEDIAN),
		    rows_text(series->rows, (int)i, P95));
}

static void
show_runs(struct arena *arena, struct json *chart, const struct series *series)
{
	struct chart_axis axis = chart_count_axis(series->most);
	struct json *buckets = json_set_array(chart, "buckets");

	for (size_t i = 0; i < series->count; i++)
		show_bucket(arena, json_add_object(buckets), series, i, axis);
	chart_set_grid(arena, chart, "grid", axis, chart_count_word);
	json_set_static(chart, "step", chart_percent(arena,
			1 / fmax((double)series->count, 1)));
	json_set_static(chart, "runs_title", arena_printf(arena,
			"Executions per %s", series->range->bucket));
}

/* The finding in words, for who does not see the picture. */
static void
show_finding(struct arena *arena, struct json *chart,
	     const struct series *series)
{
	const char *total = view_counted(arena, series->total, "run");
	const struct json *worst;

	if (series->total_failed == 0) {
		json_set_static(chart, "runs_finding", arena_printf(arena,
				"%s ended %s, none failed.", total,
				series->range->words));
		return;
	}
	worst = json_at(json_find(chart, "buckets"), series->worst);
	json_set_static(chart, "runs_finding", arena_printf(arena,
			"%s ended %s, %s failed; most of those, %s, from %s %s.",
			total, series->range->words,
			view_count(arena, series->total_failed),
			json_string(json_find(worst, "bad")),
			json_string(json_find(worst, "from")), series->word));
}

static void
show_durations(struct arena *arena, struct json *chart,
	       const struct series *series)
{
	struct chart_axis axis = chart_time_axis(series->longest);

	json_set_bool(chart, "has_durations", series->has_durations);
	json_set_static(chart, "duration_title", arena_printf(arena,
			"Duration per %s", series->range->bucket));
	json_set_static(chart, "duration_finding", arena_printf(arena,
			"Half of the runs of a bucket end within its median;"
			" the longest time that 95 %% stay under is %s.",
			time_duration(arena, (int64_t)series->longest)));
	chart_set_grid(arena, chart, "duration_grid", axis, chart_time_word);
	chart_set_lines(arena, chart, "lines", "areas", series->median,
			series->count, axis);
	chart_set_lines(arena, chart, "upper_lines", NULL, series->p95,
			series->count, axis);
}

/* The times below the drawing: TICKS at even distances, then "now". */
static void
show_ticks(struct json *chart, const struct series *series)
{
	struct json *ticks = json_set_array(chart, "ticks");

	for (size_t i = 0; i < TICKS && series->count >= TICKS; i++) {
		int64_t ms = bucket_ms(series, i * series->count / TICKS);
		struct json *tick = json_add_object(ticks);

		set_iso(tick, ms);
		json_set_static(tick, "word", series->range->label(
				series->arena, series->zone, ms));
	}
	json_set_static(chart, "zone", series->word);
	json_set_static(chart, "zone_name", zone_name(series->zone));
}

static void
show_ranges(struct json *data, const struct range *current)
{
	struct json *list = json_set_array(data, "ranges");

	for (const struct range *range = ranges; range->name; range++) {
		struct json *item = json_add_object(list);

		json_set_static(item, "word", range->word);
		json_set_static(item, "href", range->href);
		json_set_bool(item, "is_current", range == current);
	}
	json_set_static(data, "range_words", current->words);
}

void
overview_chart_show(const struct clock *clock, struct json *data,
		    const char *range, const struct rows *rows)
{
	struct json *chart = json_set_object(data, "chart");
	struct series series;

	take_series(&series, clock, find_range(range), rows);
	show_ranges(data, series.range);
	json_set_bool(chart, "has_data", series.total > 0);
	show_runs(clock->arena, chart, &series);
	show_finding(clock->arena, chart, &series);
	show_durations(clock->arena, chart, &series);
	show_ticks(chart, &series);
}
