#include "base/metrics.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/shared.h"

#define SLOT_COUNT 128

/* Upper bounds in microseconds; one more bucket takes the rest. */
static const int64_t bounds_us[] = {
	1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000,
	1000000, 2500000, 5000000,
};

#define BOUND_COUNT (sizeof bounds_us / sizeof bounds_us[0])

/* A slot to itself for each process: no cache line goes back and forth. */
struct slot {
	_Alignas(64) atomic_llong counters[METRIC_COUNT];
	atomic_llong buckets[BOUND_COUNT + 1];
};

struct file {
	char layout[SHARED_LAYOUT_SIZE];
	struct slot slots[SLOT_COUNT];
};

struct metrics {
	struct shared shared;
	struct file *file;	/* its bytes */
	struct slot *slot;
};

struct series {
	const char *name;
	const char *label;	/* or NULL */
	const char *help;	/* NULL: the same series as the row before */
	bool gauge;
	bool us;		/* kept in microseconds, shown in seconds */
};

static const struct series series[METRIC_COUNT] = {
	[METRIC_REQUESTS] = { .name = "muster_requests_total",
		.help = "Requests answered." },
	[METRIC_STATUS_2XX] = { .name = "muster_responses_total",
		.label = "class=\"2xx\"",
		.help = "Answers by class of status." },
	[METRIC_STATUS_3XX] = { .name = "muster_responses_total",
		.label = "class=\"3xx\"" },
	[METRIC_STATUS_4XX] = { .name = "muster_responses_total",
		.label = "class=\"4xx\"" },
	[METRIC_STATUS_5XX] = { .name = "muster_responses_total",
		.label = "class=\"5xx\"" },
	[METRIC_CONNECTIONS] = { .name = "muster_connections",
		.help = "FastCGI connections held.", .gauge = true },
	[METRIC_IN_FLIGHT] = { .name = "muster_requests_in_flight",
		.help = "Requests being worked on.", .gauge = true },
	[METRIC_DB_UNITS] = { .name = "muster_db_units_total",
		.help = "Units sent to the database." },
	[METRIC_DB_ERRORS] = { .name = "muster_db_errors_total",
		.help = "Units that the database refused." },
	[METRIC_DB_RECONNECTS] = { .name = "muster_db_reconnects_total",
		.help = "Database connections made again." },
	[METRIC_DB_CONNECTIONS] = { .name = "muster_db_connections",
		.help = "Database connections open.", .gauge = true },
	[METRIC_LANE_FULL] = { .name = "muster_lane_full_total",
		.help = "Requests refused because a lane was full." },
	[METRIC_REQUEST_US] = { .name = "muster_request_duration_seconds",
		.help = "Time from request to answer.", .us = true },
	[METRIC_DB_US] = { .name = "muster_db_seconds_total",
		.help = "Time spent waiting for the database.", .us = true },
	[METRIC_SIDE_JOBS] = { .name = "muster_side_jobs_total",
		.help = "Jobs given to side threads." },
};

/* ---- locks ---- */

/*
 * Locks belong to the open file: they end with the process however it dies,
 * and no process id that is used again can pass for the dead one.
 */
static int
lock(int fd, int command, short type, off_t byte, struct flock *out)
{
	*out = (struct flock){
		.l_type = type, .l_whence = SEEK_SET,
		.l_start = byte, .l_len = 1,
	};
	return fcntl(fd, command, out);
}

static off_t
lock_byte(size_t slot)
{
	return (off_t)(offsetof(struct file, slots) +
		       slot * sizeof(struct slot));
}

/* ---- slots ---- */

static void
clear_gauges(struct slot *slot)
{
	for (int i = 0; i < METRIC_COUNT; i++)
		if (series[i].gauge)
			atomic_store(&slot->counters[i], 0);
}

/*
 * With more processes than slots the last slot is shared, which only costs
 * time: counters are atomic.
 */
static struct slot *
claim_slot(struct metrics *metrics)
{
	struct flock held;

	if (metrics->shared.fd < 0)
		return &metrics->file->slots[0];
	for (size_t i = 0; i < SLOT_COUNT; i++) {
		if (lock(metrics->shared.fd, F_OFD_SETLK, F_WRLCK, lock_byte(i),
			 &held) == 0) {
			clear_gauges(&metrics->file->slots[i]);
			return &metrics->file->slots[i];
		}
	}
	return &metrics->file->slots[SLOT_COUNT - 1];
}

