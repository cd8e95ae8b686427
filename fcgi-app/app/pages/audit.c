/* The audit log: who did what, newest first. */
#include "app/pages/handlers.h"

#include <string.h>

#include "app/pages/audit_view.h"
#include "app/pages/list_days.h"
#include "app/pages/list_view.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/list.h"
#include "resource/words.h"

#define MEMBERS_MAX 200

static const struct list_tab tabs[] = {
	{ "All", NULL },
	{ "Configuration", "agent,capability,flowchart,workflow,project,tenant" },
	{ "Members", "member,invitation" },
	{ "Keys", "apiKey" },
	{ "Sign-ins", "session,user" },
	{ NULL, NULL }
};

/* For the filter; also of members who have left. */
static const struct statement audit_members = {
	.name = "audit_members",
	.sql = "select u.id, coalesce(nullif(u.name, ''), u.email) as name"
	       " from (select user_id from memberships"
	       " order by user_id limit 201) m"
	       " join users u on u.id = m.user_id order by name, u.id",
};

enum { ROWS_LIST, ROWS_MEMBERS };

bool
audit_plan(struct request *req, struct unit *unit)
{
	struct list *list = arena_alloc(req->arena, sizeof *list);

	req->state = list;
	return list_read(req, &audit_entry_resource, NULL, list)
		&& list_add(req, list, unit)
		&& unit_add(unit, &audit_members);
}

static void
show_members(struct request *req, struct json *data, const struct rows *rows)
{
	struct json *members = json_set_array(data, "members");
	const char *chosen = request_query(req, "actorId");

	for (int row = 0; row < rows->count && row < MEMBERS_MAX; row++) {
		struct json *item = json_add_object(members);

		json_set_static(item, "id", rows_text(rows, row, 0));
		json_set_static(item, "name", rows_text(rows, row, 1));
		json_set_bool(item, "is_chosen",
			      text_equal(rows_text(rows, row, 0), chosen));
	}
}

static void
show_actions(struct request *req, struct json *data)
{
	struct json *actions = json_set_array(data, "actions");
	const char *chosen = request_query(req, "action");

	for (const struct word *word = audit_action_words.list; word->store;
	     word++) {
		struct json *item = json_add_object(actions);

		json_set_static(item, "value", word->store);
		json_set_static(item, "word", word->label);
		json_set_bool(item, "is_chosen",
			      text_equal(word->store, chosen));
	}
}

/* What the words of a chip are found with. */
struct chip_words {
	struct arena *arena;
	const struct rows *members;
};

static const char *
chip_word(void *object, const char *name, const char *value)
{
	const struct chip_words *words = object;

	if (strcmp(name, "noun") == 0)
		return list_view_words(words->arena, &audit_noun_words, value);
	return strcmp(name, "actorId") == 0
		       ? list_view_name(words->members, value) : NULL;
}

bool
audit_page(struct request *req, const struct rows *rows, struct response *res)
{
	static const char *const own[] = {
		"actorId", "action", "createdAfter", "createdBefore", NULL
	};
	struct chip_words words = { req->arena, &rows[ROWS_MEMBERS] };
	struct json *data = json_object(req->arena);

	if (list_days_settle(req, res)
	    || list_view_resized(req, req->state, res))
		return true;
	list_view_show(req, req->state, &rows[ROWS_LIST], own, chip_word,
		       &words, data);
	list_view_tabs(req, data, "noun", tabs);
	list_days_show(req, data);
	show_members(req, data, &rows[ROWS_MEMBERS]);
	show_actions(req, data);
	list_view_rows(req, req->state, &rows[ROWS_LIST], audit_columns,
		       audit_show, data);
	json_set_static(data, "order_word", "newest first");
	return response_page(res, 200, "pages/audit", data);
}
