/* The runs of a workflow, as the builder's clients ask for them. */
#include "app/api/builder.h"

#include "app/api/workflow.h"
#include "app/resources/resources.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/writer.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/list.h"

static const struct statement workflow_exists = {
	.name = "workflow_exists",
	.sql = "select id from workflows where id = $1::uuid",
};

/* rows[0] is the workflow, then come those of the list. */
bool
workflow_executions_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");
	struct pair of_workflow = { "workflowId", id };

	if (!is_uuid(id))
		return crud_find_id(req, unit, &workflow_resource);
	return unit_add(unit, &workflow_exists, id)
	       && crud_list_add(req, unit, &of_workflow);
}

/* Members of both systems: startTime and startedAt are the same. */
static void
write_executions(struct json_writer *json, struct request *req,
		 const struct rows *rows)
{
	int started = rows_column(rows, "start_time");
	int completed = rows_column(rows, "end_time");
	int shown = list_shown(crud_list(req), rows);

	json_write_name(json, execution_resource.plural);
	json_begin_array(json);
	for (int i = 0; i < shown; i++) {
		json_begin_object(json);
		crud_write_members(json, req, &execution_resource, rows, i);
		json_member_time(json, "startedAt", rows_text(rows, i, started));
		json_member_time(json, "completedAt", rows_text(rows, i, completed));
		json_end_object(json);
	}
	json_end_array(json);
}

bool
workflow_executions_reply(struct request *req, const struct rows *rows,
			  struct response *res)
{
	struct json_writer json;
	const char *next;

	if (!req->state)
		return crud_found_id(req, &workflow_resource, rows);
	if (!workflow_check_found(req, &rows[0]))
		return false;
	next = list_next(req, crud_list(req), &rows[1]);
	response_links(res, next);
	json = response_json(res, 200);
	json_begin_object(&json);
	write_executions(&json, req, &rows[1]);
	json_member_text(&json, "nextCursor", next);
	json_member_bool(&json, "hasMore", next != NULL);
	json_member_text(&json, "source", WORKFLOW_SOURCE);
	json_end_object(&json);
	return response_revalidate(res);
}

static const struct member times[] = {
	{ MEMBER("startedAt", FIELD_TIME), .is_nullable = true },
	{ MEMBER("completedAt", FIELD_TIME), .is_nullable = true },
	{ 0 }
};

static const struct member answer[] = {
	{ .field = { .name = "executions" }, .row = &execution_resource,
	  .members = times, .is_list = true },
	{ MEMBER("source", FIELD_TEXT, .example = WORKFLOW_SOURCE) },
	{ 0 }
};

const struct call workflow_executions_call = {
	.kind = CALL_LIST, .answer = answer,
};
