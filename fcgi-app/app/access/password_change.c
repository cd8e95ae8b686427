/* The caller's own password; see access.h. */
#include "app/access/flow.h"

#include "auth/password.h"
#include "base/arena.h"
#include "db/statement.h"
#include "db/unit.h"

static const struct statement own_password = {
	.name = "own_password",
	.sql = "select password_hash, wait_s from api.password_begin()",
};

static const struct statement set_own_password = {
	.name = "set_own_password",
	.sql = "select api.set_password($1::text)",
};

bool
flow_add_own_password(struct unit *unit)
{
	return unit_add(unit, &own_password);
}

bool
flow_take_own_password(struct request *req, const struct rows *rows,
		       const char **hash)
{
	if (!req->caller.is_key) {
		*hash = rows_named(rows, 0, "password_hash");
		return flow_may_go_on(req, rows);
	}
	fail(&req->error, ERROR_FORBIDDEN, "an API key has no password");
	return fail_hint(&req->error, "Sign in, and change it there");
}

struct change_flow {
	struct flow flow;
	struct password_change given;
	const char *old_hash;
	char hash[PASSWORD_HASH_SIZE];
	bool is_verified, is_hashed;
};

static reply_fn begin_reply, end_reply;

static bool
check(struct request *req, const struct password_change *given)
{
	if (!given->present || !*given->present)
		fail_field(&req->error, "/currentPassword", "required",
			   "is required");
	if (!given->wanted || !*given->wanted)
		fail_field(&req->error, "/newPassword", "required",
			   "is required");
	else
		password_check(given->wanted, "/newPassword", &req->error);
	return req->error.kind == ERROR_NONE;
}

bool
password_change_plan(struct request *req, struct unit *unit,
		     const struct password_change *given, access_end *end)
{
	struct change_flow *flow = flow_new(req, sizeof *flow, end, begin_reply);

	if (!check(req, given))
		return flow_refuse(req);
	flow->given = *given;
	return flow_add_own_password(unit);
}

/* Both in one turn: a wrong password costs no second one. */
static void
verify_and_hash(void *object)
{
	struct change_flow *flow = object;

	flow->is_verified = password_verify(flow->given.present, flow->old_hash);
	if (flow->is_verified)
		flow->is_hashed = password_hash(flow->given.wanted, flow->hash);
}

static bool
end_plan(struct request *req, struct unit *unit)
{
	const struct change_flow *flow = req->state;

	if (!flow->is_verified)
		return true;
	if (!flow->is_hashed)
		return fail(&req->error, ERROR_UNAVAILABLE, "out of memory");
	return unit_add(unit, &set_own_password, flow->hash);
}

static bool
begin_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct change_flow *flow = req->state;

	if (!flow_take_own_password(req, &rows[0], &flow->old_hash))
		return flow_finish(req, res, false);
	return flow_side(req, verify_and_hash, end_plan, end_reply);
}

static bool
end_reply(struct request *req, const struct rows *rows, struct response *res)
{
	const struct change_flow *flow = req->state;

	(void)rows;
	if (!flow->is_verified)
		fail_field(&req->error, "/currentPassword", "wrong",
			   "is not your present password");
	return flow_finish(req, res, flow->is_verified);
}
