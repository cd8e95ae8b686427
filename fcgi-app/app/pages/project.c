/* One project: its agents and workflows, what they do and what waits for them. */
#include "app/pages/handlers.h"

#include "app/pages/agent_view.h"
#include "app/pages/notice.h"
#include "app/pages/payload.h"
#include "app/pages/project_view.h"
#include "app/pages/row_change.h"
#include "app/pages/run_view.h"
#include "app/pages/task_view.h"
#include "app/pages/view.h"
#include "app/pages/workflow_view.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"

#define LISTED 20		/* as the statements say, and one more */

static const struct statement project_about = {
	.name = "project_about",
	.sql = "select id, name, description, type, active, configuration,"
	       " coalesce(created_by_name, created_by_email) as created_by,"
	       " version, created_at, updated_at from api.projects"
	       " where id = $1::uuid",
};

static const struct statement project_agents = {
	.name = "project_agents",
	.sql = "select id, name, description, status, activity, last_execution"
	       " from api.agents where project_id = $1::uuid"
	       " order by id desc limit 21",
};

static const struct statement project_workflows = {
	.name = "project_workflows",
	.sql = "select id, name, status, updated_at from api.workflows"
	       " where project_id = $1::uuid order by id desc limit 21",
};

static const struct statement project_tasks = {
	.name = "project_tasks",
	.sql = "select id, title, status, agent_name"
	       " from api.project_tasks($1::uuid)",
};

static const struct statement project_runs = {
	.name = "project_runs",
	.sql = "select id, title, status, error, agent_id, agent_name,"
	       " workflow_id, workflow_name, created_at"
	       " from api.project_executions($1::uuid)",
};

enum { ROWS_ABOUT, ROWS_AGENTS, ROWS_WORKFLOWS, ROWS_TASKS, ROWS_RUNS };

bool
project_plan(struct request *req, struct unit *unit)
{
	static const struct statement *const statements[] = {
		&project_about, &project_agents, &project_workflows,
		&project_tasks, &project_runs,
	};
	bool is_good = row_check_id(req, &project_resource);

	for (size_t i = 0; is_good && i < sizeof statements / sizeof *statements;
	     i++)
		is_good = unit_add(unit, statements[i],
				   request_param(req, "id"));
	return is_good;
}

static void
show_facts(const struct clock *clock, struct json *data, const struct rows *rows)
{
	static const char *const texts[] = {
		"name", "description", "type", "created_by", "version",
	};

	view_id(data, rows_named(rows, 0, "id"));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		view_text(data, texts[i], rows_named(rows, 0, texts[i]));
	project_set_state(data, rows_named(rows, 0, "active"));
	view_time(clock, data, "created", rows_named(rows, 0, "created_at"));
	view_time(clock, data, "changed", rows_named(rows, 0, "updated_at"));
}

/* Names of members differ from those of the page, which they would hide. */
static void
show_agent(const struct clock *clock, struct json *item,
	   const struct rows *rows, int row)
{
	json_set_static(item, "agent", rows_named(rows, row, "id"));
	view_text(item, "agent_name", rows_named(rows, row, "name"));
	view_text(item, "about", rows_named(rows, row, "description"));
	agent_show_state(item, rows_named(rows, row, "status"),
			 rows_named(rows, row, "activity"));
	view_time(clock, item, "last", rows_named(rows, row, "last_execution"));
}

static void
show_workflow(const struct clock *clock, struct json *item,
	      const struct rows *rows, int row)
{
	json_set_static(item, "workflow", rows_named(rows, row, "id"));
	view_text(item, "workflow_name", rows_named(rows, row, "name"));
	workflow_set_state(item, rows_named(rows, row, "status"));
	view_time(clock, item, "edited", rows_named(rows, row, "updated_at"));
}

static void
show_task(const struct clock *clock, struct json *item, const struct rows *rows,
	  int row)
{
	(void)clock;
	json_set_static(item, "task", rows_named(rows, row, "id"));
	view_text(item, "title", rows_named(rows, row, "title"));
	task_set_state(item, rows_named(rows, row, "status"));
	view_text(item, "agent_name", rows_named(rows, row, "agent_name"));
}

static void
show_run(const struct clock *clock, struct json *item, const struct rows *rows,
	 int row)
{
	const char *status = rows_named(rows, row, "status");

	view_id(item, rows_named(rows, row, "id"));
	run_set_name(clock->arena, item, rows_named(rows, row, "title"));
	run_set_state(item, status);
	json_set_static(item, "why",
			run_why(status, rows_named(rows, row, "error")));
	run_set_source(clock->arena, item, &(const struct run_source){
		       rows_named(rows, row, "agent_id"),
		       rows_named(rows, row, "agent_name"),
		       rows_named(rows, row, "workflow_id"),
		       rows_named(rows, row, "workflow_name") });
	view_time(clock, item, "began", rows_named(rows, row, "created_at"));
}

/* What a project has, under a name; and "has_NAME", "more_NAME". */
static const struct part {
	const char *name, *has, *more;
	int rows;
	void (*show)(const struct clock *, struct json *, const struct rows *,
		     int row);
} parts[] = {
	{ "agents", "has_agents", "more_agents", ROWS_AGENTS, show_agent },
	{ "workflows", "has_workflows", "more_workflows", ROWS_WORKFLOWS,
	  show_workflow },
	{ "tasks", "has_tasks", "more_tasks", ROWS_TASKS, show_task },
	{ "runs", "has_runs", "more_runs", ROWS_RUNS, show_run },
	{ NULL, NULL, NULL, 0, NULL }
};

static void
show_part(const struct clock *clock, struct json *data, const struct part *part,
	  const struct rows *rows)
{
	struct json *list = json_set_array(data, part->name);

	for (int row = 0; row < rows->count && row < LISTED; row++)
		part->show(clock, json_add_object(list), rows, row);
	json_set_bool(data, part->has, rows->count > 0);
	json_set_bool(data, part->more, rows->count > LISTED);
}

bool
project_page(struct request *req, const struct rows *rows, struct response *res)
{
	struct json *data = json_object(req->arena);
	struct clock clock = view_clock(req);

	if (!crud_check_found(req, &project_resource, &rows[ROWS_ABOUT]))
		return false;
	notice_show(req, data);
	show_facts(&clock, data, &rows[ROWS_ABOUT]);
	for (const struct part *part = parts; part->name; part++)
		show_part(&clock, data, part, &rows[part->rows]);
	payload_add(req->arena, json_set_array(data, "parts"), "Configuration",
		    rows_named(&rows[ROWS_ABOUT], 0, "configuration"), NULL,
		    arena_printf(req->arena, "/api/projects/%s",
				 request_param(req, "id")));
	return response_page(res, 200, "pages/project", data);
}
