#ifndef BASE_METRICS_H
#define BASE_METRICS_H

/*
 * Metrics: counters of all processes of one socket, in one mapped file with a
 * slot per process; a new process takes over the slot of a dead one and keeps
 * its sums. Exposed as Prometheus text (exposition format 0.0.4).
 */

#include <stdint.h>

struct buf;
struct metrics;

enum metric {
	METRIC_REQUESTS,		/* by status class below */
	METRIC_STATUS_2XX,
	METRIC_STATUS_3XX,
	METRIC_STATUS_4XX,
	METRIC_STATUS_5XX,
	METRIC_CONNECTIONS,		/* gauge: FastCGI connections held */
	METRIC_IN_FLIGHT,		/* gauge */
	METRIC_DB_UNITS,
	METRIC_DB_ERRORS,
	METRIC_DB_RECONNECTS,
	METRIC_DB_CONNECTIONS,		/* gauge */
	METRIC_LANE_FULL,
	METRIC_REQUEST_US,		/* sum of durations; metrics_observe adds it */
	METRIC_DB_US,
	METRIC_SIDE_JOBS,
	METRIC_COUNT
};

/*
 * Path NULL: counters of this process alone; so too, with a warning, if the file
 * cannot be used. Never NULL; aborts on no memory.
 */
struct metrics *metrics_open(const char *path);
void metrics_close(struct metrics *);

void metrics_add(struct metrics *, enum metric, int64_t);

/* One request of so many microseconds: histogram and METRIC_REQUEST_US. */
void metrics_observe(struct metrics *, int64_t us);

/* All series, summed over the slots. */
void metrics_print(const struct metrics *, struct buf *);

#endif
