/* The messages of an agent: those that it sent, and those that it gets. */
#include "app/pages/handlers.h"

#include "app/pages/agent_view.h"
#include "app/pages/list_view.h"
#include "app/pages/message_view.h"
#include "app/pages/task_view.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"

static const struct statement messages_agent = {
	.name = "messages_agent",
	.sql = "select id, name, status, activity from api.agents"
	       " where id = $1::uuid",
};

static const struct list_tab directions[] = {
	{ "All", NULL },
	{ "Received", "received" },
	{ "Sent", "sent" },
	{ NULL, NULL }
};

static const char *const columns[] = {
	"id", "direction", "subject", "type", "status", "priority",
	"sender_name", "recipient_name", "attempts", "created_at", NULL
};

enum { ID, DIRECTION, SUBJECT, TYPE, STATUS, PRIORITY, SENDER, RECIPIENT,
       ATTEMPTS, SENT };

enum { ROWS_AGENT, ROWS_LIST };

bool
agent_messages_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "agentId");
	const struct pair of_agent = { "agentId", id };

	if (!is_uuid(id))
		return crud_check_found(req, &agent_resource, NULL);
	return unit_add(unit, &messages_agent, id)
	       && crud_list_add(req, unit, &of_agent);
}

static void
show_row(struct request *req, struct json *item, const struct rows *rows,
	 int row, const int *at, const struct clock *clock)
{
	bool is_sent = text_equal(rows_text(rows, row, at[DIRECTION]), "sent");

	(void)req;
	view_id(item, rows_text(rows, row, at[ID]));
	message_set_title(item, rows_text(rows, row, at[SUBJECT]),
			  rows_text(rows, row, at[TYPE]));
	message_set_state(item, rows_text(rows, row, at[STATUS]));
	task_set_priority(item, rows_text(rows, row, at[PRIORITY]));
	message_set_ends(item, rows_text(rows, row, at[SENDER]), NULL,
			 rows_text(rows, row, at[RECIPIENT]));
	json_set_bool(item, "is_sent", is_sent);
	json_set_static(item, "attempts", rows_text(rows, row, at[ATTEMPTS]));
	view_time(clock, item, "sent", rows_text(rows, row, at[SENT]));
}

bool
agent_messages_page(struct request *req, const struct rows *rows,
		    struct response *res)
{
	static const char *const own[] = { NULL };
	struct json *data = json_object(req->arena);
	const struct list *list = crud_list(req);

	if (!crud_check_found(req, &agent_resource, &rows[ROWS_AGENT]))
		return false;
	if (list_view_resized(req, list, res))
		return true;
	agent_show_head(req, data, &rows[ROWS_AGENT], "is_messages");
	list_view_show(req, list, &rows[ROWS_LIST], own, NULL, NULL, data);
	list_view_tabs(req, data, "direction", directions);
	list_view_rows(req, list, &rows[ROWS_LIST], columns, show_row, data);
	return response_page(res, 200, "pages/agent-messages", data);
}
