/* The list of workflows. */
#include "app/pages/handlers.h"

#include "app/pages/list_view.h"
#include "app/pages/notice.h"
#include "app/pages/view.h"
#include "app/pages/workflow_view.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/time.h"
#include "db/rows.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/list.h"

static const struct list_tab tabs[] = {
	{ "All", NULL },
	{ "Active", "active" },
	{ "Draft", "draft" },
	{ "Paused", "paused" },
	{ "Archived", "archived" },
	{ NULL, NULL }
};

static const char *const columns[] = {
	"id", "name", "description", "status", "format", "category", "is_template",
	"node_count", "edge_count", "updated_at", NULL
};

enum {
	ID, NAME, DESCRIPTION, STATUS, FORMAT, CATEGORY, TEMPLATE, NODES, EDGES,
	CHANGED, COLUMNS
};

bool
workflows_page_plan(struct request *req, struct unit *unit)
{
	struct list *list = arena_alloc(req->arena, sizeof *list);

	req->state = list;
	return list_read(req, &workflow_resource, NULL, list)
		&& list_add(req, list, unit);
}

static void
show_row(struct arena *arena, struct json *item, const struct rows *rows, int row,
	 const int *at, int64_t now_ms)
{
	view_id(item, rows_text(rows, row, at[ID]));
	view_text(item, "name", rows_text(rows, row, at[NAME]));
	view_text(item, "description", rows_text(rows, row, at[DESCRIPTION]));
	workflow_set_state(item, rows_text(rows, row, at[STATUS]));
	workflow_set_format(item, rows_text(rows, row, at[FORMAT]));
	view_text(item, "category", rows_text(rows, row, at[CATEGORY]));
	json_set_bool(item, "is_template", *rows_text(rows, row, at[TEMPLATE])
					   == 't');
	json_set_static(item, "nodes", view_count(arena,
			view_int(rows_text(rows, row, at[NODES]))));
	json_set_static(item, "edges", view_count(arena,
			view_int(rows_text(rows, row, at[EDGES]))));
	view_time(arena, item, "changed", rows_text(rows, row, at[CHANGED]),
		  now_ms);
}

static void
show_rows(struct request *req, struct json *data, const struct list *list,
	  const struct rows *rows)
{
	struct json *items = json_set_array(data, "rows");
	int shown = list_shown(list, rows);
	int64_t now_ms = time_now_ms();
	int at[COLUMNS];

	list_view_columns(rows, columns, at);
	for (int row = 0; row < shown; row++)
		show_row(req->arena, json_add_object(items), rows, row, at, now_ms);
}

bool
workflows_page(struct request *req, const struct rows *rows,
	       struct response *res)
{
	static const char *const own[] = { "q", NULL };
	struct json *data = json_object(req->arena);
	const struct list *list = req->state;

	if (list_view_resized(req, list, res))
		return true;
	notice_show(req, data);
	list_view_show(req, list, rows, own, NULL, NULL, data);
	list_view_sorts(req, data);
	list_view_tabs(req, data, "status", tabs);
	show_rows(req, data, list, rows);
	return response_page(res, 200, "pages/workflows", data);
}
