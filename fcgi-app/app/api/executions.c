/* Executions as clients report them: with logs, and errors as text or object. */
#include "app/api/api.h"

#include <string.h>

#include "app/api/body.h"
#include "app/api/log_lines.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/scan.h"
#include "json/writer.h"
#include "resource/batch.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"

/* The newest, oldest first; the columns of log_resource in order. */
static const struct statement newest_logs = {
	.name = "newest_logs",
	.sql = "select id, execution_id, timestamp, level, message, context, node_id"
	       " from (select id, execution_id, timestamp, level, message, context,"
	       " node_id from api.execution_logs"
	       " where execution_id = app.row_id('execution', $1::text)"
	       " order by id desc limit 100) as newest order by id",
};

/* The text of an error that came as an object. */
static const char *
error_text(const struct request *req, struct json_slice error)
{
	static const char *const names[] = { "message", "error", "detail", NULL };
	struct request inner = *req;

	inner.json = error;
	for (size_t i = 0; names[i]; i++) {
		const char *text = body_text(&inner, names[i]);

		if (text)
			return text;
	}
	return json_slice_raw(req->arena, error);
}

static void
write_others(struct json_writer *json, const struct request *req)
{
	size_t count;
	struct json_member *members = json_members(req->arena, req->json, &count);

	for (size_t i = 0; i < count; i++) {
		if (strcmp(members[i].name, "error") == 0
		    || strcmp(members[i].name, "errorDetails") == 0)
			continue;
		json_write_name(json, members[i].name);
		json_write_raw(json, members[i].value.text,
			       members[i].value.len);
	}
}

/* {"error": {"message": …, …}} is {"error": text, "errorDetails": the object}. */
static bool
split_error(struct request *req)
{
	struct json_writer json;
	struct json_slice error;
	struct buf body;

	if (!body_find(req, "error", &error) || error.type != JSON_OBJECT)
		return true;
	buf_init(&body, req->arena, 2 * req->json.len);
	json_writer_init(&json, &body);
	json_begin_object(&json);
	write_others(&json, req);
	json_member_text(&json, "error", error_text(req, error));
	json_write_name(&json, "errorDetails");
	json_write_raw(&json, error.text, error.len);
	json_end_object(&json);
	return json_scan(req->arena, body.bytes, body.len, &req->json,
			 &req->error);
}

static bool
check_owner(struct request *req)
{
	struct json_slice slice;

	return body_find(req, "agentId", &slice)
	       || body_find(req, "workflowId", &slice)
	       || fail_field(&req->error, "/agentId", "required", "is required");
}

static bool
read_logs(struct request *req, struct batch *lines)
{
	struct json_slice slice;

	*lines = (struct batch){ 0 };
	return !body_find(req, "logs", &slice) || slice.type == JSON_NULL
	       || batch_read(req, &log_lines, slice, "/logs", lines);
}

/* Both are told at once: what is wrong with the logs and with the rest. */
static bool
make(struct request *req, struct unit *unit)
{
	struct batch lines;
	bool has_owner = check_owner(req);
	bool has_logs = read_logs(req, &lines);

	return crud_make_add(req, unit, &execution_resource)
	       && has_owner && has_logs
	       && (lines.count == 0
		   || log_lines_add(unit, crud_id(req), &lines));
}

bool
execution_create_plan(struct request *req, struct unit *unit)
{
	return split_error(req)
	       && crud_begin_make(req, unit, &execution_resource)
	       && (req->replay_id || make(req, unit))
	       && crud_end_make(req, unit, &execution_resource);
}

bool
execution_get_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	return crud_get_add(req, unit, &execution_resource, id)
	       && unit_add(unit, &newest_logs, id);
}

static void
write_logs(struct json_writer *json, const struct request *req,
	   const struct rows *logs)
{
	json_write_name(json, "logs");
	json_begin_array(json);
	for (int i = 0; i < logs->count; i++)
		crud_write(json, req, &log_resource, logs, i);
	json_end_array(json);
}

/*
 * Logs are added without a new version: the tag names the newest too, so that who
 * polls sees them.
 */
static const char *
tag(const struct request *req, const struct rows *rows)
{
	const char *version = rows_named(&rows[0], 0, "version");
	const char *log = rows[1].count
				  ? rows_text(&rows[1], rows[1].count - 1, 0) : NULL;

	if (!log)
		return version;
	return arena_printf(req->arena, "%s-%s", version, log);
}

bool
execution_get_reply(struct request *req, const struct rows *rows,
		    struct response *res)
{
	struct json_writer json;

	if (!crud_check_found(req, &execution_resource, &rows[0]))
		return false;
	if (response_not_modified(res, tag(req, rows)))
		return true;
	json = response_json(res, 200);
	json_begin_object(&json);
	json_write_name(&json, execution_resource.name);
	json_begin_object(&json);
	crud_write_members(&json, req, &execution_resource, &rows[0], 0);
	write_logs(&json, req, &rows[1]);
	json_end_object(&json);
	json_end_object(&json);
	return true;
}

bool
execution_update_plan(struct request *req, struct unit *unit)
{
	return split_error(req) && crud_update_plan(req, unit);
}

bool
execution_replace_plan(struct request *req, struct unit *unit)
{
	return split_error(req) && crud_replace_plan(req, unit);
}

/* As clients report them: lines of a log beside the run, an error as they have it. */
#define REPORTED_ERROR \
	{ MEMBER("error", FIELD_JSON_OBJECT, \
		 .help = "A text, or an object with a message"), \
	  .may_be_text = true }

static const struct member create_body[] = {
	{ .field = { .name = "logs", .max = LOG_LINES_MAX }, .row = &log_resource,
	  .is_list = true, .may_be_text = true },
	REPORTED_ERROR,
	{ 0 }
};

static const struct member change_body[] = { REPORTED_ERROR, { 0 } };

static const char *const owners[] = { "agentId", "workflowId", NULL };

static const struct member newest_logs_members[] = {
	{ .field = { .name = "logs", .max = 100,
		     .help = "The newest, oldest first" },
	  .row = &log_resource, .is_list = true },
	{ 0 }
};

static const struct member get_answer[] = {
	{ .field = { .name = "execution" }, .row = &execution_resource,
	  .members = newest_logs_members },
	{ 0 }
};

const struct call execution_create_call = {
	.kind = CALL_CREATE, .body = create_body, .either = owners,
};

const struct call execution_get_call = { .kind = CALL_GET, .answer = get_answer };
const struct call execution_replace_call = { .kind = CALL_REPLACE, .body = change_body };
const struct call execution_update_call = { .kind = CALL_UPDATE, .body = change_body };
