/* What watches the servers: alive, ready, counters. */
#include "app/api/api.h"

#include "base/error.h"
#include "base/metrics.h"
#include "base/text.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/call.h"

/* The schema is there and may be read. */
static const struct statement is_ready = {
	.name = "is_ready",
	.sql = "select name from settings limit 1",
};

bool
livez_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct json_writer json = response_json(res, 200);

	(void)req;
	(void)rows;
	json_begin_object(&json);
	json_member_text(&json, "status", "ok");
	json_end_object(&json);
	return true;
}

/* Without a database the unit is refused, which is 503. */
bool
readyz_plan(struct request *req, struct unit *unit)
{
	(void)req;
	return unit_add(unit, &is_ready);
}

static bool
is_local(const struct request *req)
{
	return req->address && (text_equal(req->address, "127.0.0.1")
				|| text_equal(req->address, "::1"));
}

/*
 * For a collector on the same machine: the counters are of all tenants, so no role
 * of a tenant is enough, and they must be there when the database is not.
 */
bool
metrics_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	if (!is_local(req))
		return fail(&req->error, ERROR_FORBIDDEN,
			    "metrics are for this machine alone");
	res->type = "text/plain; version=0.0.4; charset=utf-8";
	metrics_print(req->app->metrics, &res->body);
	return true;
}

static const struct member health_answer[] = {
	{ MEMBER("status", FIELD_TEXT, .example = "ok") },
	{ 0 }
};

const struct call health_call = { .answer = health_answer };
const struct call metrics_call = { .file = "text/plain" };
