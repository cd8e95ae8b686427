/* The tenants of the caller: between which one switches, what they set, and how they end. */
#include "app/api/api.h"

#include "app/api/body.h"
#include "app/resources/resources.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"
#include "resource/validate.h"

static const struct statement switch_tenant = {
	.name = "switch_tenant",
	.sql = "select api.switch_tenant($1::uuid) as changed"
	       " where app.has_session()",
};

static const struct statement make_tenant = {
	.name = "make_tenant",
	.sql = "select private.make_tenant($1::uuid, $2::text, $3::text, $4::int,"
	       " $5::int, $6::int)",
};

static const struct statement delete_tenant = {
	.name = "delete_tenant",
	.sql = "select found, changed, version, status"
	       " from api.delete_tenant($1::uuid, $2::int, $3::text)",
};

static const struct statement keep_tenant = {
	.name = "keep_tenant",
	.sql = "select found, changed, version, status"
	       " from api.keep_tenant($1::uuid, $2::int)",
};

static const struct statement leave_tenant = {
	.name = "leave_tenant",
	.sql = "select private.leave_tenant($1::uuid)",
};

bool
tenant_switch_plan(struct request *req, struct unit *unit)
{
	const char *id = body_text(req, "tenantId");

	if (!id || !is_uuid(id))
		return fail_field(&req->error, "/tenantId", id ? "id" : "required",
				  "must be the id of a tenant");
	return unit_add(unit, &switch_tenant, id);
}

bool
tenant_switch_reply(struct request *req, const struct rows *rows,
		    struct response *res)
{
	if (req->caller.is_key) {
		fail(&req->error, ERROR_FORBIDDEN, "an API key has no sessions");
		return fail_hint(&req->error,
				 "Sign in, and use that session's token");
	}
	if (rows[0].count == 0 || !rows_is_true(&rows[0], 0, "changed"))
		return fail(&req->error, ERROR_NOT_FOUND,
			    "you are no member of a tenant '%s'",
			    body_text(req, "tenantId"));
	return response_nothing(res);
}

bool
tenant_make_add(struct request *req, struct unit *unit, const char *id,
		const struct values *given)
{
	static const char *const names[] = { "name", "slug", "retentionDays",
					     "offlineAfterS", "runTimeoutS" };
	enum { COUNT = sizeof names / sizeof *names };
	const char *values[COUNT + 2] = { NULL, id };

	for (size_t i = 0; i < COUNT; i++)
		values[i + 2] = given->text[resource_field(&tenant_resource,
							   names[i])];
	return crud_add(req, unit, &make_tenant, values, COUNT + 1);
}

static bool
make(struct request *req, struct unit *unit)
{
	struct values given;

	return validate_body(req, &tenant_resource, VALIDATE_CREATE, &given)
	       && tenant_make_add(req, unit, crud_id(req), &given);
}

bool
tenant_create_plan(struct request *req, struct unit *unit)
{
	return crud_begin_make(req, unit, &tenant_resource)
	       && (req->replay_id || make(req, unit))
	       && crud_end_make(req, unit, &tenant_resource);
}

/* One's other tenants are seen, but not changed from here. */
bool
tenant_change_reply(struct request *req, const struct rows *rows,
		    struct response *res)
{
	bool is_found = rows[0].count > 0 && rows_is_true(&rows[0], 0, "found");

	if (is_found || rows[1].count == 0)
		return response_change(res, &tenant_resource, rows);
	fail(&req->error, ERROR_CONFLICT, "this is not the current organisation");
	return fail_hint(&req->error, "Switch to it first");
}

bool
tenant_leave_add(struct unit *unit, const char *id)
{
	return unit_add(unit, &leave_tenant, id);
}

bool
tenant_leave_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return crud_check_found(req, &tenant_resource, NULL);
	return tenant_leave_add(unit, id);
}

bool
tenant_leave_reply(struct request *req, const struct rows *rows,
		   struct response *res)
{
	struct json_writer json = response_json(res, 200);

	(void)req;
	json_begin_object(&json);
	json_member_text(&json, "tenantId", rows_text(&rows[0], 0, 0));
	json_end_object(&json);
	return true;
}

bool
tenant_delete_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return crud_check_found(req, &tenant_resource, NULL);
	return unit_add(unit, &delete_tenant, id, request_if_match(req),
			request_query(req, "confirm"))
	       && crud_get_add(req, unit, &tenant_resource, id);
}

bool
tenant_restore_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return crud_check_found(req, &tenant_resource, NULL);
	return unit_add(unit, &keep_tenant, id, request_if_match(req))
	       && crud_get_add(req, unit, &tenant_resource, id);
}

static const struct member switch_body[] = {
	{ MEMBER("tenantId", FIELD_ID, .flags = FIELD_REQUIRED) },
	{ 0 }
};

static const struct member delete_query[] = {
	{ MEMBER("confirm", FIELD_TEXT,
		 .help = "The name of the tenant, as it is written") },
	{ 0 }
};

static const struct member leave_answer[] = {
	{ MEMBER("tenantId", FIELD_ID,
		 .help = "In which the session is now; null: it has ended"),
	  .is_nullable = true },
	{ 0 }
};

static const struct member row_answer[] = {
	{ .field = { .name = "tenant" }, .row = &tenant_resource },
	{ 0 }
};

const struct call tenant_switch_call = {
	.status = 204, .flags = CALL_MISSES, .body = switch_body,
};
const struct call tenant_create_call = {
	.kind = CALL_CREATE, .flags = CALL_CONFLICTS,
};
const struct call tenant_replace_call = {
	.kind = CALL_REPLACE, .flags = CALL_CONFLICTS,
};
const struct call tenant_update_call = {
	.kind = CALL_UPDATE, .flags = CALL_CONFLICTS,
};
const struct call tenant_delete_call = {
	.kind = CALL_DELETE, .flags = CALL_CONFLICTS | CALL_TAGGED,
	.status = 200, .query = delete_query, .answer = row_answer,
	.help = "Until deleteAt all goes on, and an owner can call it off.",
};
const struct call tenant_restore_call = {
	.flags = CALL_CONFLICTS | CALL_TAGGED | CALL_MATCHES,
	.answer = row_answer,
};
const struct call tenant_leave_call = {
	.flags = CALL_CONFLICTS, .answer = leave_answer,
	.help = "What one made stays. The last owner makes somebody else one first.",
};
