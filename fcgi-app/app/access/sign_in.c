/* E-mail and password to a session; see access.h. */
#include "app/access/flow.h"

#include <stddef.h>

#include "auth/credential.h"
#include "auth/password.h"
#include "base/arena.h"
#include "db/statement.h"
#include "db/unit.h"

#define SESSION_MAX_AGE_S (7 * 24 * 60 * 60)	/* the database's absolute limit */

static const struct statement sign_in_begin = {
	.name = "sign_in_begin",
	.sql = "select user_id, password_hash, wait_s"
	       " from private.sign_in_begin($1::text, $2::inet)",
};

static const struct statement sign_in_end = {
	.name = "sign_in_end",
	.sql = "select session_id, wait_s from private.sign_in_end($1::text,"
	       " $2::uuid, $3::boolean, $4::bytea, $5::inet, $6::text)",
};

/* Who has come in, as the session just made says it. */
static const struct statement sign_in_caller = {
	.name = "sign_in_caller",
	.sql = "select user_id, email, name, role, tenant_id, tenant_name"
	       " from auth.begin($1::bytea, 'viewer', false)",
};

static const struct statement sign_in_avatar = {
	.name = "sign_in_avatar",
	.sql = "select avatar_url from users where id = auth.user_id()",
};

struct sign_in_flow {
	struct flow flow;
	const char *email;
	const char *password;
	const char *user_id;	/* NULL: there is none of this address */
	const char *hash;
	bool is_verified;
};

static reply_fn begin_reply, end_reply;

static bool
check(struct request *req, const struct sign_in *given)
{
	email_check(given->email, &req->error);
	if (!given->password || !*given->password)
		fail_field(&req->error, "/password", "required", "is required");
	return req->error.kind == ERROR_NONE;
}

bool
sign_in_plan(struct request *req, struct unit *unit, const struct sign_in *given,
	     access_end *end)
{
	struct sign_in_flow *flow = flow_new(req, sizeof *flow, end, begin_reply);

	if (!check(req, given))
		return flow_refuse(req);
	flow->email = given->email;
	flow->password = given->password;
	return unit_add(unit, &sign_in_begin, given->email, req->address);
}

/* In a thread; the same work whether there is such a user or not. */
static void
verify(void *object)
{
	struct sign_in_flow *flow = object;

	flow->is_verified = password_verify(flow->password, flow->hash);
}

static bool
end_plan(struct request *req, struct unit *unit)
{
	struct sign_in_flow *flow = req->state;
	struct access *access = &flow->flow.access;
	const char *hash;

	if (!flow->is_verified)
		return unit_add(unit, &sign_in_end, flow->email, flow->user_id,
				"f", NULL, req->address, NULL);
	access->token = credential_new_session(req->arena);
	access->max_age_s = SESSION_MAX_AGE_S;
	hash = credential_hash(req->arena, access->token);
	unit_add(unit, &sign_in_end, flow->email, flow->user_id, "t", hash,
		 req->address, flow_user_agent(req));
	unit_add(unit, &sign_in_caller, hash);
	unit_add(unit, &sign_in_avatar);
	/* the cookie forgets the session that it held: nobody could end it */
	return !req->is_cookie || sign_out_plan(req, unit);
}

static bool
begin_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct sign_in_flow *flow = req->state;

	if (!flow_may_go_on(req, &rows[0]))
		return flow_finish(req, res, false);
	flow->user_id = rows_named(&rows[0], 0, "user_id");
	flow->hash = rows_named(&rows[0], 0, "password_hash");
	return flow_side(req, verify, end_plan, end_reply);
}

/* The same words for a wrong password and an unknown address. */
static bool
refuse(struct request *req, struct response *res)
{
	fail(&req->error, ERROR_UNAUTHENTICATED,
	     "the e-mail address or the password is wrong");
	fail_hint(&req->error, "Check both and try again");
	return flow_finish(req, res, false);
}

static void
take_caller(struct access *access, const struct rows *caller,
	    const struct rows *avatar)
{
	access->user_id = rows_named(caller, 0, "user_id");
	access->email = rows_named(caller, 0, "email");
	access->name = rows_named(caller, 0, "name");
	access->role = rows_named(caller, 0, "role");
	access->tenant_id = rows_named(caller, 0, "tenant_id");
	access->tenant_name = rows_named(caller, 0, "tenant_name");
	if (avatar->count > 0)
		access->avatar = rows_text(avatar, 0, 0);
}

static bool
end_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct sign_in_flow *flow = req->state;

	if (!flow->is_verified)
		return refuse(req, res);
	take_caller(&flow->flow.access, &rows[1], &rows[2]);
	return flow_finish(req, res, true);
}
