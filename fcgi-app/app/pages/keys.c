/* The list of API keys, and revoking one. */
#include "app/pages/handlers.h"

#include "app/pages/confirm.h"
#include "app/pages/list_view.h"
#include "app/pages/notice.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "base/time.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/list.h"

static const char *const columns[] = {
	"id", "name", "prefix", "role", "state", "expires_at", "last_used_at",
	"created_at", "created_by_name", NULL
};

enum {
	ID,
	NAME,
	PREFIX,
	KEY_ROLE,
	STATE,
	EXPIRES,
	USED,
	CREATED,
	CREATED_BY,
	COLUMNS
};

static const struct {
	const char *state;
	const char *word;
} states[] = {
	{ "active", "Active" },
	{ "expired", "Expired" },
	{ "revoked", "Revoked" },
	{ NULL, NULL }
};

bool
keys_plan(struct request *req, struct unit *unit)
{
	struct list *list = arena_alloc(req->arena, sizeof *list);

	req->state = list;
	return list_read(req, &api_key_resource, NULL, list)
		&& list_add(req, list, unit);
}

static void
set_state(struct json *item, const char *state)
{
	size_t i = 0;

	while (states[i].state && !text_equal(states[i].state, state))
		i++;
	json_set_static(item, "state", state);
	json_set_static(item, "state_word",
			states[i].word ? states[i].word : state);
	json_set_bool(item, "is_usable", text_equal(state, "active"));
}

static void
show_row(struct request *req, struct json *item, const struct rows *rows,
	 int row, const int *at, const struct clock *clock)
{
	(void)req;
	json_set_static(item, "id", rows_text(rows, row, at[ID]));
	view_text(item, "name", rows_text(rows, row, at[NAME]));
	view_text(item, "prefix", rows_text(rows, row, at[PREFIX]));
	view_text(item, "role", rows_text(rows, row, at[KEY_ROLE]));
	view_text(item, "created_by", rows_text(rows, row, at[CREATED_BY]));
	set_state(item, rows_text(rows, row, at[STATE]));
	view_time(clock, item, "used", rows_text(rows, row, at[USED]));
	view_time(clock, item, "expires", rows_text(rows, row, at[EXPIRES]));
	view_time(clock, item, "created", rows_text(rows, row, at[CREATED]));
}

bool
keys_page(struct request *req, const struct rows *rows, struct response *res)
{
	static const char *const own[] = { NULL };
	struct json *data = json_object(req->arena);

	if (list_view_resized(req, req->state, res))
		return true;
	notice_show(req, data);
	list_view_show(req, req->state, rows, own, NULL, NULL, data);
	json_set_static(data, "order_word", "newest first");
	list_view_rows(req, req->state, rows, columns, show_row, data);
	return response_page(res, 200, "pages/keys", data);
}

static const struct statement key_to_revoke = {
	.name = "key_to_revoke",
	.sql = "select name, prefix, state, last_used_at from api.api_keys"
	       " where id = $1::uuid",
};

bool
key_end_ask_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return fail(&req->error, ERROR_NOT_FOUND, "no API key '%s'",
			    id);
	return unit_add(unit, &key_to_revoke, id);
}

static const char *
last_use(struct arena *arena, const struct rows *rows)
{
	int64_t used = view_ms(rows_named(rows, 0, "last_used_at"));

	if (used == 0)
		return "It has never been used.";
	return arena_printf(arena, "It was last used %s.",
			    time_ago(arena, used, time_now_ms()));
}

bool
key_end_ask_page(struct request *req, const struct rows *rows,
		    struct response *res)
{
	struct json *data = json_object(req->arena);
	struct json *facts = json_set_array(data, "facts");
	const char *id = request_param(req, "id");

	if (rows->count == 0)
		return fail(&req->error, ERROR_NOT_FOUND, "no API key '%s'",
			    id);
	json_add(facts, json_text(req->arena, arena_printf(req->arena,
		 "The key %s… stops to work at once, and cannot be brought back.",
		 rows_named(rows, 0, "prefix"))));
	json_add(facts, json_text(req->arena, last_use(req->arena, rows)));
	return confirm_page(res, &(const struct confirm){
		.heading = arena_printf(req->arena, "Revoke %s?",
					rows_named(rows, 0, "name")),
		.crumb = "Revoke",
		.list_href = "/keys", .list_word = "API keys",
		.back = "/keys",
		.action = arena_printf(req->arena, "/keys/%s/revoke", id),
		.submit = "Revoke it", .keep = "Keep it",
	}, data);
}

static const struct statement key_end = {
	.name = "key_end",
	.sql = "update api_keys set revoked_at = now(), version = version + 1"
	       " where id = $1::uuid and revoked_at is null returning id",
};

bool
key_end_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return fail(&req->error, ERROR_NOT_FOUND, "no API key '%s'",
			    id);
	return unit_add(unit, &key_end, id);
}

bool
key_end_done(struct request *req, const struct rows *rows, struct response *res)
{
	if (rows->count == 0)
		return fail(&req->error, ERROR_NOT_FOUND,
			    "no API key '%s' that still works",
			    request_param(req, "id"));
	return notice_redirect(res, "/keys", "key-revoked", -1, -1);
}
