#include "app/pages/usage_chart.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "app/chart.h"
#include "app/pages/usage_view.h"
#include "app/pages/view.h"
#include "base/arena.h"
#include "base/local.h"
#include "base/text.h"
#include "base/time.h"
#include "base/zone.h"
#include "db/rows.h"
#include "json/json.h"

#define DAY_MS INT64_C(86400000)
#define DAYS_MAX 31
#define TICKS 4

/* The days by their place; NULL where nothing was used. */
struct series {
	const struct usage_days *days;
	const char *quantity[DAYS_MAX];
	size_t count, passed;		/* today is the last that has passed */
	size_t used;			/* days with something */
	double most;
	size_t top;			/* the day with the most */
};

static size_t
place(const struct usage_days *days, int64_t ms)
{
	return (size_t)((ms - days->from_ms) / DAY_MS);
}

static void
take_row(struct series *series, int row)
{
	const struct rows *rows = series->days->rows;
	int64_t ms = view_ms(rows_named(rows, row, "starts"));
	size_t i = place(series->days, ms);

	if (!text_equal(rows_named(rows, row, "unit"), series->days->unit)
	    || ms < series->days->from_ms || i >= series->count)
		return;
	series->quantity[i] = rows_named(rows, row, "quantity");
	series->used++;
	if (strtod(series->quantity[i], NULL) > series->most) {
		series->most = strtod(series->quantity[i], NULL);
		series->top = i;
	}
}

static void
take_series(struct series *series, const struct usage_days *days)
{
	*series = (struct series){ .days = days };
	series->count = place(days, days->to_ms);
	if (series->count > DAYS_MAX)
		series->count = DAYS_MAX;
	series->passed = place(days, days->now_ms) + 1;
	if (series->passed > series->count)
		series->passed = series->count;
	for (int row = 0; row < days->rows->count; row++)
		take_row(series, row);
}

static const char *
day_word(struct arena *arena, const struct series *series, size_t i)
{
	return local_day(arena, zone_utc(),
			 series->days->from_ms + (int64_t)i * DAY_MS);
}

static void
set_day(struct arena *arena, struct json *item, const struct series *series,
	size_t i, const char *name)
{
	char iso[TIME_TEXT_SIZE];

	time_format(series->days->from_ms + (int64_t)i * DAY_MS, iso);
	json_set_text(item, "iso", iso);
	json_set_static(item, name, day_word(arena, series, i));
}

static void
show_days(struct arena *arena, struct json *chart, const struct series *series,
	  struct chart_axis axis)
{
	struct json *list = json_set_array(chart, "days");

	for (size_t i = 0; i < series->passed; i++) {
		const char *text = series->quantity[i] ? series->quantity[i]
						       : "0";
		const char *word = usage_quantity(arena, series->days->unit,
						  text);
		struct json *day = json_add_object(list);

		set_day(arena, day, series, i, "day");
		json_set_static(day, "quantity", word);
		json_set_static(day, "title", arena_printf(arena, "%s: %s",
				day_word(arena, series, i), word));
		json_set_static(day, "slot", chart_percent(arena,
				(double)i / (double)series->count));
		chart_set_bar(arena, day, "bar",
			      (struct chart_slot){ i, series->count }, axis, 0,
			      strtod(text, NULL));
	}
}

static void
show_ticks(struct arena *arena, struct json *chart, const struct series *series)
{
	struct json *ticks = json_set_array(chart, "ticks");

	for (size_t i = 0; i < TICKS; i++)
		set_day(arena, json_add_object(ticks), series,
			i * series->count / TICKS, "word");
	json_set_static(chart, "last",
			day_word(arena, series, series->count - 1));
}

static const char *
cost_word(struct arena *arena, double micros)
{
	return view_total_cost(arena, (int64_t)micros);
}

static const char *
amount_word(struct arena *arena, double amount)
{
	return amount < 1000 ? arena_printf(arena, "%g", amount)
			     : view_short(arena, (int64_t)amount);
}

/* The finding in words, for who does not see the picture. */
static const char *
finding(struct arena *arena, const struct series *series)
{
	const char *unit = series->days->unit;

	if (series->used == 0)
		return "Nothing was used this month.";
	return arena_printf(arena, "Used on %zu of %zu days; most on %s: %s.",
			    series->used, series->passed,
			    day_word(arena, series, series->top),
			    usage_quantity(arena, unit,
					   series->quantity[series->top]));
}

void
usage_chart_show(struct arena *arena, struct json *data,
		 const struct usage_days *days)
{
	struct json *chart = json_set_object(data, "chart");
	bool is_cost = text_equal(days->unit, "costMicros");
	struct chart_axis axis;
	struct series series;

	take_series(&series, days);
	axis = chart_count_axis(fmax(series.most, 1));
	json_set_bool(chart, "has_data", series.most > 0);
	json_set_static(chart, "title", arena_printf(arena, "%s per day",
			usage_unit_label(days->unit)));
	json_set_static(chart, "finding", finding(arena, &series));
	json_set_static(chart, "step", chart_percent(arena,
			1 / (double)series.count));
	chart_set_grid(arena, chart, "grid", axis,
		       is_cost ? cost_word : amount_word);
	show_days(arena, chart, &series, axis);
	show_ticks(arena, chart, &series);
}
