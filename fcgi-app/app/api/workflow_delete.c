/* Deleting a workflow, by the path or by ?id=, and those that nobody owns. */
#include "app/api/builder.h"

#include <string.h>

#include "app/api/workflow.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/error.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/writer.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"

/* Templates have no owner where an installation brought them: they stay. */
static const struct statement clean_workflows = {
	.name = "clean_workflows",
	.sql = "with gone as (delete from workflows where created_by is null"
	       " and not is_template returning id) select count(*) as n from gone",
};

bool
workflow_delete_by_query_plan(struct request *req, struct unit *unit)
{
	return crud_delete_of_query(req, unit, "Workflow ID is required");
}

bool
workflow_delete_reply(struct request *req, const struct rows *rows,
		      struct response *res)
{
	bool is_by_query = request_query(req, "id") != NULL;
	struct json_writer json;

	if (!workflow_check_found(req, &rows[0])
	    || !crud_check_changed(req, &workflow_resource, &rows[0]))
		return false;
	json = response_json(res, 200);
	json_begin_object(&json);
	json_member_bool(&json, "success", true);
	json_member_text(&json, "source", WORKFLOW_SOURCE);
	json_member_text(&json, "message", is_by_query
			 ? "Workflow deleted successfully"
			 : arena_printf(req->arena, "Workflow %s deleted",
					request_param(req, "id")));
	json_end_object(&json);
	return true;
}

bool
workflows_clean_plan(struct request *req, struct unit *unit)
{
	(void)req;
	return unit_add(unit, &clean_workflows);
}

/* In the members of both of the builder's stores. */
bool
workflows_clean_reply(struct request *req, const struct rows *rows,
		      struct response *res)
{
	struct json_writer json = response_json(res, 200);
	int64_t count = rows_int(&rows[0], 0, "n");

	json_begin_object(&json);
	json_member_bool(&json, "success", true);
	json_member_int(&json, "count", count);
	json_member_int(&json, "deleted", count);
	json_member_text(&json, "source", WORKFLOW_SOURCE);
	json_member_text(&json, "message", arena_printf(req->arena,
			 "Deleted %lld workflows without an owner",
			 (long long)count));
	json_end_object(&json);
	return true;
}

static const struct member delete_query[] = {
	{ MEMBER("id", FIELD_TEXT, .max = 255, .flags = FIELD_REQUIRED,
		 .help = "The id, or another name of it") },
	{ 0 }
};

static const struct member delete_answer[] = {
	{ MEMBER("success", FIELD_BOOL) },
	{ MEMBER("source", FIELD_TEXT, .example = WORKFLOW_SOURCE) },
	{ MEMBER("message", FIELD_TEXT) },
	{ 0 }
};

const struct call workflow_delete_call = { .kind = CALL_DELETE, .answer = delete_answer };

const struct call workflow_delete_by_query_call = {
	.kind = CALL_DELETE, .flags = CALL_MISSES, .query = delete_query,
	.answer = delete_answer,
};

static const struct member clean_answer[] = {
	{ MEMBER("success", FIELD_BOOL) },
	{ MEMBER("count", FIELD_INT) },
	{ MEMBER("deleted", FIELD_INT, .help = "The same") },
	{ MEMBER("source", FIELD_TEXT, .example = WORKFLOW_SOURCE) },
	{ MEMBER("message", FIELD_TEXT) },
	{ 0 }
};

const struct call workflows_clean_call = { .answer = clean_answer };
