#include "app/mcp_test.h"

#include <string.h>

#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/config.h"
#include "base/error.h"
#include "base/seal.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/aside.h"
#include "json/slice.h"
#include "resource/crud.h"
#include "resource/masked.h"
#include "resource/secret.h"
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

/* ---- what it takes ---- */

static bool
open_value(struct request *req, const struct seal_place *place,
	   const char *sealed, const char **out)
{
	struct secret secret;

	if (!seal_open(req->arena, req->data_key, place, sealed, &secret,
		       &req->error))
		return false;
	*out = secret.text;
	return true;
}

static bool
open_token(struct request *req, const struct rows *rows, struct mcp_test *test)
{
	const char *sealed = rows_named(rows, 0, "token");
	const struct seal_place place = { "credentials", "sealed", test->id };

	return !sealed || text_equal(test->server.auth_type, "none")
	       || open_value(req, &place, sealed, &test->server.token);
}

static bool
open_header(struct request *req, const struct seal_place *object,
	    const struct json_member *member, const char **out)
{
	struct seal_place place = masked_place(req->arena, object, member->name);
	const char *value;

	if (!open_value(req, &place, json_slice_text(req->arena, member->value),
			&value))
		return false;
	*out = arena_printf(req->arena, "%s: %s", member->name, value);
	return true;
}

static bool
open_headers(struct request *req, const struct rows *rows,
	     struct mcp_test *test)
{
	const struct seal_place object = { "mcp_headers", "sealed", test->id };
	const char *text = rows_named(rows, 0, "headers");
	struct json_slice slice = { JSON_OBJECT, text, strlen(text) };
	size_t count;
	const struct json_member *members = json_members(req->arena, slice,
							 &count);
	const char **headers = arena_alloc(req->arena,
					   (count + 1) * sizeof *headers);

	for (size_t i = 0; i < count; i++)
		if (!open_header(req, &object, &members[i], &headers[i]))
			return false;
	test->server.headers = headers;
	return true;
}

/* Without a key of the tenant nothing was ever sealed. */
static bool
open_secrets(struct request *req, const struct rows *rows,
	     struct mcp_test *test)
{
	const struct wrapped_key wrapped = {
		rows_named(rows, 0, "key_id"), rows_named(rows, 0, "tenant_id"),
		rows_named(rows, 0, "master_id"), rows_named(rows, 0, "wrapped")
	};

	arena_wipe_on_reset(req->arena);
	if (!wrapped.id)
		return true;
	return secret_open_key(req, &wrapped) && open_token(req, rows, test)
	       && open_headers(req, rows, test);
}

/* ---- the outcome ---- */

/* In one line, as lists and pages show it. */
static const char *
said(struct arena *arena, const struct mcp_reply *reply)
{
	if (!reply->error || !reply->details)
		return reply->error;
	return arena_printf(arena, "%s: %s", reply->error, reply->details);
}

static bool
store_plan(struct request *req, struct unit *unit)
{
	struct mcp_test *test = mcp_test_of(req);
	const struct mcp_reply *reply = &test->reply;

	return unit_add(unit, &end_mcp_test, test->id, test->version,
			said(req->arena, reply),
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
	test->server = (struct mcp_server){
		.url = rows_named(rows, 0, "url"),
		.auth_type = rows_named(rows, 0, "auth_type"),
		.allow = config_text(req->app->config, CONFIG_OUTBOUND_ALLOW),
	};
	return open_secrets(req, rows, test) && aside_call(req, rows, res, ask);
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
