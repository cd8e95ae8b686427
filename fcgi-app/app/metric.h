#ifndef APP_METRIC_H
#define APP_METRIC_H

/* Metric: which series of an agent's readings is asked for, and its statements. */

#include <stdbool.h>
#include <stdint.h>

struct request;
struct unit;

extern const struct words metric_grain_words;

struct metric_grain {
	const char *name;		/* "hour": of date_trunc, too */
	int64_t ms;
	int usual;			/* so many, where from is not said */
};

struct metric_span {
	const char *name;		/* of the metric; NULL: no series is wanted */
	const struct metric_grain *grain;
	int64_t from_ms, to_ms;
};

/* ?name, grain, from and to; all that are wrong are ERROR_BAD_REQUEST at once. */
bool metric_span_read(struct request *, struct metric_span *);

/* The last so many of a grain, for pages. */
struct metric_span metric_span_last(const char *name, const char *grain,
				    int count);

/* Rows of the agent {id, name, status, activity}, the newest of each metric, and the
 * points of the series, if one is wanted. */
bool metric_add(struct unit *, const char *agent, const struct metric_span *);

enum { METRIC_ROWS_AGENT, METRIC_ROWS_NAMES, METRIC_ROWS_POINTS };
enum { METRIC_NAME, METRIC_VALUE, METRIC_UNIT, METRIC_AT };
enum { POINT_AT, POINT_COUNT, POINT_MIN, POINT_MAX, POINT_MEAN };

#endif
