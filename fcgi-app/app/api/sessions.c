/* The sessions of the user who asks. */
#include "app/api/api.h"

#include "app/resources/resources.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"

/*
 * A key acts for its maker, but is no session: it has no row in the join, so it
 * ends none.
 */
#define OF_OWN_SESSION \
	" from sessions s where s.user_id = auth.user_id()" \
	" and s.id = auth.credential()"

static const struct statement revoke_session = {
	.name = "revoke_session",
	.sql = "select api.revoke_session($1::uuid) as changed" OF_OWN_SESSION,
};

static const struct statement revoke_other_sessions = {
	.name = "revoke_other_sessions",
	.sql = "select api.revoke_other_sessions() as ended" OF_OWN_SESSION,
};

static bool
refuse_key(struct request *req)
{
	fail(&req->error, ERROR_FORBIDDEN, "an API key has no sessions");
	return fail_hint(&req->error, "Sign in, and use that session's token");
}

bool
sessions_reply(struct request *req, const struct rows *rows,
	       struct response *res)
{
	return req->caller.is_key ? refuse_key(req)
				  : crud_list_reply(req, rows, res);
}

bool
session_revoke_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return crud_check_found(req, &session_resource, NULL);
	return unit_add(unit, &revoke_session, id);
}

bool
session_revoke_reply(struct request *req, const struct rows *rows,
		     struct response *res)
{
	if (req->caller.is_key)
		return refuse_key(req);
	if (rows[0].count == 0 || !rows_is_true(&rows[0], 0, "changed"))
		return crud_check_found(req, &session_resource, NULL);
	return response_nothing(res);
}

bool
sessions_revoke_plan(struct request *req, struct unit *unit)
{
	(void)req;
	return unit_add(unit, &revoke_other_sessions);
}

bool
sessions_revoke_reply(struct request *req, const struct rows *rows,
		      struct response *res)
{
	struct json_writer json;

	if (req->caller.is_key)
		return refuse_key(req);
	json = response_json(res, 200);
	json_begin_object(&json);
	json_member_int(&json, "ended", rows_int(&rows[0], 0, "ended"));
	json_end_object(&json);
	return true;
}

static const struct member sessions_revoke_answer[] = {
	{ MEMBER("ended", FIELD_INT, .help = "How many") },
	{ 0 }
};

const struct call session_revoke_call = { .status = 204 };
const struct call sessions_revoke_call = { .answer = sessions_revoke_answer };
