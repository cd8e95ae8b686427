/* Accepting an invitation, with an account or with a new one; see access.h. */
#include "app/access/flow.h"

#include <string.h>

#include "auth/credential.h"
#include "auth/password.h"
#include "base/arena.h"
#include "base/text.h"
#include "db/statement.h"
#include "db/unit.h"

static const struct statement invitation_begin = {
	.name = "invitation_begin",
	.sql = "select email, has_account, is_own, user_id, password_hash, wait_s"
	       " from private.invitation_begin($1::uuid, $2::bytea, $3::bytea,"
	       " $4::inet)",
};

static const struct statement invitation_end = {
	.name = "invitation_end",
	.sql = "select private.invitation_end($1::uuid, $2::bytea, $3::uuid,"
	       " $4::text, $5::text, $6::bytea, $7::inet, $8::text) as is_good",
};

static const struct statement invitation_look = {
	.name = "invitation_look",
	.sql = "select email, role, tenant_name, invited_by, has_account, is_own,"
	       " signed_in_as from private.invitation_look($1::uuid, $2::bytea,"
	       " $3::bytea)",
};

struct join_flow {
	struct flow flow;
	struct join given;
	const char *tenant_id;
	const char *secret_hash;
	const char *email;
	const char *user_id;		/* whose password is checked */
	const char *old_hash;
	char hash[PASSWORD_HASH_SIZE];
	bool has_account, is_own;
	bool is_verified, is_hashed;
};

static reply_fn begin_reply, end_reply;

/* Of "<tenant>.<secret>". */
static bool
split(struct arena *arena, const char *token, const char **tenant_id,
      const char **secret)
{
	const char *dot = token ? strchr(token, '.') : NULL;

	if (!dot)
		return false;
	*tenant_id = arena_copy(arena, token, (size_t)(dot - token));
	*secret = dot + 1;
	return is_uuid(*tenant_id) && credential_is_plausible(*secret);
}

static const char *
own_session_hash(struct request *req)
{
	return req->token && credential_is_plausible(req->token)
		       ? credential_hash(req->arena, req->token) : NULL;
}

bool
join_look(struct request *req, struct unit *unit, const char *token)
{
	const char *tenant_id, *secret;

	if (!split(req->arena, token, &tenant_id, &secret))
		return unit_add(unit, &invitation_look, NULL, NULL, NULL);
	return unit_add(unit, &invitation_look, tenant_id,
			credential_hash(req->arena, secret),
			own_session_hash(req));
}

/* The same for one that was used, revoked, or is too old, or never was. */
static bool
fail_link(struct request *req)
{
	fail_field(&req->error, "/token", "invalid", "is of an invitation that"
		   " was used or revoked, or is too old");
	return fail_hint(&req->error, "Ask for a new invitation");
}

static bool
refuse(struct request *req, struct response *res)
{
	return flow_finish(req, res, false);
}

bool
join_plan(struct request *req, struct unit *unit, const struct join *given,
	  access_end *end)
{
	struct join_flow *flow = flow_new(req, sizeof *flow, end, begin_reply);
	const char *secret;

	flow->given = *given;
	if (!split(req->arena, given->token, &flow->tenant_id, &secret)) {
		fail_link(req);
		return flow_refuse(req);
	}
	flow->secret_hash = credential_hash(req->arena, secret);
	return unit_add(unit, &invitation_begin, flow->tenant_id,
			flow->secret_hash, own_session_hash(req), req->address);
}

static bool
check_password(struct request *req, const struct join_flow *flow)
{
	const char *password = flow->given.password;

	if (!password || !*password)
		return fail_field(&req->error, "/password", "required",
				  "is required");
	return flow->has_account
	       || password_check(password, "/password", &req->error);
}

static bool
check(struct request *req, const struct join_flow *flow)
{
	bool is_good = flow->has_account
		       || (sign_up_is_possible(req)
			   && name_check(&req->error, "/name", flow->given.name));

	return check_password(req, flow) && is_good;
}

/* In a thread. */
static void
work_on_password(void *object)
{
	struct join_flow *flow = object;

	if (flow->has_account)
		flow->is_verified = password_verify(flow->given.password,
						    flow->old_hash);
	else
		flow->is_hashed = password_hash(flow->given.password,
						flow->hash);
}

/* Who is signed in goes on with that session, all others get one. */
static bool
add_end(struct request *req, struct unit *unit, struct join_flow *flow)
{
	struct access *access = &flow->flow.access;
	const char *session_hash = own_session_hash(req);

	if (!flow->is_own) {
		access->token = credential_new_session(req->arena);
		access->max_age_s = SESSION_MAX_AGE_S;
		session_hash = credential_hash(req->arena, access->token);
	}
	unit_add(unit, &invitation_end, flow->tenant_id, flow->secret_hash,
		 flow->user_id, flow->given.name,
		 flow->is_hashed ? flow->hash : NULL, session_hash, req->address,
		 flow_user_agent(req));
	return true;
}

static bool
end_plan(struct request *req, struct unit *unit)
{
	struct join_flow *flow = req->state;

	if (flow->has_account && !flow->is_own && !flow->is_verified)
		return flow_add_failure(req, unit, flow->email, flow->user_id);
	if (!flow->has_account && !flow->is_hashed)
		return fail(&req->error, ERROR_UNAVAILABLE, "out of memory");
	return add_end(req, unit, flow);
}

static bool
begin_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct join_flow *flow = req->state;

	if (rows[0].count == 0)
		return fail_link(req) || refuse(req, res);
	if (!flow_may_go_on(req, &rows[0]))
		return refuse(req, res);
	flow->email = rows_named(&rows[0], 0, "email");
	flow->has_account = rows_is_true(&rows[0], 0, "has_account");
	flow->is_own = rows_is_true(&rows[0], 0, "is_own");
	flow->user_id = rows_named(&rows[0], 0, "user_id");
	flow->old_hash = rows_named(&rows[0], 0, "password_hash");
	if (flow->is_own)
		return flow_then(req, end_plan, end_reply);
	if (!check(req, flow))
		return refuse(req, res);
	return flow_side(req, work_on_password, end_plan, end_reply);
}

static bool
caller_plan(struct request *req, struct unit *unit)
{
	const struct join_flow *flow = req->state;
	const char *token = flow->is_own ? req->token : flow->flow.access.token;

	flow_add_caller(req, unit, token);
	/* the cookie forgets the session that it held: nobody could end it */
	return flow->is_own || !req->is_cookie || sign_out_plan(req, unit);
}

static bool
caller_reply(struct request *req, const struct rows *rows,
	     struct response *res)
{
	struct join_flow *flow = req->state;

	flow_take_caller(&flow->flow.access, rows);
	return flow_finish(req, res, true);
}

static bool
end_reply(struct request *req, const struct rows *rows, struct response *res)
{
	const struct join_flow *flow = req->state;

	if (flow->has_account && !flow->is_own && !flow->is_verified) {
		fail_field(&req->error, "/password", "wrong",
			   "is not the password of this account");
		return refuse(req, res);
	}
	if (!rows_is_true(&rows[0], 0, "is_good"))
		return fail_link(req) || refuse(req, res);
	return flow_then(req, caller_plan, caller_reply);
}
