/* The numbers of the dashboard. */
#include "app/api/api.h"

#include "app/api/answer.h"
#include "app/resources/words.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "resource/call.h"
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
	       " oldest_pending_at, median_duration_ms, p95_duration_ms from"
	       " api.dashboard_stats()",
};

static const struct statement dashboard_series = {
	.name = "dashboard_series",
	.sql = "select bucket, executions, completed, failed, cancelled, open,"
	       " mean_duration_ms, median_duration_ms, p95_duration_ms,"
	       " tokens, cost_micros"
	       " from api.dashboard_series($1::text)",
};

/* Members that are a column as it is; the others are written by hand. */
#define COUNT(member, column) { MEMBER(member, FIELD_INT, .shown = column) }
#define SHARE(member, column) \
	{ MEMBER(member, FIELD_NUMBER, .shown = column), .is_nullable = true }
#define MEAN(member, column) \
	{ MEMBER(member, FIELD_INT, .shown = column), .is_nullable = true }

/* Each agent in one of these, as the overview shows them. */
static const struct member agent_states[] = {
	COUNT("ACTIVE", "active_agents"),
	COUNT("RUNNING", "running_agents"),
	COUNT("PAUSED", "paused_agents"),
	COUNT("ERROR", "error_agents"),
	COUNT("OFFLINE", "offline_agents"),
	COUNT("INACTIVE", "inactive_agents"),
	{ 0 }
};

static const struct member series_members[] = {
	{ MEMBER("time", FIELD_TIME, .shown = "bucket") },
	COUNT("executions", "executions"),
	COUNT("completed", "completed"),
	COUNT("failed", "failed"),
	COUNT("cancelled", "cancelled"),
	COUNT("open", "open"),
	MEAN("meanDurationMs", "mean_duration_ms"),
	MEAN("medianDurationMs", "median_duration_ms"),
	MEAN("p95DurationMs", "p95_duration_ms"),
	COUNT("tokens", "tokens"),
	COUNT("costMicros", "cost_micros"),
	{ 0 }
};

static const struct word range_list[] = {
	{ "1h", .label = "One hour" },
	{ "24h", .label = "A day" },
	{ "7d", .label = "A week" },
	{ "30d", .label = "Thirty days" },
	{ 0 }
};

static const struct words ranges = { "statsRange", range_list };

static const struct member stats_members[] = {
	COUNT("totalAgents", "total_agents"),
	COUNT("idleAgents", "idle_agents"),
	COUNT("totalExecutions", "total_executions"),
	COUNT("recentExecutions", "recent_executions"),
	SHARE("successRate", "success_rate"),
	COUNT("runningNow", "running"),
	COUNT("pendingNow", "pending"),
	COUNT("waitingNow", "paused"),
	COUNT("completed24h", "recent_completed"),
	COUNT("failed24h", "recent_failed"),
	SHARE("successRate24h", "recent_success_rate"),
	COUNT("tokens24h", "recent_tokens"),
	COUNT("costMicros24h", "recent_cost_micros"),
	MEAN("meanDurationMs24h", "mean_duration_ms"),
	MEAN("medianDurationMs24h", "median_duration_ms"),
	MEAN("p95DurationMs24h", "p95_duration_ms"),
	{ MEMBER("oldestPendingAt", FIELD_TIME, .shown = "oldest_pending_at"), .is_nullable = true },
	{ .field = { .name = "agentsByStatus" }, .members = agent_states },
	{ MEMBER("byStatus", FIELD_JSON_OBJECT,
		 .help = "How many executions have each status") },
	{ MEMBER("range", FIELD_CHOICE, .words = &ranges) },
	{ .field = { .name = "series" }, .members = series_members,
	  .is_list = true },
	{ 0 }
};

/* As stored; NULL where it is none of them. */
static const char *
range_of(const struct request *req)
{
	const char *range = request_query(req, "range");
	const struct word *word = words_find(&ranges, range && *range ? range
								      : "24h");

	return word ? word->store : NULL;
}

bool
stats_plan(struct request *req, struct unit *unit)
{
	if (!range_of(req)) {
		fail(&req->error, ERROR_BAD_REQUEST, "a parameter is not valid");
		return fail_field(&req->error, "?range", "choice",
				  "must be 1h, 24h, 7d or 30d");
	}
	unit_add(unit, &dashboard_stats);
	return unit_add(unit, &dashboard_series, range_of(req));
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
write_stats(struct json_writer *json, const struct request *req,
	    const struct rows *rows)
{
	answer_members(json, &rows[0], 0, stats_members);
	json_write_name(json, "agentsByStatus");
	json_begin_object(json);
	answer_members(json, &rows[0], 0, agent_states);
	json_end_object(json);
	write_by_status(json, req, &rows[0]);
	json_member_text(json, "range", range_of(req));
	answer_rows(json, "series", &rows[1], series_members);
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

static const struct member stats_query[] = {
	{ MEMBER("range", FIELD_CHOICE, .words = &ranges, .fallback = "24h",
		 .help = "Of the series") },
	{ 0 }
};

static const struct member stats_answer[] = {
	{ .field = { .name = "stats" }, .members = stats_members },
	{ 0 }
};

const struct call stats_call = {
	.query = stats_query, .answer = stats_answer, .flags = CALL_TAGGED,
};
