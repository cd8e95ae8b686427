/* The list of messages between agents. */
#include "app/pages/handlers.h"

#include "app/pages/list_view.h"
#include "app/pages/message_view.h"
#include "app/pages/notice.h"
#include "app/pages/task_view.h"
#include "app/pages/view.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"

/* For the filters on who sent it and who gets it. */
static const struct statement message_agents = {
	.name = "message_agents",
	.sql = "select id, name from api.agent_rows"
	       " where id in ($1::uuid, $2::uuid)",
};

static const struct list_tab statuses[] = {
	{ "Any", NULL },
	{ "Pending", "pending" },
	{ "Delivered", "delivered" },
	{ "Acknowledged", "acknowledged" },
	{ "Failed", "failed" },
	{ "Expired", "expired" },
	{ NULL, NULL }
};

static const char *const columns[] = {
	"id", "subject", "type", "status", "priority", "sender_name",
	"recipient_name", "created_by_name", "error", "created_at", NULL
};

enum { ID, SUBJECT, TYPE, STATUS, PRIORITY, SENDER, RECIPIENT, AUTHOR, WHY,
       SENT };

enum { ROWS_LIST, ROWS_AGENTS };

/* The filter as an id; else null. */
static const char *
asked_id(const struct request *req, const char *name)
{
	const char *value = request_query(req, name);

	return value && is_uuid(value) ? value : NULL;
}

bool
messages_plan(struct request *req, struct unit *unit)
{
	return crud_list_add(req, unit, NULL)
	       && unit_add(unit, &message_agents, asked_id(req, "senderId"),
			   asked_id(req, "recipientId"));
}

static void
show_row(struct request *req, struct json *item, const struct rows *rows,
	 int row, const int *at, const struct clock *clock)
{
	const char *status = rows_text(rows, row, at[STATUS]);

	(void)req;
	view_id(item, rows_text(rows, row, at[ID]));
	message_set_title(item, rows_text(rows, row, at[SUBJECT]),
			  rows_text(rows, row, at[TYPE]));
	message_set_state(item, status);
	task_set_priority(item, rows_text(rows, row, at[PRIORITY]));
	message_set_ends(item, rows_text(rows, row, at[SENDER]),
			 rows_text(rows, row, at[AUTHOR]),
			 rows_text(rows, row, at[RECIPIENT]));
	view_text(item, "why", text_equal(status, "failed")
			       ? rows_text(rows, row, at[WHY]) : NULL);
	view_time(clock, item, "sent", rows_text(rows, row, at[SENT]));
}

struct filter_words {
	struct arena *arena;
	const struct rows *agents;
};

/* Words for the values of filters that nobody would read. */
static const char *
filter_word(void *object, const char *name, const char *value)
{
	const struct filter_words *words = object;

	if (text_equal(name, "status"))
		return list_view_words(words->arena, &message_status_words,
				       value);
	if (text_equal(name, "priority"))
		return list_view_words(words->arena, &priority_words, value);
	if (text_equal(name, "type"))
		return list_view_words(words->arena, &message_type_words,
				       value);
	return list_view_name(words->agents, value);
}

bool
messages_page(struct request *req, const struct rows *rows,
	      struct response *res)
{
	static const char *const own[] = { "q", NULL };
	struct filter_words words = { req->arena, &rows[ROWS_AGENTS] };
	struct json *data = json_object(req->arena);
	const struct list *list = crud_list(req);

	if (list_view_resized(req, list, res))
		return true;
	notice_show(req, data);
	list_view_show(req, list, &rows[ROWS_LIST], own, filter_word, &words,
		       data);
	list_view_sorts(req, data);
	list_view_tabs(req, data, "status", statuses);
	list_view_rows(req, list, &rows[ROWS_LIST], columns, show_row, data);
	return response_page(res, 200, "pages/messages", data);
}
