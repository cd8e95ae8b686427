/* A new person with a tenant of their own; see access.h. */
#include "app/access/flow.h"

#include <string.h>

#include "auth/credential.h"
#include "auth/password.h"
#include "base/arena.h"
#include "base/config.h"
#include "base/text.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/app.h"

enum { NAME_MAX_LENGTH = 255 };

static const struct statement sign_up_begin = {
	.name = "sign_up_begin",
	.sql = "select private.sign_up_begin($1::inet) as wait_s",
};

static const struct statement sign_up_end = {
	.name = "sign_up_end",
	.sql = "select user_id, tenant_id, taken from private.sign_up($1::text,"
	       " $2::text, $3::text, $4::text, $5::bytea, $6::inet, $7::text)",
};

struct sign_up_flow {
	struct flow flow;
	struct sign_up given;
	char hash[PASSWORD_HASH_SIZE];
	bool is_hashed;
};

static reply_fn begin_reply, end_reply;

bool
sign_up_is_open(const struct request *req)
{
	return text_equal(config_text(req->app->config, CONFIG_SIGNUP), "open");
}

static bool
refuse_closed(struct request *req, const char *why)
{
	fail(&req->error, ERROR_FORBIDDEN, "%s", why);
	return fail_hint(&req->error, "Ask an administrator for an account");
}

bool
sign_up_is_possible(struct request *req)
{
	return !text_equal(config_text(req->app->config, CONFIG_SIGNUP), "off")
	       || refuse_closed(req, "sign-up is switched off on this"
				" installation");
}

bool
name_check(struct error *err, const char *pointer, const char *text)
{
	if (text && !text_is_plain(text))
		return fail_field(err, pointer, "control_character",
				  "contains a control character");
	if (text && text_length(text) > NAME_MAX_LENGTH)
		return fail_field(err, pointer, "too_long",
				  "at most %d characters are allowed",
				  NAME_MAX_LENGTH);
	return true;
}

static bool
check(struct request *req, const struct sign_up *given)
{
	email_check(given->email, &req->error);
	name_check(&req->error, "/name", given->name);
	name_check(&req->error, "/organisation", given->organisation);
	if (!given->password || !*given->password)
		return fail_field(&req->error, "/password", "required",
				  "is required");
	password_check(given->password, "/password", &req->error);
	return req->error.kind == ERROR_NONE;
}

/* What was not said is made from what was. */
static void
complete(struct arena *arena, struct sign_up *given)
{
	if (!given->name || !*text_trim(arena, given->name))
		given->name = arena_copy(arena, given->email,
					 strcspn(given->email, "@"));
	if (!given->organisation || !*text_trim(arena, given->organisation))
		given->organisation = arena_printf(arena, "Organisation of %.*s",
						   200, given->name);
}

bool
sign_up_plan(struct request *req, struct unit *unit, const struct sign_up *given,
	     access_end *end)
{
	struct sign_up_flow *flow = flow_new(req, sizeof *flow, end, begin_reply);

	if (sign_up_is_possible(req) && !sign_up_is_open(req))
		refuse_closed(req, "sign-up needs an invitation on this"
			      " installation");
	if (req->error.kind != ERROR_NONE)
		return flow_refuse(req);
	if (!check(req, given))
		return flow_refuse(req);
	flow->given = *given;
	complete(req->arena, &flow->given);
	return unit_add(unit, &sign_up_begin, req->address);
}

static void
hash_password(void *object)
{
	struct sign_up_flow *flow = object;

	flow->is_hashed = password_hash(flow->given.password, flow->hash);
}

static bool
end_plan(struct request *req, struct unit *unit)
{
	struct sign_up_flow *flow = req->state;
	struct access *access = &flow->flow.access;

	if (!flow->is_hashed)
		return fail(&req->error, ERROR_UNAVAILABLE, "out of memory");
	access->token = credential_new_session(req->arena);
	access->max_age_s = SESSION_MAX_AGE_S;
	return unit_add(unit, &sign_up_end, flow->given.email, flow->given.name,
			flow->hash, flow->given.organisation,
			credential_hash(req->arena, access->token),
			req->address, flow_user_agent(req));
}

static bool
begin_reply(struct request *req, const struct rows *rows, struct response *res)
{
	if (!flow_may_go_on(req, &rows[0]))
		return flow_finish(req, res, false);
	return flow_side(req, hash_password, end_plan, end_reply);
}

static bool
refuse_taken(struct request *req, struct response *res)
{
	fail(&req->error, ERROR_CONFLICT,
	     "an account with this email already exists");
	fail_field(&req->error, "/email", "taken",
		   "an account with this email already exists");
	fail_hint(&req->error, "Sign in instead");
	return flow_finish(req, res, false);
}

static bool
end_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct sign_up_flow *flow = req->state;
	struct access *access = &flow->flow.access;

	if (rows_is_true(&rows[0], 0, "taken"))
		return refuse_taken(req, res);
	access->user_id = rows_named(&rows[0], 0, "user_id");
	access->tenant_id = rows_named(&rows[0], 0, "tenant_id");
	access->email = flow->given.email;
	access->name = flow->given.name;
	access->role = "owner";
	access->tenant_name = flow->given.organisation;
	return flow_finish(req, res, true);
}
