/* The numbers of the dashboard. */
#include "app/api/api.h"

#include <string.h>

#include "app/resources/words.h"
#include "base/error.h"
#include "base/text.h"
#include "base/time.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "resource/crud.h"
#include "resource/words.h"

static const struct statement dashboard_stats = {
	.name = "dashboard_stats",
	.sql = "select total_agents, active_agents, running_agents, paused_agents,"
	       " error_agents, offline_agents, inactive_agents, idle_agents,"
	       " total_executions, pending, running, paused, completed, failed,"
	       " cancelled, timeout, success_rate, recent_executions,"
	       " recent_completed, recent_failed, recent_tokens,"
	       " recent_cost_micros, mean_duration_ms, recent_success_rate,"
	       " oldest_pending_at from api.dashboard_stats()",
};

static const struct statement dashboard_series = {
	.name = "dashboard_series",
	.sql = "select bucket, executions, completed, failed, cancelled, open,"
	       " mean_duration_ms, tokens, cost_micros"
	       " from api.dashboard_series($1::text)",
};

/* A member of the answer and the column that it comes from. */
struct number {
	const char *member;
	const char *column;
};

static const struct number totals[] = {
	{ "totalAgents", "total_agents" },
	{ "idleAgents", "idle_agents" },
	{ "totalExecutions", "total_executions" },
	{ "recentExecutions", "recent_executions" },
	{ "successRate", "success_rate" },
	{ "runningNow", "running" },
	{ "pendingNow", "pending" },
	{ "waitingNow", "paused" },
	{ "completed24h", "recent_completed" },
	{ "failed24h", "recent_failed" },
	{ "successRate24h", "recent_success_rate" },
	{ "tokens24h", "recent_tokens" },
	{ "costMicros24h", "recent_cost_micros" },
	{ "meanDurationMs24h", "mean_duration_ms" },
	{ 0 }
};

/* Each agent in one of these, as the overview shows them. */
static const struct number agent_states[] = {
	{ "ACTIVE", "active_agents" },
	{ "RUNNING", "running_agents" },
	{ "PAUSED", "paused_agents" },
	{ "ERROR", "error_agents" },
	{ "OFFLINE", "offline_agents" },
	{ "INACTIVE", "inactive_agents" },
	{ 0 }
};

static const struct number series_numbers[] = {
	{ "executions", "executions" },
	{ "completed", "completed" },
	{ "failed", "failed" },
	{ "cancelled", "cancelled" },
	{ "open", "open" },
	{ "meanDurationMs", "mean_duration_ms" },
	{ "tokens", "tokens" },
	{ "costMicros", "cost_micros" },
	{ 0 }
};

static const char *
range_of(const struct request *req)
{
	const char *range = request_query(req, "range");

	return range && *range ? range : "24h";
}

static bool
is_range(const char *range)
{
	static const char *const ranges[] = { "1h", "24h", "7d", "30d" };

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (text_equal(range, ranges[i]))
			return true;
	return false;
}

bool
stats_plan(struct request *req, struct unit *unit)
{
	if (!is_range(range_of(req))) {
		fail(&req->error, ERROR_BAD_REQUEST, "a parameter is not valid");
		return fail_field(&req->error, "?range", "choice",
				  "must be 1h, 24h, 7d or 30d");
	}
	unit_add(unit, &dashboard_stats);
	return unit_add(unit, &dashboard_series, range_of(req));
}

static void
write_numbers(struct json_writer *json, const struct rows *rows, int row,
	      const struct number *number)
{
	for (; number->member; number++) {
		const char *text = rows_named(rows, row, number->column);

		json_write_name(json, number->member);
		if (text)
			json_write_raw(json, text, strlen(text));
		else
			json_write_null(json);
	}
}

static void
write_time(struct json_writer *json, const char *name, const char *sql)
{
	char time[TIME_TEXT_SIZE];

	json_member_text(json, name,
			 sql && time_from_sql(sql, time) ? time : NULL);
}

/* The columns are named as the words of the store. */
static void
write_by_status(struct json_writer *json, const struct request *req,
		const struct rows *rows)
{
	json_write_name(json, "byStatus");
	json_begin_object(json);
	for (const struct word *word = execution_status_words.list; word->store;
	     word++)
		json_member_int(json,
				words_speak(&execution_status_words, word->store,
					    req->route->dialect),
				rows_int(rows, 0, word->store));
	json_end_object(json);
}

static void
write_series(struct json_writer *json, const struct rows *rows)
{
	json_write_name(json, "series");
	json_begin_array(json);
	for (int i = 0; i < rows->count; i++) {
		json_begin_object(json);
		write_time(json, "time", rows_text(rows, i, 0));
		write_numbers(json, rows, i, series_numbers);
		json_end_object(json);
	}
	json_end_array(json);
}

static void
write_stats(struct json_writer *json, const struct request *req,
	    const struct rows *rows)
{
	write_numbers(json, &rows[0], 0, totals);
	write_time(json, "oldestPendingAt",
		   rows_named(&rows[0], 0, "oldest_pending_at"));
	json_write_name(json, "agentsByStatus");
	json_begin_object(json);
	write_numbers(json, &rows[0], 0, agent_states);
	json_end_object(json);
	write_by_status(json, req, &rows[0]);
	json_member_text(json, "range", range_of(req));
	write_series(json, &rows[1]);
}

bool
stats_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct json_writer json = response_json(res, 200);

	json_begin_object(&json);
	json_write_name(&json, "stats");
	json_begin_object(&json);
	write_stats(&json, req, rows);
	json_end_object(&json);
	json_end_object(&json);
	return response_revalidate(res);
}
