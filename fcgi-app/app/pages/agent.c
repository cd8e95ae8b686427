/* One agent: how it stands, its last runs, its configuration. */
#include "app/pages/handlers.h"

#include <math.h>
#include <stdlib.h>

#include "app/chart.h"
#include "app/pages/agent_view.h"
#include "app/pages/notice.h"
#include "app/pages/payload.h"
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
#include "json/parse.h"

#define RUNS_LISTED 10
#define ROLL_TALL 30.0		/* of 32 */
#define ROLL_LOW 6.0
#define ROLL_MAX 60		/* as the statement says */
#define ROLL_LEAST 30		/* places: few marks are no wider than many */

static const struct statement agent_about = {
	.name = "agent_about",
	.sql = "select id, name, description, status, activity, category,"
	       " type, model_provider, model, instructions, configuration,"
	       " to_json(tags) as tags, heartbeat_interval_s, heartbeat_at,"
	       " heartbeat_details, project_id, project_name, last_execution,"
	       " execution_count,"
	       " coalesce(created_by_name, created_by_email) as created_by,"
	       " version, created_at, updated_at, deleted_at,"
	       " coalesce(deleted_by_name, deleted_by_email) as deleted_by"
	       " from api.agent_rows"
	       " where id = $1::uuid",
};

static const struct statement agent_runs = {
	.name = "agent_runs",
	.sql = "select id, status, title, error, trigger, created_at,"
	       " start_time, duration_ms, cost_micros from api.executions"
	       " where agent_id = $1::uuid order by id desc limit 60",
};

enum { RUN_ID, RUN_STATUS, RUN_TITLE, RUN_ERROR, RUN_TRIGGER, RUN_CREATED,
       RUN_STARTED, RUN_DURATION, RUN_COST };

static const struct statement agent_week = {
	.name = "agent_week",
	.sql = "select executions, failed, success_rate, before_success_rate,"
	       " median_duration_ms, p95_duration_ms, mean_tokens,"
	       " mean_cost_micros, cost_micros from"
	       " api.agent_stats($1::uuid)",
};

enum { ROWS_ABOUT, ROWS_RUNS, ROWS_WEEK };

bool
agent_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return fail(&req->error, ERROR_NOT_FOUND, "no agent '%s'", id);
	return unit_add(unit, &agent_about, id)
		&& unit_add(unit, &agent_runs, id)
		&& unit_add(unit, &agent_week, id);
}

static void
show_facts(struct arena *arena, struct json *data, const struct rows *rows,
	   const struct clock *clock)
{
	static const char *const texts[] = {
		"name", "description", "category", "type", "model_provider",
		"model", "instructions", "project_id", "project_name",
		"created_by", "version",
	};
	const char *interval = rows_named(rows, 0, "heartbeat_interval_s");

	view_id(data, rows_named(rows, 0, "id"));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		view_text(data, texts[i], rows_named(rows, 0, texts[i]));
	json_set_static(data, "executions", view_count(arena,
			rows_int(rows, 0, "execution_count")));
	json_set_static(
		data, "heartbeat_interval",
		interval ? time_duration(arena, view_int(interval) * 1000)
			 : NULL);
	view_time(clock, data, "last", rows_named(rows, 0, "last_execution"));
	view_time(clock, data, "heartbeat",
		  rows_named(rows, 0, "heartbeat_at"));
	view_time(clock, data, "created", rows_named(rows, 0, "created_at"));
	view_time(clock, data, "changed", rows_named(rows, 0, "updated_at"));
}

static void
show_standing(struct json *data, const struct rows *rows)
{
	const char *status = rows_named(rows, 0, "status");

	agent_show_state(data, status, rows_named(rows, 0, "activity"));
	json_set_bool(data, "can_pause", text_equal(status, "active"));
	json_set_bool(data, "can_activate", !text_equal(status, "active"));
}

/* "deleted" and "deleted_by", and nothing to do but to restore it. */
static void
show_deletion(const struct clock *clock, struct json *data,
	      const struct rows *rows)
{
	bool is_deleted = rows_named(rows, 0, "deleted_at") != NULL;

	json_set_bool(data, "is_deleted", is_deleted);
	view_time(clock, data, "deleted", rows_named(rows, 0, "deleted_at"));
	view_text(data, "deleted_by", rows_named(rows, 0, "deleted_by"));
	if (!is_deleted)
		return;
	json_set_static(data, "state", "cancelled");
	json_set_static(data, "state_word", "Deleted");
	json_set_static(data, "also", NULL);
}

