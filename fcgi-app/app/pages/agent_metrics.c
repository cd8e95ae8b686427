/* What is measured of an agent: a metric over time, and the newest of each. */
#include "app/pages/handlers.h"

#include <math.h>
#include <stdlib.h>

#include "app/chart.h"
#include "app/metric.h"
#include "app/pages/agent_view.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/local.h"
#include "base/text.h"
#include "base/time.h"
#include "base/zone.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "http/url.h"
#include "json/json.h"
#include "resource/crud.h"

#define TICKS 4
#define BUCKETS_MAX 64

static const struct range {
	const char *name, *word, *words, *grain;
	int count;
	local_text *label;
} ranges[] = {
	{ "1h", "1 hour", "in the last hour", "minute", 60, local_minute },
	{ "48h", "48 hours", "in the last 48 hours", "hour", 48, local_minute },
	{ "30d", "30 days", "in the last 30 days", "day", 30, local_day },
	{ NULL, NULL, NULL, NULL, 0, NULL }
};

#define USUAL (&ranges[1])

/* What a plan leaves to its reply. */
struct asked {
	const struct range *range;
	struct metric_span span;
};

/* The points by the place of their bucket; NAN where nothing was measured. */
struct series {
	const struct asked *asked;
	const struct zone *zone;
	const struct rows *rows;
	const char *unit;
	double mean[BUCKETS_MAX];
	int row[BUCKETS_MAX];		/* -1: there is none */
	double most;
	size_t count;
};

static const struct range *
find_range(const char *name)
{
	for (const struct range *range = ranges; range->name; range++)
		if (name && text_equal(range->name, name))
			return range;
	return USUAL;
}

bool
agent_metrics_plan(struct request *req, struct unit *unit)
{
	struct asked *asked = arena_alloc(req->arena, sizeof *asked);
	const char *name = request_query(req, "name");

	if (!is_uuid(request_param(req, "id")))
		return crud_check_found(req, &agent_resource, NULL);
	req->state = asked;
	asked->range = find_range(request_query(req, "range"));
	asked->span = metric_span_last(name && *name ? name : NULL,
				       asked->range->grain,
				       asked->range->count);
	return metric_add(unit, request_param(req, "id"), &asked->span);
}

/* "0.0125", "412.5 ms" */
static const char *
value_word(struct arena *arena, const char *number, const char *unit)
{
	const char *space = unit && *unit ? " " : "";

	return arena_printf(arena, "%.5g%s%s", strtod(number, NULL), space,
			    unit ? unit : "");
}

static const char *
axis_word(struct arena *arena, double value)
{
	return arena_printf(arena, "%.4g", value);
}

/* Steps of 1, 2, 5 … also of shares: the axis of counts, moved by powers of ten. */
static struct chart_axis
axis_of(double most)
{
	double unit = most > 0 ? pow(10, floor(log10(most)) - 1) : 1;
	struct chart_axis axis = chart_count_axis(most / unit);

	return (struct chart_axis){ axis.top * unit, axis.step * unit };
}

static void
take_series(struct series *series, const struct asked *asked,
	    const struct rows *rows)
{
	const struct metric_span *span = &asked->span;

	series->count = (size_t)asked->range->count;
	for (size_t i = 0; i < series->count; i++) {
		series->mean[i] = NAN;
		series->row[i] = -1;
	}
	for (int row = 0; row < rows->count; row++) {
		int64_t ms = view_ms(rows_text(rows, row, POINT_AT));
		int64_t at = (ms - span->from_ms) / span->grain->ms;

		if (at < 0 || at >= (int64_t)series->count)
			continue;
		series->row[at] = row;
		series->mean[at] = strtod(rows_text(rows, row, POINT_MEAN), NULL);
		series->most = fmax(series->most, series->mean[at]);
	}
}

static void
set_moment(struct arena *arena, struct json *item, const struct series *series,
	   size_t i, const char *name)
{
	int64_t ms = series->asked->span.from_ms
		     + (int64_t)i * series->asked->span.grain->ms;
	char iso[TIME_TEXT_SIZE];

	time_format(ms, iso);
	json_set_text(item, "iso", iso);
	json_set_static(item, name,
			local_brief(arena, series->zone, ms, ms));
}

static void
show_point(struct arena *arena, struct json *item, const struct series *series,
	   size_t i)
{
	const struct rows *rows = series->rows;
	int row = series->row[i];

	set_moment(arena, item, series, i, "from");
	json_set_static(item, "mean", value_word(arena, rows_text(rows, row,
			POINT_MEAN), series->unit));
	json_set_static(item, "least", value_word(arena, rows_text(rows, row,
			POINT_MIN), series->unit));
	json_set_static(item, "most", value_word(arena, rows_text(rows, row,
			POINT_MAX), series->unit));
	json_set_static(item, "readings", view_count(arena,
			view_int(rows_text(rows, row, POINT_COUNT))));
}

