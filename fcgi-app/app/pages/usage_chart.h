#ifndef APP_PAGES_USAGE_CHART_H
#define APP_PAGES_USAGE_CHART_H

/* The chart of one unit: what was used on each day of the month that counts. */

#include <stdint.h>

struct arena;
struct json;
struct rows;

/* What is drawn: days of UTC, as they are counted. */
struct usage_days {
	const char *unit;
	int64_t from_ms, to_ms, now_ms;
	const struct rows *rows;	/* {starts, unit, quantity, cost_micros} */
};

/* Set "chart": {title, finding, grid, days, ticks, step, has_data}. */
void usage_chart_show(struct arena *, struct json *data,
		      const struct usage_days *);

#endif
