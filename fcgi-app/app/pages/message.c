/* One message in its conversation, in the order of time, with its deliveries. */
#include "app/pages/handlers.h"

#include "app/pages/message_view.h"
#include "app/pages/notice.h"
#include "app/pages/payload.h"
#include "app/pages/row_change.h"
#include "app/pages/task_view.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "http/url.h"
#include "json/json.h"
#include "resource/crud.h"

#define AROUND 50		/* shown before and behind the one asked for */

static const struct statement conversation = {
	.name = "conversation",
	.sql = "select id, sender_id, sender_name, recipient_id, recipient_name,"
	       " type, priority, subject, correlation_id, reply_to, max_attempts,"
	       " deliver_after, expires_at, status, attempts, delivered_at,"
	       " acknowledged_at, error, created_by, created_at, content,"
	       " content_length from api.conversation($1::uuid)",
};

enum { ID, SENDER_ID, SENDER, RECIPIENT_ID, RECIPIENT, TYPE, PRIORITY, SUBJECT,
       CORRELATION, REPLY_TO, MAX_ATTEMPTS, AFTER, EXPIRES, STATUS, ATTEMPTS,
       DELIVERED, ACKNOWLEDGED, WHY, AUTHOR, SENT, CONTENT };

static const struct statement conversation_deliveries = {
	.name = "conversation_deliveries",
	.sql = "select message_id, agent_id, agent_name, status, attempts"
	       " from api.conversation_deliveries($1::uuid)",
};

enum { OF_MESSAGE, OF_AGENT, AGENT_NAME, STATE, TRIES };

enum { ROWS_MESSAGES, ROWS_DELIVERIES };

static const struct payload_columns content = {
	.titles = { "Content" }, .first = CONTENT,
};

bool
message_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	return row_check_id(req, &message_resource)
	       && unit_add(unit, &conversation, id)
	       && unit_add(unit, &conversation_deliveries, id);
}

static int
row_of(const struct request *req, const struct rows *rows)
{
	int row = 0;

	while (row < rows->count
	       && !text_equal_case(rows_text(rows, row, ID),
				   request_param(req, "id")))
		row++;
	return row;
}

/* "2 of 3 attempts"; what was not given yet has none to tell of. */
static const char *
attempts_word(struct arena *arena, const struct rows *rows, int row)
{
	const char *attempts = rows_text(rows, row, ATTEMPTS);

	return view_int(attempts) == 0 ? NULL
		: arena_printf(arena, "%s of %s", attempts,
			       view_counted(arena, view_int(rows_text(rows, row,
					    MAX_ATTEMPTS)), "attempt"));
}

/* The form of an answer: back to who sent it, from who got it. */
static const char *
reply_href(struct arena *arena, const struct rows *rows, int row)
{
	static const struct { const char *name; int column; } ends[] = {
		{ "recipientId", SENDER_ID }, { "senderId", RECIPIENT_ID },
	};
	struct buf href;

	buf_init(&href, arena, 256);
	buf_printf(&href, "/messages/new?replyTo=%s", rows_text(rows, row, ID));
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (rows_text(rows, row, ends[i].column))
			buf_printf(&href, "&%s=%s", ends[i].name,
				   rows_text(rows, row, ends[i].column));
	buf_text(&href, "&subject=");
	url_encode(&href, rows_text(rows, row, SUBJECT));
	return href.bytes;
}

static void
show_ends(struct json *item, const struct rows *rows, int row)
{
	message_set_ends(item, rows_text(rows, row, SENDER),
			 rows_text(rows, row, AUTHOR),
			 rows_text(rows, row, RECIPIENT));
	json_set_static(item, "from_id", rows_text(rows, row, SENDER_ID));
	json_set_static(item, "to_id", rows_text(rows, row, RECIPIENT_ID));
}

