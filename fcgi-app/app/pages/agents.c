/* The list of agents. */
#include "app/pages/handlers.h"

#include "app/pages/agent_view.h"
#include "app/pages/list_filter.h"
#include "app/pages/list_page.h"
#include "app/pages/view.h"
#include "app/pages/view_tabs.h"
#include "app/resources/resources.h"
#include "db/rows.h"
#include "http/request.h"
#include "json/json.h"

static const struct list_tab statuses[] = {
	{ "Any", NULL },
	{ "Active", "active" },
	{ "Paused", "paused" },
	{ "Inactive", "inactive" },
	{ NULL, NULL }
};

static const char *const columns[] = {
	"id", "name", "description", "status", "activity", "category", "type",
	"model_provider", "model", "project_name", "execution_count", "last_execution", "created_at", NULL
};

enum {
	ID,
	NAME,
	DESCRIPTION,
	STATUS,
	ACTIVITY,
	CATEGORY,
	TYPE,
	PROVIDER,
	MODEL,
	PROJECT,
	EXECUTIONS,
	LAST,
	CREATED,
	COLUMNS
};

bool
agents_plan(struct request *req, struct unit *unit)
{
	return view_tabs_plan(req, unit, "agents", NULL)
	       && list_filter_add(unit, "{projectId}");
}

static void
show_row(struct request *req, struct json *item, const struct rows *rows,
	 int row, const int *at, const struct clock *clock)
{
	struct arena *arena = req->arena;

	view_id(item, rows_text(rows, row, at[ID]));
	view_text(item, "name", rows_text(rows, row, at[NAME]));
	view_text(item, "description", rows_text(rows, row, at[DESCRIPTION]));
	agent_show_state(item, rows_text(rows, row, at[STATUS]),
			 rows_text(rows, row, at[ACTIVITY]));
	view_text(item, "category", rows_text(rows, row, at[CATEGORY]));
	view_text(item, "type", rows_text(rows, row, at[TYPE]));
	view_text(item, "provider", rows_text(rows, row, at[PROVIDER]));
	view_text(item, "model", rows_text(rows, row, at[MODEL]));
	view_text(item, "project", rows_text(rows, row, at[PROJECT]));
	view_total(arena, item, "executions", "execution",
		   view_int(rows_text(rows, row, at[EXECUTIONS])));
	view_time(clock, item, "last", rows_text(rows, row, at[LAST]));
	view_time(clock, item, "created", rows_text(rows, row, at[CREATED]));
}

bool
agents_page(struct request *req, const struct rows *rows, struct response *res)
{
	static const char *const filters[] = {
		"activity", "projectId", "category", "tags", "type",
		"modelProvider", "model", NULL
	};
	static const struct list_page page = {
		.template = "pages/agents", .tabs = statuses,
		.columns = columns, .row = show_row, .filters = filters,
	};

	return list_page(req, rows, res, &page);
}
