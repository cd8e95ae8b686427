#include "app/metric.h"

#include <stddef.h>

#include "app/query.h"
#include "base/error.h"
#include "base/text.h"
#include "base/time.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "resource/list_condition.h"
#include "resource/words.h"

enum { POINTS_MAX = 1500, NAME_MAX_LENGTH = 255 };

static const struct metric_grain grains[] = {
	{ "hour", 3600000, 48 },
	{ "minute", 60000, 60 },
	{ "day", 86400000, 30 },
	{ NULL, 0, 0 }
};

static const struct word grain_list[] = {
	{ "minute", .label = "Minute" },
	{ "hour", .label = "Hour" },
	{ "day", .label = "Day" },
	{ 0 }
};

const struct words metric_grain_words = { "metricGrain", grain_list };

static const struct statement metric_agent = {
	.name = "metric_agent",
	.sql = "select id, name, status, activity from api.agents"
	       " where id = app.row_id('agent', $1::text)",
};

static const struct statement metric_names = {
	.name = "metric_names",
	.sql = "select name, value, unit, at"
	       " from api.metric_names(app.row_id('agent', $1::text))",
};

static const struct statement metric_series = {
	.name = "metric_series",
	.sql = "select bucket, readings, lowest, highest, mean from"
	       " api.metric_series(app.row_id('agent', $1::text), $2::text,"
	       " $3::text, $4::timestamptz, $5::timestamptz)",
};

static const struct metric_grain *
find_grain(const char *name)
{
	const struct metric_grain *grain = grains;

	while (grain->name && name && !text_equal(grain->name, name))
		grain++;
	return grain->name ? grain : NULL;
}

static bool
read_name(struct request *req, struct metric_span *span)
{
	span->name = request_query(req, "name");
	if (!span->name || text_length(span->name) <= NAME_MAX_LENGTH)
		return true;
	return list_refuse(req, "name", "too_long",
			   "has more than 255 characters");
}

static bool
read_grain(struct request *req, struct metric_span *span)
{
	span->grain = find_grain(request_query(req, "grain"));
	return span->grain
	       || list_refuse(req, "grain", "choice",
			      "must be minute, hour or day");
}

/* From the beginning of a bucket on, so that the first is whole. */
static bool
read_span(struct request *req, struct metric_span *span)
{
	int64_t grain_ms = span->grain->ms;

	span->to_ms = time_now_ms();
	if (!query_read_time(req, "to", &span->to_ms))
		return false;
	span->from_ms = span->to_ms - span->grain->usual * grain_ms;
	if (!query_read_time(req, "from", &span->from_ms))
		return false;
	if (span->from_ms >= span->to_ms)
		return list_refuse(req, "from", "order", "must be before to");
	return (span->to_ms - span->from_ms) / grain_ms <= POINTS_MAX
	       || list_refuse(req, "from", "too_many",
			      "is more than 1,500 points before to");
}

bool
metric_span_read(struct request *req, struct metric_span *span)
{
	static const char *const known[] = { "name", "grain", "from", "to",
					     NULL };
	bool is_good = query_check_known(req, known, "of metrics")
		       & read_name(req, span);

	return read_grain(req, span) && read_span(req, span) && is_good;
}

struct metric_span
metric_span_last(const char *name, const char *grain, int count)
{
	struct metric_span span = { .name = name, .grain = find_grain(grain) };
	int64_t now_ms = time_now_ms(), grain_ms = span.grain->ms;

	span.to_ms = now_ms;
	span.from_ms = (now_ms / grain_ms - count + 1) * grain_ms;
	return span;
}

bool
metric_add(struct unit *unit, const char *agent, const struct metric_span *span)
{
	char from[TIME_TEXT_SIZE], to[TIME_TEXT_SIZE];

	time_format(span->from_ms, from);
	time_format(span->to_ms, to);
	unit_add(unit, &metric_agent, agent);
	unit_add(unit, &metric_names, agent);
	return !span->name
	       || unit_add(unit, &metric_series, agent, span->name,
			   span->grain->name, from, to);
}
