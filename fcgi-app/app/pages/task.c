/* One task: what is to be done, by whom, what it waits for and what came out. */
#include "app/pages/handlers.h"

#include "app/pages/notice.h"
#include "app/pages/payload.h"
#include "app/pages/row_change.h"
#include "app/pages/task_view.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "base/time.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "json/parse.h"
#include "resource/crud.h"

static const struct statement task_about = {
	.name = "task_about",
	.sql = "select id, title, description, type, status, priority, deadline,"
	       " estimated_seconds, agent_id, agent_name, assignee_name, error,"
	       " to_json(tags) as tags, waits_for, started_at, finished_at,"
	       " coalesce(created_by_name, created_by_email) as created_by,"
	       " version, created_at, updated_at,"
	       " left(input::text, 65536) as input, length(input::text),"
	       " left(output::text, 65536) as output, length(output::text)"
	       " from api.tasks where id = $1::uuid",
};

static const struct payload_columns payloads = {
	.titles = { "Input", "Output" }, .first = 20,
};

/* Both ways: what it depends on, and what waits for it. */
static const struct statement task_links = {
	.name = "task_links",
	.sql = "select id, title, status, is_needed from api.task_links($1::uuid)",
};

/* What it could depend on besides; by the time of making, newest first. */
static const struct statement task_others = {
	.name = "task_others",
	.sql = "select id, title from api.task_others($1::uuid)",
};

enum { ROWS_ABOUT, ROWS_LINKS, ROWS_OTHERS };

bool
task_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	return row_check_id(req, &task_resource)
	       && unit_add(unit, &task_about, id)
	       && unit_add(unit, &task_links, id)
	       && unit_add(unit, &task_others, id);
}

static void
show_texts(struct json *data, const struct rows *rows)
{
	static const char *const texts[] = {
		"title", "description", "type", "agent_id", "error",
		"created_by", "version",
	};

	view_id(data, rows_named(rows, 0, "id"));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		view_text(data, texts[i], rows_named(rows, 0, texts[i]));
}

static void
show_times(struct request *req, struct json *data, const struct rows *rows)
{
	static const char *const times[][2] = {
		{ "started", "started_at" }, { "finished", "finished_at" },
		{ "created", "created_at" }, { "changed", "updated_at" },
	};
	const char *estimate = rows_named(rows, 0, "estimated_seconds");
	struct clock clock = view_clock(req);

	for (size_t i = 0; i < sizeof times / sizeof *times; i++)
		view_time(&clock, data, times[i][0],
			  rows_named(rows, 0, times[i][1]));
	task_set_deadline(&clock, data, rows_named(rows, 0, "deadline"),
			  rows_named(rows, 0, "status"));
	json_set_static(data, "estimate", estimate
			? time_duration(req->arena, view_int(estimate) * 1000)
			: NULL);
}

static void
show_state(struct arena *arena, struct json *data, const struct rows *rows)
{
	const char *status = rows_named(rows, 0, "status");

	task_set_state(data, status);
	task_set_priority(data, rows_named(rows, 0, "priority"));
	task_set_who(data, rows_named(rows, 0, "agent_name"),
		     rows_named(rows, 0, "assignee_name"));
	task_set_waits(arena, data, status, rows_int(rows, 0, "waits_for"));
	task_set_actions(data, status, rows_int(rows, 0, "waits_for"));
}

static void
show_links(struct json *data, const struct rows *rows)
{
	struct json *needed = json_set_array(data, "needed");
	struct json *waiting = json_set_array(data, "waiting");

	for (int row = 0; row < rows->count; row++) {
		bool is_needed = rows_is_true(rows, row, "is_needed");
		struct json *item = json_add_object(is_needed ? needed : waiting);

		json_set_static(item, "other", rows_text(rows, row, 0));
		view_text(item, "other_title", rows_text(rows, row, 1));
		task_set_state(item, rows_text(rows, row, 2));
	}
	json_set_bool(data, "has_needed", json_count(needed) > 0);
	json_set_bool(data, "has_waiting", json_count(waiting) > 0);
}

static void
show_others(struct json *data, const struct rows *rows)
{
	struct json *others = json_set_array(data, "others");

	for (int row = 0; row < rows->count; row++) {
		struct json *item = json_add_object(others);

		json_set_static(item, "other", rows_text(rows, row, 0));
		view_text(item, "other_title", rows_text(rows, row, 1));
	}
	json_set_bool(data, "has_others", rows->count > 0);
}

bool
task_page(struct request *req, const struct rows *rows, struct response *res)
{
	const struct rows *about = &rows[ROWS_ABOUT];
	struct json *data = json_object(req->arena);

	if (!crud_check_found(req, &task_resource, about))
		return false;
	notice_show(req, data);
	show_texts(data, about);
	show_times(req, data, about);
	show_state(req->arena, data, about);
	view_tags(req->arena, data, rows_named(about, 0, "tags"), "/tasks/list");
	show_links(data, &rows[ROWS_LINKS]);
	show_others(data, &rows[ROWS_OTHERS]);
	payload_add_row(req->arena, json_set_array(data, "parts"), &payloads,
			about, 0, arena_printf(req->arena, "/api/tasks/%s",
					       request_param(req, "id")));
	return response_page(res, 200, "pages/task", data);
}
