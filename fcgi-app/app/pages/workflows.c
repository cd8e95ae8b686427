/* The list of workflows. */
#include "app/pages/handlers.h"

#include "app/pages/list_filter.h"
#include "app/pages/list_page.h"
#include "app/pages/view.h"
#include "app/pages/view_tabs.h"
#include "app/pages/workflow_view.h"
#include "app/resources/resources.h"
#include "base/text.h"
#include "db/rows.h"
#include "http/request.h"
#include "json/json.h"

static const struct list_tab statuses[] = {
	{ "Any", NULL },
	{ "Active", "active" },
	{ "Draft", "draft" },
	{ "Paused", "paused" },
	{ "Archived", "archived" },
	{ NULL, NULL }
};

static const char *const columns[] = {
	"id", "name", "description", "status", "format", "category", "is_template",
	"node_count", "updated_at", NULL
};

enum {
	ID, NAME, DESCRIPTION, STATUS, FORMAT, CATEGORY, TEMPLATE, NODES, CHANGED
};

bool
workflows_page_plan(struct request *req, struct unit *unit)
{
	return view_tabs_plan(req, unit, "workflows", NULL)
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
	workflow_set_state(item, rows_text(rows, row, at[STATUS]));
	workflow_set_format(item, rows_text(rows, row, at[FORMAT]));
	view_text(item, "category", rows_text(rows, row, at[CATEGORY]));
	json_set_bool(item, "is_template", *rows_text(rows, row, at[TEMPLATE])
					   == 't');
	view_total(arena, item, "nodes", "step",
		   view_int(rows_text(rows, row, at[NODES])));
	view_time(clock, item, "changed", rows_text(rows, row, at[CHANGED]));
}

static void
show_templates(struct request *req, struct json *data)
{
	json_set_bool(data, "is_templates",
		      text_equal(request_query(req, "isTemplate"), "true"));
}

bool
workflows_page(struct request *req, const struct rows *rows,
	       struct response *res)
{
	static const char *const filters[] = {
		"projectId", "category", "tags", NULL
	};
	static const struct list_page page = {
		.template = "pages/workflows", .tabs = statuses,
		.columns = columns, .row = show_row, .filters = filters,
		.show = show_templates,
	};

	return list_page(req, rows, res, &page);
}
