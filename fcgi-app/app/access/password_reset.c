/* A forgotten password: a link by mail, and what it leads to; see access.h. */
#include "app/access/flow.h"

#include "app/access/mail.h"
#include "auth/credential.h"
#include "auth/password.h"
#include "base/arena.h"
#include "db/statement.h"
#include "db/unit.h"

static const struct statement reset_begin = {
	.name = "reset_begin",
	.sql = "select user_id, wait_s from private.reset_begin($1::text,"
	       " $2::bytea, $3::inet)",
};

static const struct statement reset_check = {
	.name = "reset_check",
	.sql = "select private.reset_check($1::bytea) as is_good",
};

static const struct statement reset_end = {
	.name = "reset_end",
	.sql = "select private.reset_end($1::bytea, $2::text) as worked",
};

struct forgot_flow {
	struct flow flow;
	const char *email;
	const char *token;
};

struct reset_flow {
	struct flow flow;
	struct password_reset given;
	const char *token_hash;
	char hash[PASSWORD_HASH_SIZE];
	bool is_hashed;
};

static reply_fn forgot_reply, reset_reply, reset_end_reply;

bool
password_reset_is_offered(const struct request *req)
{
	return mail_is_offered(req);
}

bool
password_forgot_plan(struct request *req, struct unit *unit, const char *email,
		     access_end *end)
{
	struct forgot_flow *flow = flow_new(req, sizeof *flow, end, forgot_reply);

	if (!password_reset_is_offered(req)) {
		fail(&req->error, ERROR_UNAVAILABLE,
		     "this installation sends no mail");
		fail_hint(&req->error, "Ask an administrator to set a password");
		return flow_refuse(req);
	}
	if (!email_check(email, &req->error))
		return flow_refuse(req);
	flow->email = email;
	flow->token = credential_new_session(req->arena);
	return unit_add(unit, &reset_begin, email,
			credential_hash(req->arena, flow->token), req->address);
}

static void
send_link(const struct request *req, const struct forgot_flow *flow)
{
	const struct mail mail = {
		.to = flow->email,
		.subject = "Choose a new password for Muster",
		.text = arena_printf(req->arena,
			"Somebody, probably you, asked for a new password.\n\n"
			"Choose it here, within one hour:\n\n"
			"  %s/reset-password?token=%s\n\n"
			"If it was not you, do nothing: your password stays.\n",
			request_origin(req), flow->token),
	};

	mail_send(req, &mail);
}

/* Mail is sent behind the answer, which so takes no longer for those who exist. */
static bool
forgot_reply(struct request *req, const struct rows *rows, struct response *res)
{
	const struct forgot_flow *flow = req->state;

	if (!flow_may_go_on(req, &rows[0]))
		return flow_finish(req, res, false);
	if (rows_named(&rows[0], 0, "user_id"))
		send_link(req, flow);
	return flow_finish(req, res, true);
}

static bool
check(struct request *req, const struct password_reset *given)
{
	if (!given->token || !credential_is_plausible(given->token))
		fail_field(&req->error, "/token",
			   given->token ? "invalid" : "required",
			   "is not the token of a link");
	if (!given->wanted || !*given->wanted)
		fail_field(&req->error, "/password", "required", "is required");
	else
		password_check(given->wanted, "/password", &req->error);
	return req->error.kind == ERROR_NONE;
}

bool
password_reset_plan(struct request *req, struct unit *unit,
		    const struct password_reset *given, access_end *end)
{
	struct reset_flow *flow = flow_new(req, sizeof *flow, end, reset_reply);

	if (!check(req, given))
		return flow_refuse(req);
	flow->given = *given;
	flow->token_hash = credential_hash(req->arena, given->token);
	return unit_add(unit, &reset_check, flow->token_hash);
}

static void
hash_password(void *object)
{
	struct reset_flow *flow = object;

	flow->is_hashed = password_hash(flow->given.wanted, flow->hash);
}

static bool
reset_end_plan(struct request *req, struct unit *unit)
{
	const struct reset_flow *flow = req->state;

	if (!flow->is_hashed)
		return fail(&req->error, ERROR_UNAVAILABLE, "out of memory");
	return unit_add(unit, &reset_end, flow->token_hash, flow->hash);
}

static bool
refuse_link(struct request *req, struct response *res)
{
	fail_field(&req->error, "/token", "invalid",
		   "is of a link that was used, or is too old");
	fail_hint(&req->error, "Ask for a new link");
	return flow_finish(req, res, false);
}

/* A password is hashed only for who has a link: that is the dear part. */
static bool
reset_reply(struct request *req, const struct rows *rows, struct response *res)
{
	if (!rows_is_true(&rows[0], 0, "is_good"))
		return refuse_link(req, res);
	return flow_side(req, hash_password, reset_end_plan, reset_end_reply);
}

static bool
reset_end_reply(struct request *req, const struct rows *rows,
		struct response *res)
{
	if (!rows_is_true(&rows[0], 0, "worked"))
		return refuse_link(req, res);
	return flow_finish(req, res, true);
}