static void
show_configuration(struct request *req, struct json *data,
		   const struct rows *rows)
{
	const char *api = arena_printf(req->arena, "/api/agents/%s",
				       rows_named(rows, 0, "id"));
	struct json *parts = json_set_array(data, "parts");

	payload_add(req->arena, parts, "Configuration",
		    rows_named(rows, 0, "configuration"), NULL, api);
	payload_add(req->arena, parts, "Said with its heartbeat",
		    rows_named(rows, 0, "heartbeat_details"), NULL, api);
}

static void
show_run(struct arena *arena, struct json *item, const struct rows *rows,
	 int row, const struct clock *clock)
{
	const char *status = rows_text(rows, row, RUN_STATUS);

	view_id(item, rows_text(rows, row, RUN_ID));
	run_set_name(arena, item, rows_text(rows, row, RUN_TITLE));
	run_set_state(item, status);
	json_set_static(item, "why",
			run_why(status, rows_text(rows, row, RUN_ERROR)));
	run_set_trigger(item, rows_text(rows, row, RUN_TRIGGER));
	view_time(clock, item, "created", rows_text(rows, row, RUN_CREATED));
	run_set_duration(arena, item, status, rows_text(rows, row, RUN_STARTED),
			 rows_text(rows, row, RUN_DURATION), clock->now_ms);
	json_set_static(item, "cost", view_cost(arena,
			view_int(rows_text(rows, row, RUN_COST))));
}

static int
compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/*
 * Nine tenths of the runs are shorter: a very long one must not flatten the
 * rest.
 */
static double
usual_duration(const struct rows *rows)
{
	double durations[ROLL_MAX] = { 0 };
	int count = rows->count < ROLL_MAX ? rows->count : ROLL_MAX;

	for (int row = 0; row < count; row++)
		durations[row]
			= (double)view_int(rows_text(rows, row, RUN_DURATION));
	qsort(durations, (size_t)count, sizeof *durations, compare);
	return count ? fmax(durations[count * 9 / 10], 1) : 1;
}

/* "Failed, 18.9 s" */
static const char *
mark_word(struct arena *arena, const struct json *mark, const struct rows *rows,
	  int row)
{
	const char *word = json_string(json_find(mark, "state_word"));
	const char *ms = rows_text(rows, row, RUN_DURATION);

	return ms ? arena_printf(arena, "%s, %s", word,
				 time_duration(arena, view_int(ms))) : word;
}

/* A run as a mark; what takes longer than usual is as tall as can be. */
static void
set_mark(struct arena *arena, struct json *mark, const struct rows *rows,
	 int row, double usual)
{
	double duration = (double)view_int(rows_text(rows, row, RUN_DURATION));
	double height = fmax(ROLL_LOW, ROLL_TALL * fmin(duration / usual, 1));
	int places = rows->count > ROLL_LEAST ? rows->count : ROLL_LEAST;
	double place = (double)(places - 1 - row) / places;

	json_set_static(mark, "word", mark_word(arena, mark, rows, row));
	json_set_static(mark, "x", chart_percent(arena, place));
	json_set_static(mark, "width",
			chart_percent(arena, 0.62 / places));
	json_set_int(mark, "y", (int64_t)(32 - height));
	json_set_int(mark, "height", (int64_t)height);
}

static int
count_status(const struct rows *rows, const char *status)
{
	int count = 0;

	for (int row = 0; row < rows->count; row++)
		count += text_equal(rows_text(rows, row, RUN_STATUS), status);
	return count;
}

static const char *
roll_words(struct arena *arena, const struct rows *rows)
{
	return arena_printf(arena,
			    "The last %d executions: %d completed, %d failed,"
			    " %d timed out, %d running; height is duration",
			    rows->count, count_status(rows, "completed"),
			    count_status(rows, "failed"),
			    count_status(rows, "timeout"),
			    count_status(rows, "running"));
}

