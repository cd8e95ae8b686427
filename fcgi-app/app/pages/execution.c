/* One execution: how it went, step by step. */
#include "app/pages/handlers.h"

#include "app/pages/log_view.h"
#include "app/pages/notice.h"
#include "app/pages/payload.h"
#include "app/pages/run_flow.h"
#include "app/pages/run_payload.h"
#include "app/pages/run_view.h"
#include "app/pages/step_view.h"
#include "app/pages/timeline.h"
#include "app/pages/view.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"

#define REFRESH_S 5

static const struct statement execution_about = {
	.name = "execution_about",
	.sql = "select id, agent_id, agent_name, status, trigger, title,"
	       " error, start_time, end_time, duration_ms, tokens,"
	       " cost_micros, retry_of, created_at, coalesce(created_by_name,"
	       " created_by_email) as created_by, workflow_id, workflow_name,"
	       " api.run_before(id) as run_before from api.executions where id ="
	       " $1::uuid",
};

/* ROWS_FLOW are two. */
enum { ROWS_ABOUT, ROWS_STEPS, ROWS_LOG, ROWS_FLOW, ROWS_PAYLOAD = ROWS_FLOW + 2 };

/* What the address asks to see beside the run. */
static bool
wants_payload(const struct request *req)
{
	return text_equal(request_query(req, "show"), "payload");
}

static bool
wants_part(const struct request *req)
{
	return request_is_fragment(req)
		&& (wants_payload(req) || step_asked(req));
}

/* A part that is fetched when it is opened comes alone. */
static bool
add_part(struct request *req, struct unit *unit, const char *id)
{
	if (wants_payload(req))
		return unit_add(unit, &run_payload_of, id);
	return step_detail_add(req, unit, id);
}

static bool
add_page(struct request *req, struct unit *unit, const char *id)
{
	return unit_add(unit, &execution_about, id)
		&& step_list_add(unit, id)
		&& log_add(unit, id, request_query(req, "log"))
		&& run_flow_add(unit, id)
		&& (wants_payload(req) ? unit_add(unit, &run_payload_of, id)
		    : !step_asked(req) || step_detail_add(req, unit, id));
}

bool
execution_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return fail(&req->error, ERROR_NOT_FOUND, "no execution '%s'",
			    id);
	return wants_part(req) ? add_part(req, unit, id)
			       : add_page(req, unit, id);
}

static const char *
path_of(struct request *req)
{
	return arena_printf(req->arena, "/executions/%s",
			    request_param(req, "id"));
}

static void
show_facts(struct arena *arena, struct json *data, const struct rows *rows,
	   const struct clock *clock)
{
	view_id(data, rows_named(rows, 0, "id"));
	run_set_name(arena, data, rows_named(rows, 0, "title"));
	view_text(data, "agent_id", rows_named(rows, 0, "agent_id"));
	view_text(data, "agent_name", rows_named(rows, 0, "agent_name"));
	view_text(data, "workflow_id", rows_named(rows, 0, "workflow_id"));
	view_text(data, "workflow_name", rows_named(rows, 0, "workflow_name"));
	view_text(data, "run_before", rows_named(rows, 0, "run_before"));
	view_text(data, "created_by", rows_named(rows, 0, "created_by"));
	view_text(data, "retry_of", rows_named(rows, 0, "retry_of"));
	run_set_trigger(data, rows_named(rows, 0, "trigger"));
	view_time(clock, data, "created", rows_named(rows, 0, "created_at"));
	view_time(clock, data, "started", rows_named(rows, 0, "start_time"));
	run_set_duration(arena, data, rows_named(rows, 0, "status"),
			 rows_named(rows, 0, "start_time"),
			 rows_named(rows, 0, "duration_ms"), clock->now_ms);
	json_set_static(data, "tokens", run_tokens(arena, rows_named(rows, 0,
								     "tokens")));
	json_set_static(data, "cost", view_cost(arena, rows_int(rows, 0,
								"cost_micros")));
}