static void
show_times(const struct clock *clock, struct json *item,
	   const struct rows *rows, int row)
{
	static const struct { const char *name; int column; } times[] = {
		{ "sent", SENT }, { "after", AFTER }, { "expires", EXPIRES },
		{ "delivered", DELIVERED }, { "acknowledged", ACKNOWLEDGED },
	};

	for (size_t i = 0; i < sizeof times / sizeof *times; i++)
		view_time(clock, item, times[i].name,
			  rows_text(rows, row, times[i].column));
}

static void
show_deliveries(struct json *item, const char *message, const struct rows *rows)
{
	struct json *list = json_set_array(item, "deliveries");

	for (int row = 0; row < rows->count; row++) {
		struct json *delivery;

		if (!text_equal(rows_text(rows, row, OF_MESSAGE), message))
			continue;
		delivery = json_add_object(list);
		json_set_static(delivery, "agent", rows_text(rows, row, OF_AGENT));
		json_set_static(delivery, "agent_name",
				rows_text(rows, row, AGENT_NAME));
		message_set_state(delivery, rows_text(rows, row, STATE));
		json_set_static(delivery, "tries", rows_text(rows, row, TRIES));
	}
	json_set_bool(item, "has_deliveries", json_count(list) > 0);
	json_set_int(item, "delivery_count", (int64_t)json_count(list));
}

static void
show_message(const struct clock *clock, struct json *item,
	     const struct rows *rows, int row)
{
	struct arena *arena = clock->arena;
	const char *id = rows_text(rows, row, ID);

	view_id(item, id);
	message_set_title(item, rows_text(rows, row, SUBJECT),
			  rows_text(rows, row, TYPE));
	message_set_state(item, rows_text(rows, row, STATUS));
	task_set_priority(item, rows_text(rows, row, PRIORITY));
	show_ends(item, rows, row);
	show_times(clock, item, rows, row);
	json_set_static(item, "attempts", attempts_word(arena, rows, row));
	view_text(item, "why", rows_text(rows, row, WHY));
	json_set_static(item, "reply_to", rows_text(rows, row, REPLY_TO));
	json_set_static(item, "reply_href", reply_href(arena, rows, row));
	payload_add_row(arena, json_set_array(item, "parts"), &content, rows,
			row, arena_printf(arena, "/api/messages/%s", id));
}

/* What lies further off is in the list of the conversation. */
static void
show_bounds(struct request *req, struct json *data, const struct rows *rows,
	    int wanted, int first, int end)
{
	struct buf href;

	buf_init(&href, req->arena, 128);
	buf_text(&href, "/messages?correlationId=");
	url_encode(&href, rows_text(rows, wanted, CORRELATION));
	json_set_static(data, "list_href", href.bytes);
	json_set_bool(data, "has_earlier", first > 0);
	json_set_bool(data, "has_later", end < rows->count);
	json_set_bool(data, "is_conversation", end - first > 1);
	view_text(data, "correlation", rows_text(rows, wanted, CORRELATION));
	json_set_static(data, "counted", view_counted(req->arena, end - first,
						      "message"));
}

bool
message_page(struct request *req, const struct rows *rows, struct response *res)
{
	const struct rows *messages = &rows[ROWS_MESSAGES];
	struct json *data = json_object(req->arena);
	struct json *list = json_set_array(data, "messages");
	const struct clock clock = view_clock(req);
	int wanted = row_of(req, messages);
	int first = wanted > AROUND ? wanted - AROUND : 0;
	int end = messages->count - wanted > AROUND + 1 ? wanted + AROUND + 1
							: messages->count;

	if (!crud_check_found(req, &message_resource, messages))
		return false;
	notice_show(req, data);
	show_message(&clock, data, messages, wanted);
	show_bounds(req, data, messages, wanted, first, end);
	for (int row = first; row < end; row++) {
		struct json *item = json_add_object(list);

		show_message(&clock, item, messages, row);
		json_set_bool(item, "is_this", row == wanted);
		show_deliveries(item, rows_text(messages, row, ID),
				&rows[ROWS_DELIVERIES]);
	}
	return response_page(res, 200, "pages/message", data);
}
