/* Usage and plan: what is used of what the plan allows, day by day, and what was reported. */
#include "app/pages/handlers.h"

#include <stdlib.h>

#include "app/api/usage.h"
#include "app/chart.h"
#include "app/pages/notice.h"
#include "app/pages/plan_view.h"
#include "app/pages/usage_chart.h"
#include "app/pages/usage_view.h"
#include "app/pages/view.h"
#include "app/usage.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "http/url.h"
#include "json/json.h"

#define ALMOST 0.8		/* from here on the bar says so */

static const struct statement newest_usage = {
	.name = "newest_usage",
	.sql = "select id, billing_unit, quantity, description, period_start,"
	       " created_at from api.usage_records order by id desc limit 6",
};

enum { ROWS_NEWEST = USAGE_ROWS_WINDOWS + 1, ROWS_PLANS };

bool
usage_plan(struct request *req, struct unit *unit)
{
	static const struct usage_span month = { .window = "day" };

	(void)req;
	return usage_add(unit, &month) && unit_add(unit, &newest_usage)
	       && plan_view_add(unit);
}

/* What a bar says, beside its length. */
static const struct fill {
	double least;
	const char *state, *word;
} fills[] = {
	{ 1, "failed", "Used up" },
	{ ALMOST, "waiting", "Almost used up" },
	{ 0, "active", "Within the limit" },
};

/* What stands there may be at its limit, and all is well. */
static const struct fill standing_fills[] = {
	{ 1, "waiting", "No room for more" },
	{ 0, "active", "Within the limit" },
};

static const struct fill *
fill_of(bool is_standing, double share)
{
	const struct fill *fill = is_standing ? standing_fills : fills;

	while (share < fill->least)
		fill++;
	return fill;
}

static double
share_of(const struct rows *rows, int row)
{
	double used = strtod(rows_named(rows, row, "used"), NULL);
	double most = strtod(rows_named(rows, row, "most"), NULL);

	return most > 0 ? used / most : 1;
}

static void
show_meter(struct arena *arena, struct json *item, const struct rows *rows,
	   int row)
{
	double share = share_of(rows, row);
	const struct fill *fill = fill_of(
		rows_is_true(rows, row, "is_standing"), share);

	json_set_static(item, "share", chart_percent(arena, share));
	json_set_static(item, "percent", arena_printf(arena, "%.0f %%",
						      100 * share));
	json_set_static(item, "state", fill->state);
	json_set_static(item, "state_word", fill->word);
	json_set_bool(item, "is_told", !text_equal(fill->state, "active"));
}

static void
show_unit(struct arena *arena, struct json *item, const struct rows *rows,
	  int row)
{
	const char *unit = rows_named(rows, row, "unit");
	const char *limit = rows_named(rows, row, "most");
	int64_t cost = view_int(rows_named(rows, row, "cost_micros"));

	json_set_static(item, "unit", unit);
	json_set_static(item, "label", usage_unit_label(unit));
	json_set_bool(item, "is_standing",
		      rows_is_true(rows, row, "is_standing"));
	json_set_static(item, "used", usage_quantity(arena, unit,
					rows_named(rows, row, "used")));
	json_set_static(item, "limit", usage_quantity(arena, unit, limit));
	json_set_static(item, "rest", usage_quantity(arena, unit,
					rows_named(rows, row, "rest")));
	json_set_static(item, "cost", cost ? view_cost(arena, cost) : NULL);
	if (limit)
		show_meter(arena, item, rows, row);
}

/* Used up until the month ends: that is told above all. */
static bool
is_over(const struct rows *rows, int row)
{
	return rows_named(rows, row, "most")
	       && !rows_is_true(rows, row, "is_standing")
	       && share_of(rows, row) >= 1;
}

static void
show_over(struct arena *arena, struct json *item, const struct rows *rows,
	  int row)
{
	const char *unit = rows_named(rows, row, "unit");

	json_set_static(item, "label", usage_unit_label(unit));
	json_set_static(item, "limit", usage_quantity(arena, unit,
					rows_named(rows, row, "most")));
}

