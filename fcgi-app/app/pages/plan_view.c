#include "app/pages/plan_view.h"

#include <stddef.h>

#include "app/api/usage.h"
#include "app/pages/usage_view.h"
#include "app/pages/view.h"
#include "app/resources/words.h"
#include "auth/role.h"
#include "base/local.h"
#include "base/text.h"
#include "base/zone.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "json/json.h"
#include "resource/words.h"

static const struct statement offered_plans = {
	.name = "offered_plans",
	.sql = "select id, name, price_monthly_micros, price_yearly_micros,"
	       " currency, app.limits_text(limits) as limits from api.plans"
	       " where is_active order by price_monthly_micros, id limit 20",
};

bool
plan_view_add(struct unit *unit)
{
	return unit_add(unit, &offered_plans);
}

static void
show_offer(struct arena *arena, struct json *item, const struct rows *rows,
	   int row, const char *current)
{
	const char *currency = rows_named(rows, row, "currency");

	json_set_static(item, "id", rows_named(rows, row, "id"));
	json_set_static(item, "name", rows_named(rows, row, "name"));
	view_text(item, "limits", rows_named(rows, row, "limits"));
	json_set_static(item, "monthly", usage_price(arena,
			rows_int(rows, row, "price_monthly_micros"), currency));
	json_set_static(item, "yearly", usage_price(arena,
			rows_int(rows, row, "price_yearly_micros"), currency));
	json_set_bool(item, "is_current",
		      text_equal(rows_named(rows, row, "name"), current));
}

/* A day, by UTC: periods begin and end with it. */
static void
set_day(struct arena *arena, struct json *data, const char *name,
	local_text *text, const struct rows *rows, const char *column)
{
	json_set_static(data, name,
			text(arena, zone_utc(),
			     view_ms(rows_named(rows, 0, column))));
}

static void
show_current(struct arena *arena, struct json *data, const struct rows *rows)
{
	const char *status = rows_named(rows, 0, "status");
	const struct word *cycle = words_find(&billing_cycle_words,
					rows_named(rows, 0, "billing_cycle"));

	json_set_static(data, "plan", rows_named(rows, 0, "plan_name"));
	json_set_bool(data, "is_subscribed",
		      rows_is_true(rows, 0, "is_subscribed"));
	json_set_bool(data, "is_cancelled", text_equal(status, "cancelled"));
	json_set_static(data, "cycle", cycle ? cycle->label : NULL);
	json_set_bool(data, "is_yearly", cycle && text_equal(cycle->store,
							     "yearly"));
	view_state(data, &subscription_status_words, status);
	set_day(arena, data, "period_from", local_date, rows,
		"current_period_start");
	set_day(arena, data, "period_to", local_date, rows,
		"current_period_end");
	set_day(arena, data, "month_from", local_day, rows, "since");
	set_day(arena, data, "month_to", local_day, rows, "until");
}

void
plan_view_show(struct request *req, struct json *data, const struct rows *plan,
	       const struct rows *offered)
{
	struct json *plans = json_set_array(data, "plans");

	show_current(req->arena, data, plan);
	for (int row = 0; row < offered->count; row++)
		show_offer(req->arena, json_add_object(plans), offered, row,
			   rows_named(plan, 0, "plan_name"));
	json_set_bool(data, "may_choose", req->caller.role >= ROLE_OWNER
					  && subscription_is_open(req));
}
