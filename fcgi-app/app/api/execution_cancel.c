/* Cancelling executions, one or many. */
#include "app/api/api.h"

#include "app/api/bulk.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"
#include "resource/words.h"

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

static const struct word bulk_action_list[] = {
	{ "cancel", .label = "Cancel" },
	{ 0 }
};

static const struct words bulk_actions = { "bulkAction", bulk_action_list };

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

bool
bulk_plan(struct request *req, struct unit *unit)
{
	const char *action = bulk_action(req, &bulk_actions);
	const char *ids = bulk_ids(req);

	return action && ids && unit_add(unit, &cancel_executions, ids);
}

static const char *
refusal(struct request *req, const struct rows *rows, int row)
{
	(void)req, (void)rows, (void)row;
	return "it has finished already";
}

bool
bulk_reply(struct request *req, const struct rows *rows, struct response *res)
{
	return bulk_answer(req, &rows[0], res, &(const struct bulk){
		.resource = &execution_resource, .statuses = &execution_status_words,
		.refusal = refusal });
}

static const struct member cancel_answer[] = {
	{ .field = { .name = "execution" }, .row = &execution_resource },
	{ 0 }
};

static const struct member bulk_body[] = {
	BULK_BODY(&bulk_actions),
	{ 0 }
};

static const struct member bulk_item[] = {
	BULK_ITEM(&execution_status_words),
	{ 0 }
};

static const struct member bulk_answer_members[] = {
	BULK_ANSWER(bulk_item),
	{ 0 }
};

const struct call cancel_call = {
	.answer = cancel_answer,
	.flags = CALL_TAGGED | CALL_MATCHES | CALL_CONFLICTS,
};

const struct call bulk_call = { .body = bulk_body, .answer = bulk_answer_members };