/* Gauges of a process that died say nothing about the present. */
static bool
is_alive(const struct metrics *metrics, size_t slot)
{
	struct flock held;

	if (metrics->slot == &metrics->file->slots[slot])
		return true;
	return metrics->shared.fd >= 0 &&
		lock(metrics->shared.fd, F_OFD_GETLK, F_WRLCK, lock_byte(slot),
		     &held) == 0 && held.l_type != F_UNLCK;
}

struct metrics *
metrics_open(const char *path)
{
	struct metrics *metrics = calloc(1, sizeof *metrics);
	char layout[SHARED_LAYOUT_SIZE];

	if (metrics == NULL)
		abort();
	snprintf(layout, sizeof layout, "muster metrics 1 %d %zu %zu\n",
		 METRIC_COUNT, BOUND_COUNT, sizeof(struct file));
	shared_open(&metrics->shared, path, layout, sizeof(struct file));
	metrics->file = metrics->shared.bytes;
	metrics->slot = claim_slot(metrics);
	return metrics;
}

void
metrics_close(struct metrics *metrics)
{
	if (metrics == NULL)
		return;
	clear_gauges(metrics->slot);
	shared_close(&metrics->shared);
	free(metrics);
}

/* ---- counting ---- */

static void
add(atomic_llong *counter, int64_t number)
{
	atomic_fetch_add_explicit(counter, number, memory_order_relaxed);
}

void
metrics_add(struct metrics *metrics, enum metric metric, int64_t number)
{
	add(&metrics->slot->counters[metric], number);
}

void
metrics_observe(struct metrics *metrics, int64_t us)
{
	size_t i = 0;

	while (i < BOUND_COUNT && us > bounds_us[i])
		i++;
	add(&metrics->slot->buckets[i], 1);
	add(&metrics->slot->counters[METRIC_REQUEST_US], us);
}

/* ---- printing ---- */

static int64_t
sum_of(const struct metrics *metrics, enum metric metric)
{
	int64_t sum = 0;

	for (size_t i = 0; i < SLOT_COUNT; i++) {
		int64_t number = atomic_load_explicit(
			&metrics->file->slots[i].counters[metric],
			memory_order_relaxed);

		if (number != 0 &&
		    (!series[metric].gauge || is_alive(metrics, i)))
			sum += number;
	}
	return sum;
}

static int64_t
bucket_of(const struct metrics *metrics, size_t bucket)
{
	int64_t sum = 0;

	for (size_t i = 0; i < SLOT_COUNT; i++)
		sum += atomic_load_explicit(
			&metrics->file->slots[i].buckets[bucket],
			memory_order_relaxed);
	return sum;
}

static void
print_head(struct buf *buf, const struct series *row, const char *type)
{
	if (row->help != NULL)
		buf_printf(buf, "# HELP %s %s\n# TYPE %s %s\n", row->name,
			   row->help, row->name, type);
}

static void
print_seconds(struct buf *buf, int64_t us)
{
	buf_printf(buf, " %lld.%06lld\n", (long long)(us / 1000000),
		   (long long)(us % 1000000));
}

static void
print_series(const struct metrics *metrics, enum metric metric, struct buf *buf)
{
	const struct series *row = &series[metric];

	print_head(buf, row, row->gauge ? "gauge" : "counter");
	buf_text(buf, row->name);
	if (row->label != NULL)
		buf_printf(buf, "{%s}", row->label);
	if (row->us)
		print_seconds(buf, sum_of(metrics, metric));
	else
		buf_printf(buf, " %lld\n", (long long)sum_of(metrics, metric));
}

/* Buckets are cumulative in the format, and single in the slots. */
static void
print_histogram(const struct metrics *metrics, struct buf *buf)
{
	const struct series *row = &series[METRIC_REQUEST_US];
	int64_t count = 0;

	print_head(buf, row, "histogram");
	for (size_t i = 0; i < BOUND_COUNT; i++) {
		count += bucket_of(metrics, i);
		buf_printf(buf, "%s_bucket{le=\"%g\"} %lld\n", row->name,
			   (double)bounds_us[i] / 1e6, (long long)count);
	}
	count += bucket_of(metrics, BOUND_COUNT);
	buf_printf(buf, "%s_bucket{le=\"+Inf\"} %lld\n", row->name,
		   (long long)count);
	buf_printf(buf, "%s_sum", row->name);
	print_seconds(buf, sum_of(metrics, METRIC_REQUEST_US));
	buf_printf(buf, "%s_count %lld\n", row->name, (long long)count);
}

void
metrics_print(const struct metrics *metrics, struct buf *buf)
{
	for (enum metric i = 0; i < METRIC_COUNT; i++) {
		if (i == METRIC_REQUEST_US)
			print_histogram(metrics, buf);
		else
			print_series(metrics, i, buf);
	}
}
