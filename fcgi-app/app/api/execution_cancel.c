/* Cancelling executions, one or many. */
#include "app/api/api.h"

#include "app/api/body.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"
#include "resource/value.h"
#include "resource/words.h"

enum { BULK_MAX = 200 };

static const struct statement cancel_execution = {
	.name = "cancel_execution",
	.sql = "select found, changed, version, status from"
	       " api.cancel_execution(app.row_id('execution', $1::text), $2::int)",
};

static const struct statement cancel_executions = {
	.name = "cancel_executions",
	.sql = "select id, found, changed, status"
	       " from api.cancel_executions($1::uuid[])",
};

/* Cancel an execution that has not finished; a finished one is a conflict. */
bool
cancel_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	unit_add(unit, &cancel_execution, id, request_if_match(req));
	return crud_get_add(req, unit, &execution_resource, id);
}

bool
cancel_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)req;
	return response_change(res, &execution_resource, rows);
}

static bool
check_action(struct request *req)
{
	const char *action = body_text(req, "action");

	return text_equal(action, "cancel")
	       || fail_field(&req->error, "/action", action ? "choice" : "required",
			     "must be cancel");
}

static bool
read_id(struct request *req, struct json_slice slice, size_t i, const char **id)
{
	*id = slice.type == JSON_STRING ? json_slice_text(req->arena, slice)
					: NULL;
	return (*id && is_uuid(*id))
	       || fail_field(&req->error,
			     arena_printf(req->arena, "/ids/%zu", i), "id",
			     "must be an id (UUID)");
}

/* As an array of PostgreSQL; NULL with the wrong members. */
static const char *
read_ids(struct request *req)
{
	const char *ids[BULK_MAX];
	struct json_member *items = NULL;
	struct json_slice slice;
	bool is_good = true;
	size_t count = 0;

	if (body_find(req, "ids", &slice) && slice.type == JSON_ARRAY)
		items = json_members(req->arena, slice, &count);
	if (count < 1 || count > BULK_MAX) {
		fail_field(&req->error, "/ids", "count",
			   "must be 1 to %d ids", BULK_MAX);
		return NULL;
	}
	for (size_t i = 0; i < count; i++)
		is_good &= read_id(req, items[i].value, i, &ids[i]);
	return is_good ? value_array(req->arena, ids, count) : NULL;
}

bool
bulk_plan(struct request *req, struct unit *unit)
{
	bool has_action = check_action(req);
	const char *ids = read_ids(req);

	return has_action && ids && unit_add(unit, &cancel_executions, ids);
}

static void
write_problem(struct json_writer *json, int status, const char *message)
{
	json_member_int(json, "code", status);
	json_member_text(json, "error", message);
}

static void
write_item(struct json_writer *json, const struct request *req,
	   const struct rows *rows, int i)
{
	const char *status = rows_text(rows, i, 3);
	bool is_changed = *rows_text(rows, i, 2) == 't';

	json_begin_object(json);
	json_member_text(json, "id", rows_text(rows, i, 0));
	json_member_bool(json, "changed", is_changed);
	json_member_text(json, "status",
			 status ? words_speak(&execution_status_words, status,
					      req->route->dialect)
				: NULL);
	if (!status)
		write_problem(json, 404, "no such execution");
	else if (!is_changed)
		write_problem(json, 409, "it has finished already");
	json_end_object(json);
}

bool
bulk_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct json_writer json = response_json(res, 200);
	int changed = 0;

	json_begin_object(&json);
	json_write_name(&json, "results");
	json_begin_array(&json);
	for (int i = 0; i < rows[0].count; i++) {
		write_item(&json, req, &rows[0], i);
		changed += *rows_text(&rows[0], i, 2) == 't';
	}
	json_end_array(&json);
	json_member_int(&json, "changed", changed);
	json_member_int(&json, "failed", rows[0].count - changed);
	json_end_object(&json);
	return true;
}

static const struct member cancel_answer[] = {
	{ .field = { .name = "execution" }, .row = &execution_resource },
	{ 0 }
};

static const struct word bulk_action_list[] = {
	{ "cancel", NULL, NULL, { 0 }, .label = "Cancel" },
	{ 0 }
};

static const struct words bulk_actions = { "bulkAction", bulk_action_list };

static const struct member bulk_body[] = {
	{ MEMBER("action", FIELD_CHOICE, .words = &bulk_actions,
		 .flags = FIELD_REQUIRED) },
	{ MEMBER("ids", FIELD_ID, .min = 1, .max = BULK_MAX,
		 .flags = FIELD_REQUIRED), .is_list = true },
	{ 0 }
};

static const struct member item_members[] = {
	{ MEMBER("id", FIELD_ID) },
	{ MEMBER("changed", FIELD_BOOL) },
	{ MEMBER("status", FIELD_CHOICE, .words = &execution_status_words),
	  .is_nullable = true },
	{ MEMBER("code", FIELD_INT, .help = "404 or 409, where it was not changed"),
	  .is_optional = true },
	{ MEMBER("error", FIELD_TEXT), .is_optional = true },
	{ 0 }
};

static const struct member bulk_answer[] = {
	{ .field = { .name = "results" }, .members = item_members,
	  .is_list = true },
	{ MEMBER("changed", FIELD_INT) },
	{ MEMBER("failed", FIELD_INT) },
	{ 0 }
};

const struct call cancel_call = {
	.answer = cancel_answer,
	.flags = CALL_TAGGED | CALL_MATCHES | CALL_CONFLICTS,
};

const struct call bulk_call = { .body = bulk_body, .answer = bulk_answer };