/* The newest stands at the right, and is the last in reading order too. */
static void
show_runs(struct arena *arena, struct json *data, const struct rows *rows,
	  const struct clock *clock)
{
	struct json *roll = json_set_array(data, "roll");
	struct json *runs = json_set_array(data, "runs");
	double usual = usual_duration(rows);

	for (int row = rows->count - 1; row >= 0; row--) {
		struct json *mark = json_add_object(roll);

		show_run(arena, mark, rows, row, clock);
		set_mark(arena, mark, rows, row, usual);
	}
	for (int row = 0; row < rows->count && row < RUNS_LISTED; row++)
		show_run(arena, json_add_object(runs), rows, row, clock);
	json_set_bool(data, "has_runs", rows->count > 0);
	json_set_static(data, "roll_words", roll_words(arena, rows));
}

static void
add_stat(struct json *stats, const char *name, const char *label,
	 const char *figure, const char *note)
{
	struct json *stat = json_add_object(stats);

	json_set_static(stat, "name", name);
	json_set_static(stat, "label", label);
	json_set_static(stat, "href", NULL);
	json_set_static(stat, "state", NULL);
	json_set_static(stat, "unit", NULL);
	json_set_static(stat, "figure", figure);
	json_set_static(stat, "note", note);
}

/* "102 runs, 3 failed" */
static const char *
week_words(struct arena *arena, const struct rows *rows)
{
	int64_t runs = rows_int(rows, 0, "executions");

	return arena_printf(arena, "%s, %s failed",
			    view_counted(arena, runs, "run"),
			    view_count(arena, rows_int(rows, 0, "failed")));
}

static void
add_duration(struct arena *arena, struct json *stats, const struct rows *rows)
{
	const char *median = rows_named(rows, 0, "median_duration_ms");
	const char *p95 = rows_named(rows, 0, "p95_duration_ms");

	add_stat(stats, "duration", "Median duration",
		 median ? time_duration(arena, view_int(median)) : "–",
		 p95 ? arena_printf(arena, "95 %% end within %s",
				    time_duration(arena, view_int(p95)))
		     : "no duration is known");
}

/* Of the last seven days; not of an agent that has not run in them. */
static void
show_week(struct arena *arena, struct json *data, const struct rows *rows)
{
	struct json *stats = json_set_array(data, "stats");
	const char *rate
		= view_percent(arena, rows_named(rows, 0, "success_rate"));
	const char *before = view_percent(arena, rows_named(rows, 0,
							    "before_success_rate"));

	json_set_bool(data, "has_stats", rows_int(rows, 0, "executions") > 0);
	add_stat(stats, "success", "Success, 7 days", rate ? rate : "–",
		 arena_printf(arena, "%s; %s", week_words(arena, rows), before
			      ? arena_printf(arena, "%s the week before",
					     before)
			      : "none ended the week before"));
	add_duration(arena, stats, rows);
	add_stat(stats, "tokens", "Tokens a run",
		 view_short(arena, rows_int(rows, 0, "mean_tokens")),
		 "on average");
	add_stat(stats, "cost", "Cost a run",
		 view_cost(arena, rows_int(rows, 0, "mean_cost_micros")),
		 arena_printf(arena, "%s in 7 days", view_total_cost(arena,
			      rows_int(rows, 0, "cost_micros"))));
}

bool
agent_page(struct request *req, const struct rows *rows, struct response *res)
{
	struct json *data = json_object(req->arena);
	struct clock clock = view_clock(req);

	if (rows[ROWS_ABOUT].count == 0)
		return fail(&req->error, ERROR_NOT_FOUND, "no agent '%s'",
			    request_param(req, "id"));
	notice_show(req, data);
	show_facts(req->arena, data, &rows[ROWS_ABOUT], &clock);
	show_standing(data, &rows[ROWS_ABOUT]);
	show_deletion(&clock, data, &rows[ROWS_ABOUT]);
	json_set_bool(data, "is_overview", true);
	view_tags(req->arena, data, rows_named(&rows[ROWS_ABOUT], 0, "tags"),
		  "/agents");
	show_configuration(req, data, &rows[ROWS_ABOUT]);
	show_runs(req->arena, data, &rows[ROWS_RUNS], &clock);
	show_week(req->arena, data, &rows[ROWS_WEEK]);
	return response_page(res, 200, "pages/agent", data);
}