static void
show_status(struct request *req, struct json *data, const struct rows *rows)
{
	const char *status = rows_named(rows, 0, "status");
	bool is_open = run_is_open(status);
	bool may_act = req->caller.role >= ROLE_OPERATOR;
	struct clock clock = view_clock(req);

	run_set_state(data, status);
	json_set_bool(data, "can_cancel", is_open && may_act);
	json_set_bool(data, "can_retry", run_may_retry(status) && may_act);
	if (is_open)
		view_live(&clock, data, path_of(req), REFRESH_S);
	else
		json_set_static(data, "live", NULL);
}

/* Why it failed stands first, with the way to the step that did. */
static void
show_failure(struct request *req, struct json *data, const struct rows *rows,
	     const struct rows *steps)
{
	const char *status = rows_named(rows, 0, "status");
	const char *why = run_why(status, rows_named(rows, 0, "error"));
	int number = step_that_failed(steps);
	struct json *failure;

	if (!why) {
		json_set_static(data, "failure", NULL);
		return;
	}
	failure = json_set_object(data, "failure");
	json_set_static(failure, "title", why);
	json_set_static(failure, "state", status);
	json_set_static(failure, "detail", NULL);
	json_set_static(failure, "step_href", NULL);
	if (number == 0)
		return;
	json_set_int(failure, "number", number);
	json_set_static(failure, "detail", arena_printf(req->arena,
			"Step %d failed: %s", number, step_name(steps, number)));
	json_set_static(failure, "step_href", step_href(req, steps, number));
}

static void
show_payload(struct request *req, struct json *data, const struct rows *rows)
{
	struct json *parts = json_set_array(data, "parts");
	const char *api = arena_printf(req->arena, "/api/executions/%s",
				       request_param(req, "id"));

	if (rows->count == 0)
		return;
	payload_add_row(req->arena, parts, &run_payload, rows, 0, api);
	json_set_bool(data, "has_parts", json_count(parts) > 0);
}

static void
show_parts(struct request *req, struct json *data, const struct rows *rows)
{
	json_set_static(data, "payload_of_run", NULL);
	json_set_static(data, "payload_href", arena_printf(req->arena,
			"%s?show=payload", path_of(req)));
	if (wants_payload(req))
		show_payload(req, json_set_object(data, "payload_of_run"),
			     &rows[ROWS_PAYLOAD]);
	step_list_show(req, data, &rows[ROWS_STEPS], step_asked(req)
		       && !wants_payload(req) ? &rows[ROWS_PAYLOAD] : NULL);
}

static bool
reply_part(struct request *req, const struct rows *rows, struct response *res)
{
	struct json *data = json_object(req->arena);

	if (rows[0].count == 0)
		return fail(&req->error, ERROR_NOT_FOUND, "no such step");
	if (wants_payload(req))
		show_payload(req, data, &rows[0]);
	else
		step_detail_show(req, data, &rows[0]);
	return response_page(res, 200, wants_payload(req) ? "partials/payload"
			     : "partials/step-detail", data);
}

static bool
show_page(struct request *req, const struct rows *rows, struct response *res)
{
	struct json *data = json_object(req->arena);
	struct clock clock = view_clock(req);

	run_flow_show(req, data);
	notice_show(req, data);
	show_facts(req->arena, data, &rows[ROWS_ABOUT], &clock);
	show_status(req, data, &rows[ROWS_ABOUT]);
	show_failure(req, data, &rows[ROWS_ABOUT], &rows[ROWS_STEPS]);
	timeline_show(&clock, data, &rows[ROWS_STEPS]);
	show_parts(req, data, rows);
	log_show(req, data, &rows[ROWS_LOG]);
	return response_page(res, 200,
			     request_is_fragment(req) ? "partials/execution-run"
						      : "pages/execution",
			     data);
}

bool
execution_page(struct request *req, const struct rows *rows,
	       struct response *res)
{
	if (wants_part(req))
		return reply_part(req, rows, res);
	if (rows[ROWS_ABOUT].count == 0)
		return fail(&req->error, ERROR_NOT_FOUND, "no execution '%s'",
			    request_param(req, "id"));
	return run_flow_begin(req, rows, &rows[ROWS_FLOW], &rows[ROWS_STEPS],
			      res, show_page)
	       || show_page(req, rows, res);
}
