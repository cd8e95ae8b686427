/* What keeps a workflow from running: the one sent, or the one stored. */
#include "app/api/builder.h"

#include "app/api/body.h"
#include "app/api/faults.h"
#include "app/api/workflow.h"
#include "app/drawing.h"
#include "app/resources/resources.h"
#include "app/trigger.h"
#include "base/error.h"
#include "db/rows.h"
#include "http/aside.h"
#include "http/request.h"
#include "json/scan.h"
#include "resource/call.h"
#include "resource/crud.h"

static bool
check_body(struct request *req)
{
	return req->json.len == 0 || req->json.type == JSON_OBJECT
	       || fail_field(&req->error, "", "type", "must be an object");
}

bool
workflow_validate_plan(struct request *req, struct unit *unit)
{
	return check_body(req) && crud_get_plan(req, unit);
}

/* Of the workflow that is sent; without settings it begins when it is told to. */
static const char *
lack_of_body(struct request *req)
{
	struct json_slice settings;

	if (!body_find(req, "triggerConfig", &settings)
	    || settings.type != JSON_OBJECT)
		return NULL;
	return trigger_lack(req->arena, body_text(req, "trigger"),
			    json_slice_raw(req->arena, settings));
}

static bool
validate(struct request *req, const struct rows *rows, struct response *res)
{
	struct check_error also = { .field = "triggerConfig" };

	if (req->json.len > 0) {
		also.message = lack_of_body(req);
		return faults_answer(req, req->json, also, res);
	}
	if (!workflow_check_found(req, &rows[0]))
		return false;
	also.message = trigger_lack(req->arena,
				    rows_named(&rows[0], 0, "trigger"),
				    rows_named(&rows[0], 0, "trigger_config"));
	return faults_answer(req, drawing_document(req->arena, &rows[0],
						   &workflow_columns),
			     also, res);
}

/* A large graph takes as long to check as some pages. */
bool
workflow_validate_reply(struct request *req, const struct rows *rows,
			struct response *res)
{
	return aside_begin(req, rows, res, validate, NULL);
}

static const struct member body_members[] = {
	{ MEMBER("nodes", FIELD_JSON_ARRAY, .flags = FIELD_REQUIRED) },
	{ MEMBER("edges", FIELD_JSON_ARRAY) },
	{ 0 }
};

const struct call workflow_validate_call = {
	.body = body_members, .answer = faults_members,
	.flags = CALL_BODY_MAY_MISS | CALL_BODY_IS_OPEN,
};
