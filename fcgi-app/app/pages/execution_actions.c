/* What forms do to an execution: cancel it, run it again. */
#include "app/pages/handlers.h"

#include "app/pages/notice.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"

static const struct statement execution_cancel = {
	.name = "execution_cancel",
	.sql = "select found, changed, status from"
	       " api.cancel_execution($1::uuid, null)",
};

static const struct statement execution_retry = {
	.name = "execution_retry",
	.sql = "select found, id is not null as changed, status, id from"
	       " api.retry_execution($1::uuid, uuid_v7())",
};

static bool
add_action(struct request *req, struct unit *unit,
	   const struct statement *action)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return fail(&req->error, ERROR_NOT_FOUND, "no execution '%s'",
			    id);
	return unit_add(unit, action, id);
}

static bool
check_changed(struct request *req, const struct rows *rows)
{
	if (!rows_is_true(rows, 0, "found"))
		return fail(&req->error, ERROR_NOT_FOUND, "no execution '%s'",
			    request_param(req, "id"));
	if (!rows_is_true(rows, 0, "changed"))
		return fail(&req->error, ERROR_CONFLICT,
			    "the execution is %s already",
			    rows_named(rows, 0, "status"));
	return true;
}

static bool
go_to(struct request *req, struct response *res, const char *id,
      const char *notice)
{
	return notice_redirect(res, arena_printf(req->arena, "/executions/%s",
						 id), notice, -1, -1);
}

bool
execution_cancel_plan(struct request *req, struct unit *unit)
{
	return add_action(req, unit, &execution_cancel);
}

bool
execution_cancel_done(struct request *req, const struct rows *rows,
		      struct response *res)
{
	return check_changed(req, rows)
	       && go_to(req, res, request_param(req, "id"),
			"execution-cancelled");
}

bool
execution_retry_plan(struct request *req, struct unit *unit)
{
	return add_action(req, unit, &execution_retry);
}

bool
execution_retry_done(struct request *req, const struct rows *rows,
		     struct response *res)
{
	return check_changed(req, rows)
	       && go_to(req, res, rows_named(rows, 0, "id"),
			"execution-retried");
}
