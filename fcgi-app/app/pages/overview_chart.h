#ifndef APP_PAGES_OVERVIEW_CHART_H
#define APP_PAGES_OVERVIEW_CHART_H

/*
 * The chart of the overview: runs over a range of time, and how long they took.
 */

#include <stdbool.h>

struct clock;
struct json;
struct rows;
struct unit;

/* range as of ?range=; what is none means the last 24 hours. Always true. */
bool overview_chart_add(struct unit *, const char *range);

/*
 * Set "ranges", "range_words" and "chart", see partials/chart. Days are those of
 * UTC, as they are counted, and say so; all else is in the user's zone.
 */
void overview_chart_show(const struct clock *, struct json *data,
			 const char *range, const struct rows *);

/* The overview with this range. */
const char *overview_chart_href(const char *range);

#endif
