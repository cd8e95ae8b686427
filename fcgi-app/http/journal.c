#include "http/journal.h"

#include <stddef.h>
#include <stdint.h>

#include "base/log.h"
#include "base/metrics.h"
#include "base/time.h"
#include "http/app.h"
#include "http/request.h"
#include "http/router.h"

static enum log_level
level_of(int status)
{
	if (status < 500)
		return LOG_INFO;
	return status == 503 ? LOG_WARN : LOG_ERROR;
}

/* Never what the client wrote: the pattern of the route, not the path. */
/* The message of a failure: the answer tells of none, or ended before its end. */
static const char *
failure_name(const struct request *req, int status)
{
	if (status >= 500)
		return "error";
	return req->is_cut ? "cut" : NULL;
}

static void
write_line(const struct request *req, int status, int64_t us)
{
	const struct log_field fields[] = {
		{ "request", req->id, 0 },
		{ "trace", req->trace_id, 0 },
		{ "method", req->is_head ? "HEAD" : method_name(req->method), 0 },
		{ "route", req->route ? req->route->path : "", 0 },
		{ "status", NULL, status },
		{ "us", NULL, us },
		{ "db_us", NULL, req->db_us },
		{ "round_trips", NULL, req->round_trips },
		{ "tenant", req->caller.tenant_id, 0 },
		{ "user", req->caller.user_id, 0 },
		{ failure_name(req, status), req->error.message, 0 },
		{ 0 }
	};

	log_fields(level_of(status), "request", fields);
}

static void
count(struct metrics *metrics, int status, int64_t us)
{
	static const enum metric classes[] = {
		METRIC_STATUS_2XX, METRIC_STATUS_3XX, METRIC_STATUS_4XX,
		METRIC_STATUS_5XX
	};

	metrics_add(metrics, METRIC_REQUESTS, 1);
	metrics_add(metrics, classes[status / 100 - 2], 1);
	metrics_observe(metrics, us);
}

void
journal_write(const struct request *req, int status)
{
	int64_t us = time_monotonic_us() - req->started_us;

	write_line(req, status, us);
	count(req->app->metrics, status, us);
}
