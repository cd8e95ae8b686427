/* The list of credentials. */
#include "app/pages/handlers.h"

#include "app/pages/credential_view.h"
#include "app/pages/list_view.h"
#include "app/pages/notice.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "db/rows.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"
#include "resource/list.h"

static const struct list_tab tabs[] = {
	{ "All", NULL },
	{ "LLM keys", "llm-key" },
	{ "MCP tokens", "mcp-token" },
	{ "Tokens", "token" },
	{ "Passwords", "password" },
	{ "OAuth", "oauth" },
	{ "Plugins", "plugin" },
	{ NULL, NULL }
};

static const char *const columns[] = {
	"id", "name", "type", "provider", "last4", "configured", "active",
	"expires_at", "changed_at", "last_used_at", NULL
};

enum {
	ID,
	NAME,
	TYPE,
	PROVIDER,
	LAST4,
	CONFIGURED,
	ACTIVE,
	EXPIRES,
	CHANGED,
	USED,
	COLUMNS
};

bool
credentials_plan(struct request *req, struct unit *unit)
{
	return crud_list_plan(req, unit);
}

static void
show_row(const struct clock *clock, struct json *item, const struct rows *rows,
	 int row, const int *at)
{
	view_id(item, rows_text(rows, row, at[ID]));
	view_text(item, "name", rows_text(rows, row, at[NAME]));
	credential_set_type(item, rows_text(rows, row, at[TYPE]));
	view_text(item, "provider", rows_text(rows, row, at[PROVIDER]));
	view_text(item, "last4", rows_text(rows, row, at[LAST4]));
	credential_set_state(item, rows_text(rows, row, at[CONFIGURED]),
			     rows_text(rows, row, at[ACTIVE]),
			     rows_text(rows, row, at[EXPIRES]));
	view_time(clock, item, "changed", rows_text(rows, row, at[CHANGED]));
	view_time(clock, item, "used", rows_text(rows, row, at[USED]));
}

bool
credentials_page(struct request *req, const struct rows *rows,
		 struct response *res)
{
	static const char *const own[] = { "q", NULL };
	struct json *data = json_object(req->arena);
	const struct list *list = crud_list(req);
	struct clock clock = view_clock(req);
	struct json *items;
	int at[COLUMNS];

	if (list_view_resized(req, list, res))
		return true;
	notice_show(req, data);
	list_view_show(req, list, rows, own, NULL, NULL, data);
	list_view_sorts(req, data);
	list_view_tabs(req, data, "type", tabs);
	list_view_columns(rows, columns, at);
	items = json_set_array(data, "rows");
	for (int row = 0; row < list_shown(list, rows); row++)
		show_row(&clock, json_add_object(items), rows, row, at);
	return response_page(res, 200, "pages/credentials", data);
}
