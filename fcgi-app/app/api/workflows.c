/* Workflows as the builder's clients list, get and change them. */
#include "app/api/builder.h"

#include "app/api/workflow.h"
#include "app/resources/resources.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/writer.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/list.h"
#include "resource/resource.h"

/* For clients that know no pages; the columns of a list of workflow_resource. */
static const struct statement all_workflows = {
	.name = "all_workflows",
	.sql = "select id, custom_id, name, description, status, format, trigger,"
	       " to_json(tags) as tags, category, difficulty, estimated_time, label_version,"
	       " is_template, is_public, node_count, edge_count, project_id, project_name,"
	       " created_by_id, created_by_id, created_by_name, created_by_email, version,"
	       " created_at, updated_at from api.workflows where not is_template"
	       " order by id desc limit 1000",
};

static const struct statement count_workflows = {
	.name = "count_workflows",
	.sql = "select count(*) as n from workflows where not is_template",
};

static void
write_items(struct json_writer *json, struct request *req,
	    const struct rows *rows, int shown)
{
	json_write_name(json, workflow_resource.plural);
	json_begin_array(json);
	for (int i = 0; i < shown; i++)
		workflow_write(json, req, rows, i);
	json_end_array(json);
}

/* Templates are listed where they are asked for. */
static bool
add_page(struct request *req, struct unit *unit)
{
	struct pair no_templates = { "isTemplate", "false" };

	return crud_list_add(req, unit, request_query(req, "isTemplate")
						? NULL : &no_templates);
}

bool
workflows_plan(struct request *req, struct unit *unit)
{
	if (req->query.count > 0)
		return add_page(req, unit);
	return unit_add(unit, &all_workflows) && unit_add(unit, &count_workflows);
}

static void
write_page(struct json_writer *json, struct request *req,
	   const struct rows *rows)
{
	const struct list *list = crud_list(req);
	const char *next = list_next(req, list, &rows[0]);

	write_items(json, req, &rows[0], list_shown(list, &rows[0]));
	if (list->wants_totals)
		json_member_int(json, "total", rows_int(&rows[1], 0, "n"));
	json_member_text(json, "nextCursor", next);
	json_member_bool(json, "hasMore", next != NULL);
}

bool
workflows_reply(struct request *req, const struct rows *rows,
		struct response *res)
{
	struct json_writer json = response_json(res, 200);

	json_begin_object(&json);
	if (crud_list(req)) {
		write_page(&json, req, rows);
	} else {
		write_items(&json, req, &rows[0], rows[0].count);
		json_member_int(&json, "total", rows_int(&rows[1], 0, "n"));
	}
	json_member_text(&json, "source", WORKFLOW_SOURCE);
	json_end_object(&json);
	return response_revalidate(res);
}

bool
workflow_get_reply(struct request *req, const struct rows *rows,
		   struct response *res)
{
	return workflow_check_found(req, &rows[0])
	       && workflow_answer(res, 200, &rows[0]);
}

bool
workflow_replace_plan(struct request *req, struct unit *unit)
{
	return workflow_gather(req) && crud_replace_plan(req, unit);
}

bool
workflow_update_plan(struct request *req, struct unit *unit)
{
	return workflow_gather(req) && crud_update_plan(req, unit);
}

bool
workflow_change_reply(struct request *req, const struct rows *rows,
		      struct response *res)
{
	return workflow_check_found(req, &rows[0])
	       && crud_check_changed(req, &workflow_resource, &rows[0])
	       && workflow_answer(res, 200, &rows[1]);
}

static const struct member list_answer[] = {
	{ MEMBER("nextCursor", FIELD_TEXT, .help = "Of the next page, for ?cursor="),
	  .is_nullable = true, .is_optional = true },
	{ MEMBER("hasMore", FIELD_BOOL), .is_optional = true },
	{ MEMBER("total", FIELD_INT), .is_optional = true },
	{ MEMBER("source", FIELD_TEXT, .example = WORKFLOW_SOURCE) },
	{ 0 }
};

static const struct member row_answer[] = {
	{ MEMBER("success", FIELD_BOOL) },
	{ MEMBER("source", FIELD_TEXT, .example = WORKFLOW_SOURCE) },
	{ 0 }
};

const struct call workflows_call = { .kind = CALL_LIST, .answer = list_answer };
const struct call workflow_get_call = { .kind = CALL_GET, .answer = row_answer };
const struct call workflow_replace_call = { .kind = CALL_REPLACE, .answer = row_answer };
const struct call workflow_update_call = { .kind = CALL_UPDATE, .answer = row_answer };
