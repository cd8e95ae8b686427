/* A copy of a workflow: of a template to work with, or as a template. */
#include "app/api/builder.h"

#include "app/api/body.h"
#include "app/api/workflow.h"
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

const struct statement duplicate_workflow = {
	.name = "duplicate_workflow",
	.sql = "select id from api.duplicate_workflow(app.row_id('workflow', $1::text),"
	       " $2::uuid, $3::text, $4::boolean)",
};

static const struct member body_members[] = {
	{ MEMBER("name", FIELD_TEXT, .max = 255, .example = "Refund triage",
		 .help = "Without it that of the workflow, and \"copy\"") },
	{ MEMBER("isTemplate", FIELD_BOOL, .fallback = "false",
		 .help = "The copy is a template") },
	{ 0 }
};

enum { NAME, IS_TEMPLATE };

static bool
add_copy(struct request *req, struct unit *unit)
{
	const char *name, *is_template;

	return body_value(req, &body_members[NAME].field, &name)
	       && body_value(req, &body_members[IS_TEMPLATE].field, &is_template)
	       && unit_add(unit, &duplicate_workflow, request_param(req, "id"),
			   crud_id(req), name, is_template);
}

bool
workflow_duplicate_plan(struct request *req, struct unit *unit)
{
	return crud_begin_make(req, unit, &workflow_resource)
	       && (req->replay_id || add_copy(req, unit))
	       && crud_end_make(req, unit, &workflow_resource);
}

bool
workflow_duplicate_reply(struct request *req, const struct rows *rows,
			 struct response *res)
{
	const struct rows *made = crud_made(req, rows);

	if (!workflow_check_found(req, made))
		return false;
	response_header(res, "Location",
			arena_printf(req->arena, "/api/workflows/%s",
				     rows_text(made, 0, 0)));
	return workflow_answer(res, 201, made);
}

static const struct member copy_answer[] = {
	{ MEMBER("success", FIELD_BOOL) },
	{ .field = { .name = "workflow" }, .row = &workflow_resource },
	{ MEMBER("source", FIELD_TEXT, .example = WORKFLOW_SOURCE) },
	{ 0 }
};

const struct call workflow_duplicate_call = {
	.status = 201, .body = body_members, .answer = copy_answer,
	.flags = CALL_TAGGED | CALL_IDEMPOTENT | CALL_BODY_MAY_MISS
		 | CALL_BODY_IS_OPEN | CALL_CONFLICTS,
};
