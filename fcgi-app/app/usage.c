#include "app/usage.h"

#include <stddef.h>

#include "app/query.h"
#include "app/resources/words.h"
#include "base/time.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "resource/list_condition.h"
#include "resource/words.h"

#define DAY_MS INT64_C(86400000)
#define DAYS_MAX 400
#define MONTHS_MAX 240

static const struct statement usage_plan = {
	.name = "usage_plan",
	.sql = "select s.plan_name, s.plan_type, s.status, s.billing_cycle,"
	       " s.id is not null as is_subscribed, s.current_period_start,"
	       " s.current_period_end, n.since, n.until"
	       " from api.subscription s cross join app.plans_now n",
};

static const struct statement usage_units = {
	.name = "usage_units",
	.sql = "select unit, is_standing, used, cost_micros, most,"
	       " case when most is not null then greatest(most - used, 0) end as rest"
	       " from api.usage_units()",
};

static const struct statement usage_series = {
	.name = "usage_series",
	.sql = "select starts, unit, quantity, cost_micros from"
	       " api.usage_series($1::text, $2::timestamptz, $3::timestamptz)",
};

static bool
read_window(struct request *req, struct usage_span *span)
{
	const char *text = request_query(req, "window");
	const struct word *word = words_find(&usage_window_words,
					     text ? text : "day");

	span->window = word ? word->store : "day";
	return word || list_refuse(req, "window", "choice",
				   "must be day or month");
}

/* So many windows that an answer holds them. */
static bool
check_length(struct request *req, const struct usage_span *span,
	     int64_t from_ms, int64_t to_ms)
{
	bool is_of_days = span->window[0] == 'd';
	int64_t days = is_of_days ? DAYS_MAX : MONTHS_MAX * 30;

	if (from_ms >= to_ms)
		return list_refuse(req, "from", "order", "must be before to");
	return (to_ms - from_ms) / DAY_MS <= days
	       || list_refuse(req, "from", "too_many", is_of_days
			      ? "is more than 400 days before to"
			      : "is more than 240 months before to");
}

bool
usage_span_read(struct request *req, struct usage_span *span)
{
	static const char *const known[] = { "window", "from", "to", NULL };
	int64_t from_ms = -1, to_ms = time_now_ms();
	bool is_good = query_check_known(req, known, "of usage")
		       & read_window(req, span)
		       & query_read_time(req, "from", &from_ms)
		       & query_read_time(req, "to", &to_ms);

	span->from = request_query(req, "from");
	span->to = request_query(req, "to");
	if (span->to && !span->from)
		is_good = list_refuse(req, "from", "required",
				      "is required beside to");
	return is_good
	       && (!span->from || check_length(req, span, from_ms, to_ms));
}

bool
usage_add(struct unit *unit, const struct usage_span *span)
{
	return unit_add(unit, &usage_plan) && unit_add(unit, &usage_units)
	       && unit_add(unit, &usage_series, span->window, span->from,
			   span->to);
}
