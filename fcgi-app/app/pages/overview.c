/* The overview: what runs, what failed, which agents need a look. */
#include "app/pages/handlers.h"

#include "app/chart.h"
#include "app/pages/agent_view.h"
#include "app/pages/overview_chart.h"
#include "app/pages/notice.h"
#include "app/pages/run_view.h"
#include "app/pages/view.h"
#include "base/arena.h"
#include "base/text.h"
#include "base/time.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"

#define REFRESH_S 5

static const struct statement overview_stats = {
	.name = "overview_stats",
	.sql = "select total_executions, pending, running, recent_executions,"
	       " recent_failed, recent_tokens, recent_cost_micros,"
	       " median_duration_ms, p95_duration_ms, recent_success_rate,"
	       " before_failed, before_cost_micros, oldest_pending_at from"
	       " api.dashboard_executions()",
};

/* The counts are in each row; an agent only where one needs a look. */
static const struct statement overview_agents = {
	.name = "overview_agents",
	.sql = "select agent_id, agent_name, reason, failures, heartbeat_at,"
	       " last_execution, total_agents, active_agents, running_agents,"
	       " paused_agents, error_agents, offline_agents, inactive_agents"
	       " from api.overview_agents(6)",
};

static const struct statement overview_failures = {
	.name = "overview_failures",
	.sql = "select id, coalesce(agent_name, (select w.name from workflows w"
	       " where w.id = workflow_id)), status, title, error, repeats,"
	       " last_at from api.recent_failures(8)",
};

static const struct statement overview_running = {
	.name = "overview_running",
	.sql = "select id, coalesce(agent_name, workflow_name), title,"
	       " coalesce(start_time, created_at)"
	       " from api.executions where status = 'running' order by id desc"
	       " limit 8",
};

enum { ROWS_STATS, ROWS_SERIES, ROWS_AGENTS, ROWS_FAILURES, ROWS_RUNNING };

bool
overview_plan(struct request *req, struct unit *unit)
{
	return unit_add(unit, &overview_stats)
		&& overview_chart_add(unit, request_query(req, "range"))
		&& unit_add(unit, &overview_agents)
		&& unit_add(unit, &overview_failures)
		&& unit_add(unit, &overview_running);
}

/* A page that is being made. */
struct page {
	struct arena *arena;
	struct json *data;
	struct clock clock;
};

static struct json *
add_stat(struct json *stats, const char *name, const char *label,
	 const char *href, const char *state)
{
	struct json *stat = json_add_object(stats);

	json_set_static(stat, "name", name);
	json_set_static(stat, "label", label);
	json_set_static(stat, "href", href);
	json_set_static(stat, "state", state);
	return stat;
}

static void
set_figure(struct json *stat, const char *figure, const char *unit,
	   const char *note)
{
	json_set_static(stat, "figure", figure);
	json_set_static(stat, "unit", unit);
	json_set_static(stat, "note", note);
}

static const char *
pending_note(const struct page *page, const struct rows *rows)
{
	int64_t pending = rows_int(rows, 0, "pending");
	int64_t since = view_ms(rows_named(rows, 0, "oldest_pending_at"));

	if (pending == 0)
		return "none pending";
	if (since == 0)
		return arena_printf(page->arena, "%s pending",
				    view_count(page->arena, pending));
	return arena_printf(page->arena, "%s pending, the oldest for %s",
			    view_count(page->arena, pending),
			    time_duration(page->arena, page->clock.now_ms - since));
}

static void
show_running_stat(const struct page *page, struct json *stats,
		  const struct rows *rows)
{
	int64_t running = rows_int(rows, 0, "running");
	struct json *stat = add_stat(stats, "running", "Running now",
				     "/executions?status=running",
				     running > 0 ? "running" : NULL);

	set_figure(stat, view_count(page->arena, running), NULL,
		   pending_note(page, rows));
}

static const char *
compare(struct arena *arena, int64_t now, int64_t before)
{
	if (now == before)
		return "as many as the day before";
	return arena_printf(arena, "%s %s than the day before",
			    view_count(arena, now > before ? now - before
							   : before - now),
			    now > before ? "more" : "fewer");
}

static void
show_failed_stat(const struct page *page, struct json *stats,
		 const struct rows *rows)
{
	struct arena *arena = page->arena;
	int64_t failed = rows_int(rows, 0, "recent_failed");
	struct json *stat = add_stat(stats, "failed", "Failures, last 24 h",
				     "/executions?status=failed,timeout",
				     failed > 0 ? "failed" : NULL);

	set_figure(stat, view_count(arena, failed),
		   arena_printf(arena, "of %s", view_count(arena,
				rows_int(rows, 0, "recent_executions"))),
		   compare(arena, failed, rows_int(rows, 0, "before_failed")));
}

static void
show_success_stat(const struct page *page, struct json *stats,
		  const struct rows *rows)
{
	struct json *stat
		= add_stat(stats, "success", "Success, last 24 h", NULL, NULL);
	const char *rate = view_percent(
		page->arena, rows_named(rows, 0, "recent_success_rate"));
	const char *median = rows_named(rows, 0, "median_duration_ms");

	set_figure(stat, rate && median ? rate : "–", NULL,
		   median ? view_spread(page->arena, median,
					rows_named(rows, 0, "p95_duration_ms"))
			  : "no run has ended");
}

static void
show_cost_stat(const struct page *page, struct json *stats,
	       const struct rows *rows)
{
	struct arena *arena = page->arena;
	struct json *stat
		= add_stat(stats, "cost", "Cost, last 24 h", NULL, NULL);

	set_figure(
		stat,
		view_total_cost(arena,
				rows_int(rows, 0, "recent_cost_micros")),
		NULL,
		arena_printf(
			arena, "%s tokens; %s the day before",
			view_short(arena, rows_int(rows, 0, "recent_tokens")),
			view_total_cost(arena,
					rows_int(rows, 0,
						 "before_cost_micros"))));
}