static void
show_ticks(struct arena *arena, struct json *chart, const struct series *series,
	   const struct clock *clock)
{
	struct json *ticks = json_set_array(chart, "ticks");

	for (size_t i = 0; i < TICKS; i++) {
		struct json *tick = json_add_object(ticks);

		set_moment(arena, tick, series, i * series->count / TICKS, "word");
	}
	json_set_static(chart, "zone",
			local_word(arena, clock->zone, clock->now_ms));
}

/* The finding in words, for who does not see the picture. */
static const char *
finding(struct arena *arena, const struct series *series)
{
	const char *most = arena_printf(arena, "%.5g", series->most);

	return arena_printf(arena, "Measured in %d of %zu %ss; the highest mean is %s.",
			    series->rows->count, series->count,
			    series->asked->span.grain->name,
			    value_word(arena, most, series->unit));
}

static void
show_chart(struct request *req, struct json *data, const struct asked *asked,
	   const struct rows *rows, const char *unit)
{
	const struct clock clock = view_clock(req);
	struct series series = { .asked = asked, .rows = rows, .unit = unit,
				 .zone = clock.zone };
	struct json *chart = json_set_object(data, "chart");
	struct json *points = json_set_array(chart, "points");
	struct chart_axis axis;

	take_series(&series, asked, rows);
	axis = axis_of(series.most);
	json_set_bool(chart, "has_data", rows->count > 0);
	json_set_static(chart, "title", arena_printf(req->arena,
			"%s, mean of each %s", asked->span.name,
			asked->span.grain->name));
	json_set_static(chart, "finding", finding(req->arena, &series));
	chart_set_grid(req->arena, chart, "grid", axis, axis_word);
	chart_set_lines(req->arena, chart, "lines", "areas", series.mean,
			series.count, axis);
	for (size_t i = series.count; i-- > 0;)
		if (series.row[i] >= 0)
			show_point(req->arena, json_add_object(points), &series,
				   i);
	show_ticks(req->arena, chart, &series, &clock);
}

static const char *
href_of(struct arena *arena, const char *agent, const char *name,
	const struct range *range)
{
	struct buf href;

	buf_init(&href, arena, 128);
	buf_printf(&href, "/agents/%s/metrics?range=%s&name=", agent,
		   range->name);
	url_encode(&href, name);
	return href.bytes;
}

/* Returns the unit of the one that is asked for, or NULL. */
static const char *
show_names(struct request *req, struct json *data, const struct asked *asked,
	   const struct rows *rows)
{
	struct json *list = json_set_array(data, "metrics");
	const struct clock clock = view_clock(req);
	const char *found = NULL;

	for (int row = 0; row < rows->count; row++) {
		const char *name = rows_text(rows, row, METRIC_NAME);
		const char *unit = rows_text(rows, row, METRIC_UNIT);
		bool is_current = asked->span.name
				  && text_equal(name, asked->span.name);
		struct json *item = json_add_object(list);

		json_set_static(item, "metric", name);
		json_set_static(item, "href", href_of(req->arena,
				request_param(req, "id"), name, asked->range));
		json_set_bool(item, "is_current", is_current);
		json_set_static(item, "newest", value_word(req->arena,
				rows_text(rows, row, METRIC_VALUE), unit));
		view_time(&clock, item, "at", rows_text(rows, row, METRIC_AT));
		found = is_current ? unit : found;
	}
	json_set_bool(data, "has_metrics", rows->count > 0);
	return found;
}

static void
show_ranges(struct request *req, struct json *data, const struct asked *asked)
{
	struct json *list = json_set_array(data, "ranges");

	for (const struct range *range = ranges; range->name; range++) {
		struct json *item = json_add_object(list);

		json_set_static(item, "word", range->word);
		json_set_static(item, "href", href_of(req->arena,
				request_param(req, "id"), asked->span.name,
				range));
		json_set_bool(item, "is_current", range == asked->range);
	}
	json_set_static(data, "range_words", asked->range->words);
}

bool
agent_metrics_page(struct request *req, const struct rows *rows,
		   struct response *res)
{
	const struct asked *asked = req->state;
	struct json *data = json_object(req->arena);
	const char *unit;

	if (!crud_check_found(req, &agent_resource, &rows[METRIC_ROWS_AGENT]))
		return false;
	agent_show_head(req, data, &rows[METRIC_ROWS_AGENT], "is_metrics");
	json_set_static(data, "origin", request_origin(req));
	unit = show_names(req, data, asked, &rows[METRIC_ROWS_NAMES]);
	json_set_static(data, "wanted", asked->span.name);
	if (asked->span.name) {
		show_ranges(req, data, asked);
		show_chart(req, data, asked, &rows[METRIC_ROWS_POINTS], unit);
	}
	return response_page(res, 200, "pages/agent-metrics", data);
}