static void
show_units(struct arena *arena, struct json *data, const struct rows *rows)
{
	struct json *units = json_set_array(data, "units");
	struct json *over = json_set_array(data, "over");
	bool is_limited = false, has_over = false;

	for (int row = 0; row < rows->count; row++) {
		show_unit(arena, json_add_object(units), rows, row);
		if (is_over(rows, row))
			show_over(arena, json_add_object(over), rows, row);
		is_limited |= rows_named(rows, row, "most") != NULL;
		has_over |= is_over(rows, row);
	}
	json_set_bool(data, "is_limited", is_limited);
	json_set_bool(data, "has_over", has_over);
}

/* ---- the chart ---- */

/* The one that is asked for, if it is summed by day; else executions. */
static const char *
unit_shown(struct request *req, const struct rows *units)
{
	const char *wanted = request_query(req, "unit");

	for (int row = 0; row < units->count; row++)
		if (text_equal(rows_named(units, row, "unit"), wanted)
		    && !rows_is_true(units, row, "is_standing"))
			return rows_named(units, row, "unit");
	return "executions";
}

static void
show_choices(struct arena *arena, struct json *data, const struct rows *units,
	     const char *shown)
{
	struct json *list = json_set_array(data, "choices");

	for (int row = 0; row < units->count; row++) {
		const char *unit = rows_named(units, row, "unit");
		struct json *item;
		struct buf href;

		if (rows_is_true(units, row, "is_standing"))
			continue;
		item = json_add_object(list);
		buf_init(&href, arena, 64);
		buf_text(&href, "/usage?unit=");
		url_encode(&href, unit);
		json_set_static(item, "href", href.bytes);
		json_set_static(item, "label", usage_unit_label(unit));
		json_set_bool(item, "is_current", text_equal(unit, shown));
	}
}

static void
show_chart(struct request *req, struct json *data, const struct rows *rows)
{
	const struct rows *plan = &rows[USAGE_ROWS_PLAN];
	const struct rows *units = &rows[USAGE_ROWS_UNITS];
	const struct usage_days days = {
		.unit = unit_shown(req, units),
		.from_ms = view_ms(rows_named(plan, 0, "since")),
		.to_ms = view_ms(rows_named(plan, 0, "until")),
		.now_ms = view_clock(req).now_ms,
		.rows = &rows[USAGE_ROWS_WINDOWS],
	};

	show_choices(req->arena, data, units, days.unit);
	usage_chart_show(req->arena, data, &days);
}

/* ---- what was reported ---- */

static void
show_records(struct request *req, struct json *data, const struct rows *rows)
{
	struct json *list = json_set_array(data, "records");
	const struct clock clock = view_clock(req);

	for (int row = 0; row < rows->count; row++) {
		const char *unit = rows_named(rows, row, "billing_unit");
		struct json *item = json_add_object(list);

		json_set_static(item, "label", usage_unit_label(unit));
		json_set_static(item, "quantity", usage_quantity(req->arena,
				unit, rows_named(rows, row, "quantity")));
		view_text(item, "description",
			  rows_named(rows, row, "description"));
		view_time(&clock, item, "at",
			  rows_named(rows, row, "created_at"));
	}
	json_set_bool(data, "has_records", rows->count > 0);
}

bool
usage_page(struct request *req, const struct rows *rows, struct response *res)
{
	struct json *data = json_object(req->arena);

	notice_show(req, data);
	json_set_static(data, "origin", request_origin(req));
	plan_view_show(req, data, &rows[USAGE_ROWS_PLAN], &rows[ROWS_PLANS]);
	show_units(req->arena, data, &rows[USAGE_ROWS_UNITS]);
	show_chart(req, data, rows);
	show_records(req, data, &rows[ROWS_NEWEST]);
	return response_page(res, 200, "pages/usage", data);
}

/* ---- choosing ---- */

bool
usage_choose_plan(struct request *req, struct unit *unit)
{
	return subscription_change_add(req, unit);
}

bool
usage_choose_done(struct request *req, const struct rows *rows,
		  struct response *res)
{
	(void)req;
	(void)rows;
	return notice_redirect(res, "/usage", "plan-chosen", -1, -1);
}
