/* The list of MCP servers, and the official ones that can be taken over. */
#include "app/pages/handlers.h"

#include "app/pages/list_view.h"
#include "app/pages/mcp_server_view.h"
#include "app/pages/notice.h"
#include "app/pages/view.h"
#include "app/resources/words.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"
#include "resource/list.h"

static const struct list_tab tabs[] = {
	{ "All", NULL },
	{ "Web", "web" },
	{ "AI", "ai" },
	{ "Data", "data" },
	{ "Custom", "custom" },
	{ NULL, NULL }
};

/* Those that are not among the servers of the tenant. */
static const struct statement mcp_servers_offered = {
	.name = "mcp_servers_offered",
	.sql = "select id, name, description, documentation"
	       " from api.registered_mcp_servers where place = 1",
};

static const char *const columns[] = {
	"id", "name", "url", "connection_status", "enabled", "last4",
	"configured", "tools", "tested_at", "last_error", "is_official", NULL
};

enum {
	ID, NAME, URL, CONNECTION, ENABLED, LAST4, CONFIGURED, TOOLS, TESTED,
	WHY, OFFICIAL
};

enum { ROWS_LIST, ROWS_OFFERED };

bool
mcp_servers_plan(struct request *req, struct unit *unit)
{
	return crud_list_plan(req, unit) && unit_add(unit, &mcp_servers_offered);
}

/* Of the JSON of an array of words. */
static int64_t
count_words(const char *json)
{
	int64_t count = 0;

	for (; *json; json++)
		count += *json == '"';
	return count / 2;
}

static void
show_row(struct request *req, struct json *item, const struct rows *rows,
	 int row, const int *at, const struct clock *clock)
{
	const char *connection = rows_text(rows, row, at[CONNECTION]);
	bool is_enabled = text_equal(rows_text(rows, row, at[ENABLED]), "t");

	view_id(item, rows_text(rows, row, at[ID]));
	view_text(item, "name", rows_text(rows, row, at[NAME]));
	view_text(item, "url", rows_text(rows, row, at[URL]));
	mcp_server_set_state(item, connection, is_enabled);
	view_text(item, "why", is_enabled && text_equal(connection, "error")
			       ? rows_text(rows, row, at[WHY]) : NULL);
	json_set_bool(item, "is_configured",
		      text_equal(rows_text(rows, row, at[CONFIGURED]), "t"));
	view_text(item, "last4", rows_text(rows, row, at[LAST4]));
	json_set_bool(item, "is_official",
		      text_equal(rows_text(rows, row, at[OFFICIAL]), "t"));
	json_set_static(item, "tools", view_count(req->arena,
			count_words(rows_text(rows, row, at[TOOLS]))));
	view_time(clock, item, "tested", rows_text(rows, row, at[TESTED]));
}

static const char *
filter_word(void *object, const char *name, const char *value)
{
	struct arena *arena = object;

	if (text_equal(name, "connectionStatus"))
		return list_view_words(arena, &mcp_connection_words, value);
	return NULL;
}

static void
show_offered(struct json *data, const struct rows *rows)
{
	struct json *offered = json_set_array(data, "offered");

	for (int row = 0; row < rows->count; row++) {
		struct json *item = json_add_object(offered);

		json_set_static(item, "official", rows_text(rows, row, 0));
		view_text(item, "name", rows_text(rows, row, 1));
		view_text(item, "description", rows_text(rows, row, 2));
		view_text(item, "documentation", rows_text(rows, row, 3));
	}
	json_set_bool(data, "has_offered", rows->count > 0);
}

bool
mcp_servers_page(struct request *req, const struct rows *rows,
		 struct response *res)
{
	static const char *const own[] = { "q", NULL };
	struct json *data = json_object(req->arena);
	const struct list *list = crud_list(req);

	if (list_view_resized(req, list, res))
		return true;
	notice_show(req, data);
	list_view_show(req, list, &rows[ROWS_LIST], own, filter_word,
		       req->arena, data);
	list_view_sorts(req, data);
	list_view_tabs(req, data, "category", tabs);
	list_view_rows(req, list, &rows[ROWS_LIST], columns, show_row, data);
	show_offered(data, &rows[ROWS_OFFERED]);
	return response_page(res, 200, "pages/mcp-servers", data);
}
