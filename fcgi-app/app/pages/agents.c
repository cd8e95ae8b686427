/* The list of agents. */
#include "app/pages/handlers.h"

#include <string.h>

#include "app/pages/agent_view.h"
#include "app/pages/list_view.h"
#include "app/pages/notice.h"
#include "app/pages/view.h"
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
	{ "Paused", "paused" },
	{ "Inactive", "inactive" },
	{ NULL, NULL }
};

static const char *const columns[] = {
	"id", "name", "description", "status", "activity", "category", "model",
	"execution_count", "last_execution", "created_at", NULL
};

enum {
	ID,
	NAME,
	DESCRIPTION,
	STATUS,
	ACTIVITY,
	CATEGORY,
	MODEL,
	EXECUTIONS,
	LAST,
	CREATED,
	COLUMNS
};

bool
agents_plan(struct request *req, struct unit *unit)
{
	struct list *list = arena_alloc(req->arena, sizeof *list);

	req->state = list;
	return list_read(req, &agent_resource, NULL, list)
		&& list_add(req, list, unit);
}

static void
show_row(struct arena *arena, struct json *item, const struct rows *rows,
	 int row, const int *at, int64_t now_ms)
{
	view_id(item, rows_text(rows, row, at[ID]));
	view_text(item, "name", rows_text(rows, row, at[NAME]));
	view_text(item, "description", rows_text(rows, row, at[DESCRIPTION]));
	agent_set_state(item,
			agent_standing(rows_text(rows, row, at[STATUS]),
				       rows_text(rows, row, at[ACTIVITY])));
	view_text(item, "category", rows_text(rows, row, at[CATEGORY]));
	view_text(item, "model", rows_text(rows, row, at[MODEL]));
	json_set_static(item, "executions", view_count(arena,
			view_int(rows_text(rows, row, at[EXECUTIONS]))));
	view_time(arena, item, "last", rows_text(rows, row, at[LAST]), now_ms);
	view_time(arena, item, "created", rows_text(rows, row, at[CREATED]),
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
		show_row(req->arena, json_add_object(items), rows, row, at,
			 now_ms);
}

bool
agents_page(struct request *req, const struct rows *rows, struct response *res)
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
	return response_page(res, 200, "pages/agents", data);
}
