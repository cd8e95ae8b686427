/* What an agent has beside its own row. */
#include "app/api/api.h"

#include "app/api/body.h"
#include "app/resources/resources.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/list.h"
#include "resource/resource.h"

static const struct statement agent_label = {
	.name = "agent_label",
	.sql = "select id, name, category from api.agents where id = $1::uuid",
};

static const struct statement touch_heartbeat = {
	.name = "touch_heartbeat",
	.sql = "select api.touch_heartbeat(app.row_id('agent', $1::text),"
	       " $2::jsonb) as found, now() as at",
};

static const struct statement restore_agent = {
	.name = "restore_agent",
	.sql = "select found, changed, version, status from"
	       " api.restore_agent(app.row_id('agent', $1::text), $2::int)",
};

/* By its id alone: another name of a deleted agent is free for others. */
bool
restore_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	unit_add(unit, &restore_agent, id, request_if_match(req));
	return crud_get_add(req, unit, &agent_resource, id);
}

bool
agent_api_activate_plan(struct request *req, struct unit *unit)
{
	return crud_set_add(req, unit, &agent_resource, "status", "active");
}

bool
agent_api_deactivate_plan(struct request *req, struct unit *unit)
{
	return crud_set_add(req, unit, &agent_resource, "status", "inactive");
}

bool
agent_api_pause_plan(struct request *req, struct unit *unit)
{
	return crud_set_add(req, unit, &agent_resource, "status", "paused");
}

/* rows[0] is the agent, then come those of the list. */
bool
agent_executions_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");
	struct pair of_agent = { "agentId", id };

	if (!is_uuid(id))
		return crud_find_id(req, unit, &agent_resource);
	unit_add(unit, &agent_label, id);
	return crud_list_add(req, unit, &of_agent);
}

static void
write_agent(struct json_writer *json, const struct rows *agent)
{
	json_write_name(json, "agent");
	json_begin_object(json);
	json_member_text(json, "id", rows_text(agent, 0, 0));
	json_member_text(json, "name", rows_text(agent, 0, 1));
	json_member_text(json, "category", rows_text(agent, 0, 2));
	json_end_object(json);
}

bool
agent_executions_reply(struct request *req, const struct rows *rows,
		       struct response *res)
{
	struct json_writer json;

	if (!req->state)
		return crud_found_id(req, &agent_resource, rows);
	if (!crud_check_found(req, &agent_resource, &rows[0]))
		return false;
	json = response_json(res, 200);
	json_begin_object(&json);
	crud_write_list(&json, req, res, &rows[1]);
	write_agent(&json, &rows[0]);
	json_end_object(&json);
	return response_revalidate(res);
}

static const struct member heartbeat_body[] = {
	{ MEMBER("details", FIELD_JSON_OBJECT,
		 .help = "What the agent says of itself: host, version, load …;"
			 " at most 16 KiB. It stays until something else is said") },
	{ 0 }
};

bool
heartbeat_plan(struct request *req, struct unit *unit)
{
	const char *details;

	return body_value(req, &heartbeat_body[0].field, &details)
	       && unit_add(unit, &touch_heartbeat, request_param(req, "id"),
			   details);
}

/* Apart from the agent's row, so that it moves neither version nor ETag. */
bool
heartbeat_reply(struct request *req, const struct rows *rows,
		struct response *res)
{
	struct json_writer json;

	if (!rows_is_true(&rows[0], 0, "found"))
		return crud_check_found(req, &agent_resource, NULL);
	json = response_json(res, 200);
	json_begin_object(&json);
	json_member_text(&json, "agentId", request_param(req, "id"));
	json_member_time(&json, "heartbeatAt", rows_named(&rows[0], 0, "at"));
	json_end_object(&json);
	return true;
}

static const struct member owner_members[] = {
	{ MEMBER("id", FIELD_ID) },
	{ MEMBER("name", FIELD_TEXT) },
	{ MEMBER("category", FIELD_TEXT) },
	{ 0 }
};

static const struct member agent_executions_answer[] = {
	{ .field = { .name = "agent" }, .members = owner_members },
	{ 0 }
};

static const struct member heartbeat_answer[] = {
	{ MEMBER("agentId", FIELD_TEXT, .help = "As it was asked for") },
	{ MEMBER("heartbeatAt", FIELD_TIME) },
	{ 0 }
};

const struct call agent_executions_call = {
	.kind = CALL_LIST, .answer = agent_executions_answer,
};

static const struct member agent_answer[] = {
	{ .field = { .name = "agent" }, .row = &agent_resource },
	{ 0 }
};

const struct call restore_call = {
	.answer = agent_answer,
	.flags = CALL_TAGGED | CALL_MATCHES | CALL_CONFLICTS | CALL_LIMITED,
};

const struct call status_call = {
	.answer = agent_answer, .flags = CALL_TAGGED | CALL_MATCHES,
};

const struct call heartbeat_call = {
	.body = heartbeat_body, .answer = heartbeat_answer,
	.flags = CALL_BODY_MAY_MISS,
};
