/* Running an execution again that did not succeed. */
#include "app/api/api.h"

#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/error.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"

static const struct statement retry_execution = {
	.name = "retry_execution",
	.sql = "select found, status from"
	       " api.retry_execution(app.row_id('execution', $1::text), $2::uuid)",
};

bool
retry_plan(struct request *req, struct unit *unit)
{
	return crud_begin_make(req, unit, &execution_resource)
	       && (req->replay_id
		   || unit_add(unit, &retry_execution, request_param(req, "id"),
			       crud_id(req)))
	       && crud_end_make(req, unit, &execution_resource);
}

/* The statement stands before the one that gets what it made. */
static bool
refuse(struct request *req, const struct rows *verdict)
{
	if (!rows_is_true(verdict, 0, "found"))
		return fail(&req->error, ERROR_NOT_FOUND, "no execution '%s'",
			    request_param(req, "id"));
	return fail(&req->error, ERROR_CONFLICT, "the execution is %s; only one that"
		    " failed, timed out or was cancelled is run again",
		    rows_named(verdict, 0, "status"));
}

bool
retry_reply(struct request *req, const struct rows *rows, struct response *res)
{
	const struct rows *made = crud_made(req, rows);

	if (made->count == 0)
		return refuse(req, made - 1);
	response_header(res, "Location",
			arena_printf(req->arena, "/api/executions/%s",
				     rows_text(made, 0, 0)));
	return response_row(res, 201, &execution_resource, made);
}

static const struct member retry_answer[] = {
	{ .field = { .name = "execution" }, .row = &execution_resource },
	{ 0 }
};

const struct call retry_call = {
	.status = 201, .answer = retry_answer,
	.flags = CALL_TAGGED | CALL_IDEMPOTENT | CALL_CONFLICTS,
};
