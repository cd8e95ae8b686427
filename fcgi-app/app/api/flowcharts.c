/* The flowchart of an agent: get, make, change, delete, copy. */
#include "app/api/api.h"

#include "app/api/body.h"
#include "app/api/document.h"
#include "app/api/flowchart.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/uuid.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/scan.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"

static const struct statement make_flowchart = {
	.name = "make_flowchart",
	.sql = "select api.make_flowchart(app.row_id('agent', $1::text), $2::uuid,"
	       " $3::jsonb)",
};

static const struct statement change_flowchart = {
	.name = "change_flowchart",
	.sql = "select found, changed, version from api.change_flowchart("
	       "app.row_id('agent', $1::text), $2::int, $3::jsonb)",
};

static const struct statement delete_flowchart = {
	.name = "delete_flowchart",
	.sql = "select found, changed, version from api.delete_flowchart("
	       "app.row_id('agent', $1::text), $2::int)",
};

static const struct statement duplicate_flowchart = {
	.name = "duplicate_flowchart",
	.sql = "select found, target_found from api.duplicate_flowchart("
	       "app.row_id('agent', $1::text), app.row_id('agent', $2::text),"
	       " $3::uuid)",
};

bool
flowchart_get_plan(struct request *req, struct unit *unit)
{
	return unit_add(unit, &flowchart_of_agent, request_param(req, "id"));
}

bool
flowchart_get_reply(struct request *req, const struct rows *rows,
		    struct response *res)
{
	return flowchart_check_found(req, &rows[0])
	       && flowchart_answer(res, 200, &rows[0], NULL);
}

/* --- make --- */

static bool
make(struct request *req, struct unit *unit)
{
	struct json_slice body;
	const char *sql;

	return flowchart_body(req, &body, &sql)
	       && unit_add(unit, &make_flowchart, request_param(req, "id"),
			   crud_id(req), sql);
}

/* The last statement gets it; how many come before depends on the request. */
bool
flowchart_make_plan(struct request *req, struct unit *unit)
{
	size_t *place = arena_alloc(req->arena, sizeof *place);

	if (!crud_begin_make(req, unit, &flowchart_resource)
	    || !(req->replay_id || make(req, unit)))
		return false;
	*place = unit_count(unit);
	crud_keep(req, place);
	return unit_add(unit, &flowchart_of_agent, request_param(req, "id"));
}

static const struct rows *
made(const struct request *req, const struct rows *rows)
{
	const size_t *place = crud_kept(req);

	return &rows[*place];
}

bool
flowchart_make_reply(struct request *req, const struct rows *rows,
		     struct response *res)
{
	if (!crud_check_found(req, &agent_resource, made(req, rows)))
		return false;
	response_header(res, "Location", req->path);
	return flowchart_answer(res, 201, made(req, rows), NULL);
}

/* --- change and delete --- */

bool
flowchart_change_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");
	struct json_slice body;
	const char *sql;

	return flowchart_body(req, &body, &sql)
	       && unit_add(unit, &change_flowchart, id, request_if_match(req), sql)
	       && unit_add(unit, &flowchart_of_agent, id);
}

bool
flowchart_change_reply(struct request *req, const struct rows *rows,
		       struct response *res)
{
	return flowchart_check_changed(req, &rows[0])
	       && flowchart_check_found(req, &rows[1])
	       && flowchart_answer(res, 200, &rows[1],
				   "Flowchart updated successfully");
}

bool
flowchart_delete_plan(struct request *req, struct unit *unit)
{
	return unit_add(unit, &delete_flowchart, request_param(req, "id"),
			request_if_match(req));
}

bool
flowchart_delete_reply(struct request *req, const struct rows *rows,
		       struct response *res)
{
	struct json_writer json;

	if (!flowchart_check_changed(req, &rows[0]))
		return false;
	json = response_json(res, 200);
	json_begin_object(&json);
	json_member_text(&json, "message", "Flowchart deleted successfully");
	json_end_object(&json);
	return true;
}

/* --- copy to another agent --- */

bool
flowchart_duplicate_plan(struct request *req, struct unit *unit)
{
	const char *target = body_text(req, "targetAgentId");
	char id[UUID_TEXT_SIZE];

	if (!target || !*target)
		return fail_field(&req->error, "/targetAgentId", "required",
				  "is required");
	uuid_v7(id);
	return unit_add(unit, &duplicate_flowchart, request_param(req, "id"),
			target, id)
	       && unit_add(unit, &flowchart_of_agent, target);
}

bool
flowchart_duplicate_reply(struct request *req, const struct rows *rows,
			  struct response *res)
{
	if (!rows_is_true(&rows[0], 0, "found"))
		return fail(&req->error, ERROR_NOT_FOUND,
			    "agent '%s' has no flowchart",
			    request_param(req, "id"));
	if (!rows_is_true(&rows[0], 0, "target_found"))
		return fail_field(&req->error, "/targetAgentId", "invalid",
				  "there is no such agent");
	return flowchart_check_found(req, &rows[1])
	       && flowchart_answer(res, 201, &rows[1], NULL);
}

static const struct member row_answer[] = {
	{ .field = { .name = "flowchart" }, .row = &flowchart_resource },
	{ 0 }
};

static const struct member change_answer[] = {
	{ .field = { .name = "flowchart" }, .row = &flowchart_resource },
	{ MEMBER("message", FIELD_TEXT) },
	{ 0 }
};

static const struct member make_body[] = {
	{ MEMBER("nodes", FIELD_JSON_ARRAY, .flags = FIELD_REQUIRED) },
	{ 0 }
};

static const struct member duplicate_body[] = {
	{ MEMBER("targetAgentId", FIELD_TEXT, .max = 255,
		 .flags = FIELD_REQUIRED, .help = "The id, or another name of it") },
	{ 0 }
};

const struct call flowchart_get_call = {
	.kind = CALL_GET, .flags = CALL_TAGGED,
};

const struct call flowchart_version_call = {
	.kind = CALL_GET, .flags = CALL_TAGGED, .path = document_version_path,
};

const struct call flowchart_make_call = {
	.kind = CALL_CREATE, .flags = CALL_TAGGED, .body = make_body,
	.help = "An agent has one at most: 409 where there is one. The flowchart may"
		" also stand in a member of this name.",
};

const struct call flowchart_change_call = {
	.kind = CALL_REPLACE, .flags = CALL_TAGGED | CALL_MATCHES,
	.answer = change_answer,
};

const struct call flowchart_restore_call = {
	.flags = CALL_TAGGED | CALL_MATCHES, .path = document_version_path,
	.answer = change_answer,
};

const struct call flowchart_delete_call = {
	.kind = CALL_DELETE, .flags = CALL_MATCHES,
};

const struct call flowchart_duplicate_call = {
	.status = 201, .flags = CALL_TAGGED | CALL_CONFLICTS,
	.body = duplicate_body, .answer = row_answer,
};
