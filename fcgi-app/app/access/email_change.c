/* Another e-mail address, for who knows the password; see access.h. */
#include "app/access/flow.h"

#include "app/access/mail.h"
#include "auth/credential.h"
#include "auth/password.h"
#include "base/arena.h"
#include "base/text.h"
#include "db/statement.h"
#include "db/unit.h"

static const struct statement change_own_email = {
	.name = "change_own_email",
	.sql = "select private.change_own_email($1::text, $2::bytea)",
};

static const struct statement email_confirm = {
	.name = "email_confirm",
	.sql = "select private.email_confirm($1::bytea) as is_good",
};

struct email_flow {
	struct flow flow;
	struct email_change given;
	const char *hash;
	const char *token;		/* of the link; NULL: none is sent */
	bool is_verified;
};

static reply_fn begin_reply, end_reply, confirm_reply;

static bool
check(struct request *req, const struct email_change *given)
{
	email_check(given->email, &req->error);
	if (!given->password || !*given->password)
		fail_field(&req->error, "/currentPassword", "required",
			   "is required");
	return req->error.kind == ERROR_NONE;
}

bool
email_change_plan(struct request *req, struct unit *unit,
		  const struct email_change *given, access_end *end)
{
	struct email_flow *flow = flow_new(req, sizeof *flow, end, begin_reply);

	if (!check(req, given))
		return flow_refuse(req);
	flow->given = *given;
	return flow_add_own_password(unit);
}

static void
verify(void *object)
{
	struct email_flow *flow = object;

	flow->is_verified = password_verify(flow->given.password, flow->hash);
}

static bool
end_plan(struct request *req, struct unit *unit)
{
	struct email_flow *flow = req->state;

	if (!flow->is_verified)
		return true;
	if (!mail_is_offered(req))
		return unit_add(unit, &change_own_email, flow->given.email, NULL);
	flow->token = credential_new_session(req->arena);
	return unit_add(unit, &change_own_email, flow->given.email,
			credential_hash(req->arena, flow->token));
}

static bool
begin_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct email_flow *flow = req->state;

	if (!flow_take_own_password(req, &rows[0], &flow->hash))
		return flow_finish(req, res, false);
	return flow_side(req, verify, end_plan, end_reply);
}

static void
send_link(const struct request *req, const struct email_flow *flow)
{
	const struct mail mail = {
		.to = flow->given.email,
		.subject = "Your new e-mail address for Muster",
		.text = arena_printf(req->arena,
			"You want to sign in with this address from now on.\n\n"
			"Confirm it here, within a day:\n\n"
			"  %s/confirm-email?token=%s\n\n"
			"If it was not you, do nothing: nothing changes.\n",
			request_origin(req), flow->token),
	};

	mail_send(req, &mail);
}

static bool
end_reply(struct request *req, const struct rows *rows, struct response *res)
{
	const struct email_flow *flow = req->state;

	(void)rows;
	if (!flow->is_verified)
		fail_field(&req->error, "/currentPassword", "wrong",
			   "is not your present password");
	else if (flow->token)
		send_link(req, flow);
	return flow_finish(req, res, flow->is_verified);
}

bool
email_change_waits(const struct request *req)
{
	return mail_is_offered(req);
}

bool
email_confirm_plan(struct request *req, struct unit *unit, const char *token,
		   access_end *end)
{
	flow_new(req, sizeof(struct flow), end, confirm_reply);
	if (token && credential_is_plausible(token))
		return unit_add(unit, &email_confirm,
				credential_hash(req->arena, token));
	fail_field(&req->error, "/token", token ? "invalid" : "required",
		   "is not the token of a link");
	return flow_refuse(req);
}

static bool
confirm_reply(struct request *req, const struct rows *rows,
	      struct response *res)
{
	bool is_good = rows_is_true(&rows[0], 0, "is_good");

	if (!is_good)
		fail_field(&req->error, "/token", "invalid",
			   "is of a link that was used, or is too old");
	return flow_finish(req, res, is_good);
}
