/* One MCP server: how it is reached, what the last test found, its tools. */
#include "app/pages/handlers.h"

#include "app/pages/mcp_server_view.h"
#include "app/pages/notice.h"
#include "app/pages/row_change.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"
#include "resource/words.h"

static const struct statement mcp_server_about = {
	.name = "mcp_server_about",
	.sql = "select m.id, m.name, m.url, m.description, m.category, m.auth_type,"
	       " m.credential_id, m.configured, m.last4, m.connection_status,"
	       " m.tested_at, m.last_error, m.enabled, m.is_official,"
	       " m.created_by_name, m.version, m.created_at, m.updated_at,"
	       " o.documentation from api.mcp_servers m"
	       " left join api.official_mcp_servers o"
	       " on m.is_official and o.url = m.url where m.id = $1::uuid",
};

static const struct statement mcp_server_headers = {
	.name = "mcp_server_headers",
	.sql = "select h.name, '••••' || h.last4 from mcp_headers h"
	       " where h.server_id = $1::uuid order by h.name",
};

static const struct statement mcp_server_tools = {
	.name = "mcp_server_tools",
	.sql = "select t ->> 'name', left(t ->> 'description', 600)"
	       " from api.mcp_servers m, jsonb_array_elements(m.tool_details) t"
	       " where m.id = $1::uuid order by 1",
};

enum { ROWS_ABOUT, ROWS_HEADERS, ROWS_TOOLS };

bool
mcp_server_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	return row_check_id(req, &mcp_server_resource)
	       && unit_add(unit, &mcp_server_about, id)
	       && unit_add(unit, &mcp_server_headers, id)
	       && unit_add(unit, &mcp_server_tools, id);
}

static void
show_word(struct json *data, const char *name, const struct words *words,
	  const char *store)
{
	const struct word *word = words_find(words, store);

	json_set_static(data, name, word ? word->label : store);
}

static void
show_texts(struct json *data, const struct rows *rows)
{
	static const char *const texts[] = {
		"name", "url", "description", "credential_id", "last4",
		"created_by_name", "documentation", "version",
	};
	static const char *const facts[] = {
		"configured", "enabled", "is_official",
	};

	view_id(data, rows_named(rows, 0, "id"));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		view_text(data, texts[i], rows_named(rows, 0, texts[i]));
	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
		json_set_bool(data, facts[i], rows_is_true(rows, 0, facts[i]));
	show_word(data, "category", &mcp_category_words,
		  rows_named(rows, 0, "category"));
	show_word(data, "sign_in", &mcp_auth_words,
		  rows_named(rows, 0, "auth_type"));
}

static void
show_state(struct json *data, const struct rows *rows)
{
	const char *connection = rows_named(rows, 0, "connection_status");
	bool wants_token = !text_equal(rows_named(rows, 0, "auth_type"), "none");

	mcp_server_set_state(data, connection, rows_is_true(rows, 0, "enabled"));
	view_text(data, "why", rows_named(rows, 0, "last_error"));
	json_set_bool(data, "lacks_token", wants_token
		      && !rows_is_true(rows, 0, "configured"));
}

static void
show_times(struct request *req, struct json *data, const struct rows *rows)
{
	struct clock clock = view_clock(req);

	view_time(&clock, data, "tested", rows_named(rows, 0, "tested_at"));
	view_time(&clock, data, "created", rows_named(rows, 0, "created_at"));
	view_time(&clock, data, "changed", rows_named(rows, 0, "updated_at"));
}

/* Rows {what, about} as an array of them, and whether there are any. */
static void
show_pairs(struct json *data, const char *name, const char *has,
	   const struct rows *rows)
{
	struct json *list = json_set_array(data, name);

	for (int row = 0; row < rows->count; row++) {
		struct json *item = json_add_object(list);

		view_text(item, "what", rows_text(rows, row, 0));
		view_text(item, "about", rows_text(rows, row, 1));
	}
	json_set_bool(data, has, rows->count > 0);
}

bool
mcp_server_page(struct request *req, const struct rows *rows,
		struct response *res)
{
	const struct rows *about = &rows[ROWS_ABOUT];
	struct json *data = json_object(req->arena);

	if (!crud_check_found(req, &mcp_server_resource, about))
		return false;
	notice_show(req, data);
	show_texts(data, about);
	show_state(data, about);
	show_times(req, data, about);
	show_pairs(data, "headers", "has_headers", &rows[ROWS_HEADERS]);
	show_pairs(data, "tools", "has_tools", &rows[ROWS_TOOLS]);
	view_total(req->arena, data, "tool_count", "tool",
		   rows[ROWS_TOOLS].count);
	return response_page(res, 200, "pages/mcp-server", data);
}
