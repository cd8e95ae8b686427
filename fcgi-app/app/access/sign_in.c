/* E-mail and password to a session; see access.h. */
#include "app/access/flow.h"

#include <stddef.h>

#include "auth/credential.h"
#include "auth/password.h"
#include "base/arena.h"
#include "db/statement.h"
#include "db/unit.h"

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
flow_add_failure(struct request *req, struct unit *unit, const char *email,
		 const char *user_id)
{
	return unit_add(unit, &sign_in_end, email, user_id, "f", NULL,
			req->address, NULL);
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

	if (!flow->is_verified)
		return flow_add_failure(req, unit, flow->email, flow->user_id);
	access->token = credential_new_session(req->arena);
	access->max_age_s = SESSION_MAX_AGE_S;
	unit_add(unit, &sign_in_end, flow->email, flow->user_id, "t",
		 credential_hash(req->arena, access->token), req->address,
		 flow_user_agent(req));
	flow_add_caller(req, unit, access->token);
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

static bool
end_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct sign_in_flow *flow = req->state;

	if (!flow->is_verified)
		return refuse(req, res);
	flow_take_caller(&flow->flow.access, &rows[1]);
	return flow_finish(req, res, true);
}
