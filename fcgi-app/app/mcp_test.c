#include "app/mcp_test.h"

#include "app/mcp_stored.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/aside.h"
#include "resource/crud.h"
#include "resource/value.h"

static const struct statement begin_mcp_test = {
	.name = "begin_mcp_test",
	.sql = "select id, version, url, auth_type, token, headers, tenant_id,"
	       " key_id, master_id, wrapped from private.begin_mcp_test("
	       "app.row_id('mcp-server', $1::text))",
};

static const struct statement end_mcp_test = {
	.name = "end_mcp_test",
	.sql = "select private.end_mcp_test($1::uuid, $2::int, $3::text,"
	       " $4::text[], $5::jsonb)",
};

struct mcp_test *
mcp_test_of(const struct request *req)
{
	return req->state;
}

/* ---- the outcome ---- */

static bool
store_plan(struct request *req, struct unit *unit)
{
	struct mcp_test *test = mcp_test_of(req);
	const struct mcp_reply *reply = &test->reply;

	return unit_add(unit, &end_mcp_test, test->id, test->version,
			mcp_reply_said(req->arena, reply),
			value_array(req->arena, reply->names, reply->count),
			reply->tools)
	       && (!test->more || test->more(req, unit));
}

static bool
ask(struct request *req, const struct rows *rows, struct response *res)
{
	struct mcp_test *test = mcp_test_of(req);

	(void)rows;
	(void)res;
	mcp_ask(req->arena, &test->server, &test->reply);
	return request_then(req, store_plan, test->end);
}

/* ---- the steps ---- */

static bool
begin_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct mcp_test *test = mcp_test_of(req);

	if (!crud_check_found(req, &mcp_server_resource, rows))
		return false;
	test->id = rows_named(rows, 0, "id");
	test->version = rows_named(rows, 0, "version");
	return mcp_stored_open(req, rows, &test->server)
	       && aside_call(req, rows, res, ask);
}

bool
mcp_test_begin(struct request *req, struct unit *unit, plan_fn *more,
	       reply_fn *end)
{
	struct mcp_test *test = arena_alloc(req->arena, sizeof *test);

	test->more = more;
	test->end = end;
	req->state = test;
	return unit_add(unit, &begin_mcp_test, request_param(req, "id"))
	       && request_reply(req, begin_reply, NULL);
}

bool
mcp_test_check(struct request *req, const struct rows *rows)
{
	if (text_equal(rows_text(&rows[0], 0, 0), "t"))
		return true;
	fail(&req->error, ERROR_CONFLICT,
	     "somebody changed this MCP server while it was tested");
	return fail_hint(&req->error, "test it again");
}
