#include "app/access/flow.h"

#include <string.h>

#include "auth/credential.h"
#include "base/arena.h"
#include "base/text.h"
#include "db/statement.h"
#include "db/unit.h"

static const struct statement flow_caller = {
	.name = "sign_in_caller",
	.sql = "select user_id, email, name, role, tenant_id, tenant_name"
	       " from auth.begin($1::bytea, 'viewer', false)",
};

static const struct statement flow_avatar = {
	.name = "sign_in_avatar",
	.sql = "select avatar_url from users where id = auth.user_id()",
};

enum { EMAIL_MAX = 254 };	/* RFC 5321, section 4.5.3.1.3 */

void *
flow_new(struct request *req, size_t size, access_end *end, reply_fn *reply)
{
	struct flow *flow = arena_alloc(req->arena, size);

	flow->end = end;
	flow->reply = reply;
	req->state = flow;
	return flow;
}

bool
flow_refuse(struct request *req)
{
	struct flow *flow = req->state;

	flow->refusal = req->error;
	flow->reply = NULL;
	error_clear(&req->error);
	return true;
}

bool
flow_finish(struct request *req, struct response *res, bool is_done)
{
	struct flow *flow = req->state;

	flow->access.is_done = is_done;
	return flow->end(req, &flow->access, res);
}

bool
flow_side(struct request *req, side_job *job, plan_fn *plan, reply_fn *reply)
{
	struct flow *flow = req->state;

	flow->reply = reply;
	return request_side(req, job, flow, plan, access_reply);
}

bool
flow_then(struct request *req, plan_fn *plan, reply_fn *reply)
{
	struct flow *flow = req->state;

	flow->reply = reply;
	return request_then(req, plan, access_reply);
}

bool
access_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct flow *flow = req->state;

	if (flow->reply)
		return flow->reply(req, rows, res);
	req->error = flow->refusal;
	return flow_finish(req, res, false);
}

bool
flow_add_caller(struct request *req, struct unit *unit, const char *token)
{
	return unit_add(unit, &flow_caller, credential_hash(req->arena, token))
	       && unit_add(unit, &flow_avatar);
}

void
flow_take_caller(struct access *access, const struct rows *rows)
{
	access->user_id = rows_named(&rows[0], 0, "user_id");
	access->email = rows_named(&rows[0], 0, "email");
	access->name = rows_named(&rows[0], 0, "name");
	access->role = rows_named(&rows[0], 0, "role");
	access->tenant_id = rows_named(&rows[0], 0, "tenant_id");
	access->tenant_name = rows_named(&rows[0], 0, "tenant_name");
	if (rows[1].count > 0)
		access->avatar = rows_text(&rows[1], 0, 0);
}

/* One at sign with something on both sides, and nothing that breaks a header. */
bool
email_check(const char *email, struct error *err)
{
	const char *at = email ? strchr(email, '@') : NULL;

	if (!email || !*email)
		return fail_field(err, "/email", "required", "is required");
	for (const char *c = email; *c; c++)
		if ((unsigned char)*c <= ' ' || *c == 0x7f
		    || strchr("<>\",;:\\()[]", *c))
			at = NULL;
	if (!at || at == email || !at[1] || strchr(at + 1, '@')
	    || strlen(email) > EMAIL_MAX)
		return fail_field(err, "/email", "email",
				  "is not an e-mail address");
	return true;
}

const char *
flow_user_agent(const struct request *req)
{
	const char *agent = request_header(req, "User-Agent");

	return agent && text_is_utf8(agent, strlen(agent)) ? agent : NULL;
}

bool
flow_may_go_on(struct request *req, const struct rows *rows)
{
	int64_t wait_s = rows_int(rows, 0, "wait_s");

	if (wait_s <= 0)
		return true;
	req->error.retry_after_s = (int)wait_s;
	return fail(&req->error, ERROR_TOO_MANY, "too many attempts")
	       || fail_hint(&req->error, "Try again later");
}
