/* What agents do with messages: claim what is in the inbox, and settle it. */
#include "app/api/api.h"

#include <string.h>

#include "app/api/body.h"
#include "app/message.h"
#include "app/resources/resources.h"
#include "base/arena.h"
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

/* The columns of agent_message_resource in order. */
static const struct statement claim_messages = {
	.name = "claim_messages",
	.sql = "select id, agent_id, direction, sender_id, sender_name,"
	       " recipient_id, recipient_name, type, priority, subject, content,"
	       " correlation_id, reply_to, status, attempts, max_attempts,"
	       " acknowledgement_required, held_until, expires_at, delivered_at,"
	       " acknowledged_at, error, created_at from"
	       " api.claim_messages(app.row_id('agent', $1::text), $2::int,"
	       " $3::int)",
};

static const struct statement inbox_agent = {
	.name = "inbox_agent",
	.sql = "select id from api.agents"
	       " where id = app.row_id('agent', $1::text)",
};

enum { ROWS_AGENT, ROWS_CLAIMED };

/* --- the inbox --- */

static const struct member claim_body[] = {
	{ MEMBER("limit", FIELD_INT, .min = 1, .max = 100, .fallback = "10",
		 .help = "How many messages at most") },
	{ MEMBER("holdSeconds", FIELD_INT, .min = 1, .max = 43200,
		 .fallback = "60",
		 .help = "How long they are not given again, if they are not"
			 " acknowledged") },
	{ 0 }
};

/* A member of a call's body, or what it is where nothing is said. */
static bool
read_or_fall_back(struct request *req, const struct member *member,
		  const char **text)
{
	if (!body_value(req, &member->field, text))
		return false;
	if (!*text)
		*text = member->field.fallback;
	return true;
}

bool
inbox_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");
	const char *limit, *hold;

	if (!body_check(req, claim_body))
		return false;
	if (!read_or_fall_back(req, &claim_body[0], &limit)
	    || !read_or_fall_back(req, &claim_body[1], &hold))
		return false;
	return unit_add(unit, &inbox_agent, id)
	       && unit_add(unit, &claim_messages, id, limit, hold);
}

bool
inbox_reply(struct request *req, const struct rows *rows, struct response *res)
{
	const struct rows *claimed = &rows[ROWS_CLAIMED];
	struct json_writer json;

	if (!crud_check_found(req, &agent_resource, &rows[ROWS_AGENT]))
		return false;
	json = response_json(res, 200);
	json_begin_object(&json);
	json_write_name(&json, agent_message_resource.plural);
	json_begin_array(&json);
	for (int row = 0; row < claimed->count; row++)
		crud_write(&json, req, &agent_message_resource, claimed, row);
	json_end_array(&json);
	json_end_object(&json);
	return true;
}

static const struct member inbox_message[] = {
	{ MEMBER("content", FIELD_JSON) },
	{ 0 }
};

static const struct member inbox_answer[] = {
	{ .field = { .name = "agentMessages" }, .row = &agent_message_resource,
	  .members = inbox_message, .is_list = true },
	{ 0 }
};

const struct call inbox_call = {
	.body = claim_body, .answer = inbox_answer, .flags = CALL_BODY_MAY_MISS,
	.help = "The most urgent first, and of these the oldest. Each is given to"
		" one caller; if it is not acknowledged while it is held, it"
		" comes again until its attempts are used up.",
};

/* --- what became of one --- */

static const struct member acknowledge_body[] = {
	{ MEMBER("agentId", FIELD_ID,
		 .help = "Who got it; needed of a message to all agents") },
	{ 0 }
};

static const struct member fail_body[] = {
	{ MEMBER("agentId", FIELD_ID,
		 .help = "Who got it; needed of a message to all agents") },
	{ MEMBER("error", FIELD_LONG_TEXT, .max = 10000,
		 .help = "Why it failed") },
	{ MEMBER("retry", FIELD_BOOL, .fallback = "false",
		 .help = "It comes again while attempts are left") },
	{ 0 }
};

static bool
settle(struct request *req, struct unit *unit, struct message_outcome *outcome)
{
	outcome->id = request_param(req, "id");
	req->state = outcome;
	if (!is_uuid(outcome->id))
		return crud_check_found(req, &message_resource, NULL);
	return message_settle_add(unit, outcome)
	       && crud_get_add(req, unit, &message_resource, outcome->id);
}

bool
acknowledge_plan(struct request *req, struct unit *unit)
{
	struct message_outcome *outcome
		= arena_alloc(req->arena, sizeof *outcome);

	outcome->outcome = "acknowledge";
	return body_check(req, acknowledge_body)
	       && body_value(req, &acknowledge_body[0].field, &outcome->agent)
	       && settle(req, unit, outcome);
}

bool
message_fail_plan(struct request *req, struct unit *unit)
{
	struct message_outcome *outcome
		= arena_alloc(req->arena, sizeof *outcome);
	const char *retry;

	if (!body_check(req, fail_body)
	    || !body_value(req, &fail_body[0].field, &outcome->agent)
	    || !body_value(req, &fail_body[1].field, &outcome->error)
	    || !body_value(req, &fail_body[2].field, &retry))
		return false;
	outcome->outcome = retry && *retry == 't' ? "retry" : "fail";
	return settle(req, unit, outcome);
}

bool
message_settle_reply(struct request *req, const struct rows *rows,
		     struct response *res)
{
	return message_settle_check(req, req->state, &rows[0])
	       && crud_check_found(req, &message_resource, &rows[1])
	       && response_row(res, 200, &message_resource, &rows[1]);
}

static const struct member message_answer[] = {
	{ .field = { .name = "message" }, .row = &message_resource },
	{ 0 }
};

const struct call acknowledge_call = {
	.body = acknowledge_body, .answer = message_answer,
	.flags = CALL_CONFLICTS | CALL_BODY_MAY_MISS,
};

const struct call message_fail_call = {
	.body = fail_body, .answer = message_answer,
	.flags = CALL_CONFLICTS | CALL_BODY_MAY_MISS,
};
