/* What an execution said: the list, and adding to it. */
#include "app/api/api.h"

#include "app/api/body.h"
#include "app/api/log_lines.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/text.h"
#include "base/uuid.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/batch.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/idempotency.h"
#include "resource/list.h"
#include "resource/resource.h"

static const struct statement execution_exists = {
	.name = "execution_exists",
	.sql = "select id from executions where id = $1::uuid",
};

/* rows[0] is the execution, then come those of the list. */
bool
logs_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");
	struct pair of_execution = { "executionId", id };

	if (!is_uuid(id))
		return crud_find_id(req, unit, &execution_resource);
	unit_add(unit, &execution_exists, id);
	return crud_list_add(req, unit, &of_execution);
}

bool
logs_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct json_writer json;

	if (!req->state)
		return crud_found_id(req, &execution_resource, rows);
	if (!crud_check_found(req, &execution_resource, &rows[0]))
		return false;
	json = response_json(res, 200);
	json_begin_object(&json);
	crud_write_list(&json, req, res, &rows[1]);
	json_member_text(&json, "executionId", rows_text(&rows[0], 0, 0));
	json_end_object(&json);
	return response_revalidate(res);
}

bool
logs_add_plan(struct request *req, struct unit *unit)
{
	struct batch *lines = arena_alloc(req->arena, sizeof *lines);
	char id[UUID_TEXT_SIZE];

	req->state = lines;
	if (!body_batch(req, "logs", &log_lines, lines))
		return false;
	if (req->replay_id)
		return true;
	uuid_v7(id);
	return idempotency_add(req, unit, log_resource.name, id)
	       && log_lines_add(unit, request_param(req, "id"), lines);
}

static bool
is_added(const struct request *req, const struct rows *rows)
{
	const struct batch *lines = req->state;

	return req->replay_id || lines->count == 0
	       || idempotency_rows(req, rows)->count > 0;
}

bool
logs_add_reply(struct request *req, const struct rows *rows, struct response *res)
{
	const struct batch *lines = req->state;
	struct json_writer json;

	if (!is_added(req, rows))
		return crud_check_found(req, &execution_resource, NULL);
	json = response_json(res, 201);
	json_begin_object(&json);
	json_member_text(&json, "executionId", request_param(req, "id"));
	json_member_int(&json, "accepted", (int64_t)lines->count);
	json_end_object(&json);
	return true;
}

static const struct member logs_answer[] = {
	{ MEMBER("executionId", FIELD_ID) },
	{ 0 }
};

static const struct member logs_add_body[] = {
	{ .field = { .name = "logs", .max = LOG_LINES_MAX,
		     .flags = FIELD_REQUIRED },
	  .row = &log_resource, .is_list = true, .may_be_text = true },
	{ 0 }
};

static const struct member logs_add_answer[] = {
	{ MEMBER("executionId", FIELD_TEXT, .help = "As it was asked for") },
	{ MEMBER("accepted", FIELD_INT, .help = "How many lines were added") },
	{ 0 }
};

const struct call logs_call = { .kind = CALL_LIST, .answer = logs_answer };

const struct call logs_add_call = {
	.status = 201, .body = logs_add_body, .answer = logs_add_answer,
	.flags = CALL_IDEMPOTENT | CALL_BODY_OF_MANY,
	.help = "A line, an array of lines, or an object with them as logs. A line"
		" may be a text alone.",
};
