/* What is done to tasks beside editing: start, complete, fail, cancel. */
#include "app/api/api.h"

#include <string.h>

#include "app/api/body.h"
#include "app/api/bulk.h"
#include "app/api/bulk_rows.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "app/task.h"
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
#include "resource/words.h"

static const struct statement change_tasks = {
	.name = "change_tasks",
	.sql = "select id, found, changed, status, waits_for"
	       " from api.change_tasks($1::uuid[], $2::text)",
};

/* --- what they take --- */

static const struct member no_body[] = { { 0 } };

static const struct member complete_body[] = {
	{ MEMBER("output", FIELD_JSON, .help = "What came out") },
	{ 0 }
};

static const struct member fail_body[] = {
	{ MEMBER("error", FIELD_LONG_TEXT, .max = 10000, .help = "Why it failed") },
	{ MEMBER("output", FIELD_JSON, .help = "What came out") },
	{ 0 }
};

static const struct member *
body_of(const char *action)
{
	if (text_equal(action, "fail"))
		return fail_body;
	return text_equal(action, "complete") ? complete_body : no_body;
}

/* What the body of another action cannot say is not there. */
static bool
read_body(struct request *req, struct task_change *change)
{
	return body_check(req, body_of(change->action))
	       && body_value(req, &fail_body[0].field, &change->error)
	       && body_value(req, &fail_body[1].field, &change->output);
}

/* --- one --- */

bool
task_change_plan(struct request *req, struct unit *unit)
{
	struct task_change *change = arena_alloc(req->arena, sizeof *change);

	req->state = change;
	change->id = request_param(req, "id");
	change->action = strrchr(req->route->path, '/') + 1;
	change->version = request_if_match(req);
	if (!is_uuid(change->id))
		return crud_check_found(req, &task_resource, NULL);
	return read_body(req, change) && task_change_add(unit, change)
	       && crud_get_add(req, unit, &task_resource, change->id);
}

bool
task_change_reply(struct request *req, const struct rows *rows,
		  struct response *res)
{
	return task_change_check(req, req->state, &rows[0])
	       && crud_check_found(req, &task_resource, &rows[1])
	       && response_row(res, 200, &task_resource, &rows[1]);
}

/* --- many --- */

bool
tasks_bulk_plan(struct request *req, struct unit *unit)
{
	const char *action = bulk_action(req, &task_bulk_action_words);
	const char *ids = bulk_ids(req);

	if (!action || !ids)
		return false;
	return text_equal(action, "delete")
	       ? bulk_delete_add(req, unit, &task_resource, ids)
	       : unit_add(unit, &change_tasks, ids, action);
}

static const char *
refusal(struct request *req, const struct rows *rows, int row)
{
	int64_t waits = rows_int(rows, row, "waits_for");

	if (waits > 0)
		return task_waits(req->arena, waits);
	return task_state(req->arena, rows_named(rows, row, "status"));
}

bool
tasks_bulk_reply(struct request *req, const struct rows *rows,
		 struct response *res)
{
	return bulk_answer(req, &rows[0], res, &(const struct bulk){
		.resource = &task_resource, .statuses = &task_outcome_words,
		.refusal = refusal });
}

/* --- what they answer --- */

static const struct member task_answer[] = {
	{ .field = { .name = "task" }, .row = &task_resource },
	{ 0 }
};

const struct call task_change_call = {
	.answer = task_answer, .flags = CALL_TAGGED | CALL_MATCHES | CALL_CONFLICTS,
};

const struct call task_complete_call = {
	.body = complete_body, .answer = task_answer,
	.flags = CALL_TAGGED | CALL_MATCHES | CALL_CONFLICTS | CALL_BODY_MAY_MISS,
};

const struct call task_fail_call = {
	.body = fail_body, .answer = task_answer,
	.flags = CALL_TAGGED | CALL_MATCHES | CALL_CONFLICTS | CALL_BODY_MAY_MISS,
};

static const struct member bulk_body[] = {
	BULK_BODY(&task_bulk_action_words),
	{ 0 }
};

static const struct member bulk_item[] = {
	BULK_ITEM(&task_outcome_words),
	{ 0 }
};

static const struct member bulk_answer_members[] = {
	BULK_ANSWER(bulk_item),
	{ 0 }
};

const struct call tasks_bulk_call = {
	.body = bulk_body, .answer = bulk_answer_members,
};
