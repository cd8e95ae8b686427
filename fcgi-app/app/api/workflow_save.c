/* Saving a whole workflow: made or changed, by the id that its client gave it. */
#include "app/api/builder.h"

#include <string.h>

#include "app/api/body.h"
#include "app/api/workflow.h"
#include "app/resources/resources.h"
#include "base/buf.h"
#include "base/error.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/scan.h"
#include "json/writer.h"
#include "resource/call.h"
#include "resource/resource.h"
#include "resource/validate.h"

static const struct statement save_workflow = {
	.name = "save_workflow",
	.sql = "select id, made from api.save_workflow($1::text, $2::jsonb)",
};

static bool
is_array(const struct request *req, const char *name)
{
	struct json_slice slice;

	return body_find(req, name, &slice) && slice.type == JSON_ARRAY;
}

/* In the builder's own words, which its clients show. */
static bool
check_document(struct request *req)
{
	const char *id = body_text(req, "id"), *name = body_text(req, "name");
	const char *problem = NULL;

	if (req->json.len == 0)
		problem = "Request body is empty";
	else if ((!id || !*id) && (!name || !*name))
		problem = "Workflow must have either id or name";
	else if (!is_array(req, "nodes"))
		problem = "Workflow must have a nodes array";
	else if (!is_array(req, "edges"))
		problem = "Workflow must have an edges array";
	return !problem || fail(&req->error, ERROR_BAD_REQUEST, "%s", problem);
}

static void
write_value(struct json_writer *json, const struct field *field,
	    const char *text)
{
	bool is_raw = field->type == FIELD_BOOL || field->type == FIELD_INT
		      || field_is_json(field);

	if (text && is_raw)
		json_write_raw(json, text, strlen(text));
	else
		json_write_text(json, text);
}

/* Accepted members by the names of their columns. */
static const char *
as_columns(struct request *req, const struct values *given)
{
	const struct field *fields = workflow_resource.fields;
	struct json_writer json;
	struct buf buf;

	buf_init(&buf, req->arena, req->json.len + 256);
	json_writer_init(&json, &buf);
	json_begin_object(&json);
	for (int i = 0; fields[i].name; i++) {
		char column[FIELD_COLUMN_SIZE];

		if (!(given->given & (uint64_t)1 << i))
			continue;
		json_write_name(&json, field_column(&fields[i], column));
		write_value(&json, &fields[i], given->text[i]);
	}
	json_end_object(&json);
	return buf.bytes;
}

bool
workflow_save_add(struct request *req, struct unit *unit, const char *id,
		  const struct values *given)
{
	return unit_add(unit, &save_workflow, id, as_columns(req, given));
}

bool
workflow_save_plan(struct request *req, struct unit *unit)
{
	const char *id = body_text(req, "id");
	struct values given;

	return check_document(req) && workflow_gather(req)
	       && validate_body(req, &workflow_resource, VALIDATE_UPDATE, &given)
	       && workflow_save_add(req, unit, id && *id ? id : NULL, &given);
}

bool
workflow_save_reply(struct request *req, const struct rows *rows,
		    struct response *res)
{
	struct json_writer json = response_json(res, 200);

	(void)req;
	json_begin_object(&json);
	json_member_bool(&json, "success", true);
	json_member_text(&json, "workflowId", rows_text(&rows[0], 0, 0));
	json_member_text(&json, "source", WORKFLOW_SOURCE);
	json_member_text(&json, "message", "Workflow saved successfully");
	json_end_object(&json);
	return true;
}

static const struct member save_body[] = {
	{ MEMBER("id", FIELD_TEXT, .max = 255,
		 .help = "As its client calls it; without one it is new") },
	{ MEMBER("nodes", FIELD_JSON_ARRAY, .flags = FIELD_REQUIRED) },
	{ MEMBER("edges", FIELD_JSON_ARRAY, .flags = FIELD_REQUIRED) },
	{ 0 }
};

static const char *const names[] = { "id", "name", NULL };

static const struct member save_answer[] = {
	{ MEMBER("success", FIELD_BOOL) },
	{ MEMBER("workflowId", FIELD_TEXT) },
	{ MEMBER("source", FIELD_TEXT, .example = WORKFLOW_SOURCE) },
	{ MEMBER("message", FIELD_TEXT) },
	{ 0 }
};

const struct call workflow_save_call = {
	.kind = CALL_SAVE, .body = save_body, .either = names,
	.answer = save_answer, .flags = CALL_LIMITED,
};