static void
show_stats(const struct page *page, const struct rows *rows)
{
	struct json *stats = json_set_array(page->data, "stats");

	show_running_stat(page, stats, rows);
	show_failed_stat(page, stats, rows);
	show_success_stat(page, stats, rows);
	show_cost_stat(page, stats, rows);
	json_set_bool(page->data, "is_new",
		      rows_int(rows, 0, "total_executions") == 0);
}

/*
 * How the agents stand; each is in one row. The filter is of the agents list.
 */
static const struct {
	const char *column;
	const char *standing;
	const char *href;
	bool is_exception;
} standings[] = {
	{ "active_agents", "active", "/agents?status=active&activity=idle", false },
	{ "running_agents", "busy", "/agents?activity=busy", false },
	{ "error_agents", "error", "/agents?activity=error", true },
	{ "offline_agents", "offline", "/agents?activity=offline", true },
	{ "paused_agents", "paused", "/agents?status=paused", false },
	{ "inactive_agents", "inactive", "/agents?status=inactive", false },
};

/* Of one, or none, nobody says "all". */
static const char *
agents_word(struct arena *arena, int64_t count)
{
	const char *words = view_counted(arena, count, "agent");

	if (count == 0)
		return "Agents";
	return count == 1 ? words : arena_printf(arena, "All %s", words);
}

static void
show_agents(const struct page *page, const struct rows *rows)
{
	struct json *list = json_set_array(page->data, "agents_by");

	json_set_static(page->data, "agents_link",
			agents_word(page->arena,
				    rows_int(rows, 0, "total_agents")));
	for (size_t i = 0; i < sizeof standings / sizeof *standings; i++) {
		struct json *item = json_add_object(list);
		int64_t count = rows_int(rows, 0, standings[i].column);

		agent_set_state(item, standings[i].standing);
		json_set_static(item, "href", standings[i].href);
		json_set_static(item, "count", view_count(page->arena, count));
		json_set_bool(item, "has_any", count > 0);
		chart_set_marks(item, "marks",
				json_string(json_find(item, "state")), count,
				standings[i].is_exception);
	}
}

static void
show_attention(const struct page *page, const struct rows *rows)
{
	struct json *list = json_set_array(page->data, "attention");

	for (int i = 0; i < rows->count && rows_text(rows, i, 0); i++) {
		struct json *item = json_add_object(list);
		bool is_late = text_equal(rows_text(rows, i, 2), "heartbeat");

		json_set_static(item, "href",
				arena_printf(page->arena, "/agents/%s",
					     rows_text(rows, i, 0)));
		json_set_static(item, "name", rows_text(rows, i, 1));
		json_set_static(item, "state", is_late ? "offline" : "error");
		json_set_static(item, "why",
				is_late ? "no heartbeat"
					: arena_printf(page->arena,
						       "%s failures in a row",
						       rows_text(rows, i, 3)));
		view_time(&page->clock, item, "since",
			  rows_text(rows, i, is_late ? 4 : 5));
	}
	json_set_bool(page->data, "has_attention", rows_text(rows, 0, 0));
}

static void
show_failures(const struct page *page, const struct rows *rows)
{
	struct json *list = json_set_array(page->data, "failures");

	for (int i = 0; i < rows->count; i++) {
		struct json *item = json_add_object(list);
		int64_t repeats = view_int(rows_text(rows, i, 5));

		view_id(item, rows_text(rows, i, 0));
		run_set_name(page->arena, item, rows_text(rows, i, 3));
		json_set_static(item, "agent_name",
				run_agent(rows_text(rows, i, 1)));
		run_set_state(item, rows_text(rows, i, 2));
		json_set_static(item, "why", run_why(rows_text(rows, i, 2),
						     rows_text(rows, i, 4)));
		json_set_static(item, "times", repeats > 1
				? view_count(page->arena, repeats) : NULL);
		view_time(&page->clock, item, "when",
			  rows_text(rows, i, 6));
	}
	json_set_bool(page->data, "has_failures", rows->count > 0);
}

static void
show_running(const struct page *page, const struct rows *rows)
{
	struct json *list = json_set_array(page->data, "running");

	for (int i = 0; i < rows->count; i++) {
		struct json *item = json_add_object(list);

		view_id(item, rows_text(rows, i, 0));
		run_set_name(page->arena, item, rows_text(rows, i, 2));
		json_set_static(item, "agent_name",
				run_agent(rows_text(rows, i, 1)));
		json_set_static(item, "state", "running");
		view_time(&page->clock, item, "when",
			  rows_text(rows, i, 3));
	}
	json_set_bool(page->data, "has_running", rows->count > 0);
}

bool
overview_page(struct request *req, const struct rows *rows,
	      struct response *res)
{
	struct page page = {
		req->arena, json_object(req->arena), view_clock(req),
	};
	const char *range = request_query(req, "range");

	notice_show(req, page.data);
	show_stats(&page, &rows[ROWS_STATS]);
	overview_chart_show(&page.clock, page.data, range, &rows[ROWS_SERIES]);
	show_agents(&page, &rows[ROWS_AGENTS]);
	show_attention(&page, &rows[ROWS_AGENTS]);
	show_failures(&page, &rows[ROWS_FAILURES]);
	show_running(&page, &rows[ROWS_RUNNING]);
	view_live(&page.clock, page.data, overview_chart_href(range), REFRESH_S);
	return response_page(res, 200,
			     request_is_fragment(req) ? "partials/overview"
						      : "pages/overview",
			     page.data);
}
