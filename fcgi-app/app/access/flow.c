#include "app/access/flow.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"

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
