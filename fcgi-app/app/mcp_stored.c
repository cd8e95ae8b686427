#include "app/mcp_stored.h"

#include <string.h>

#include "app/mcp.h"
#include "base/arena.h"
#include "base/config.h"
#include "base/seal.h"
#include "base/text.h"
#include "db/rows.h"
#include "http/app.h"
#include "http/request.h"
#include "json/slice.h"
#include "resource/masked.h"
#include "resource/secret.h"

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
open_token(struct request *req, const struct rows *rows,
	   struct mcp_server *server)
{
	const char *sealed = rows_named(rows, 0, "token");
	const struct seal_place place = { "credentials", "sealed",
					  rows_named(rows, 0, "id") };

	return !sealed || text_equal(server->auth_type, "none")
	       || open_value(req, &place, sealed, &server->token);
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
	     struct mcp_server *server)
{
	const struct seal_place object = { "mcp_headers", "sealed",
					   rows_named(rows, 0, "id") };
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
	server->headers = headers;
	return true;
}

/* Without a key of the tenant nothing was ever sealed. */
static bool
open_secrets(struct request *req, const struct rows *rows,
	     struct mcp_server *server)
{
	const struct wrapped_key wrapped = {
		rows_named(rows, 0, "key_id"), rows_named(rows, 0, "tenant_id"),
		rows_named(rows, 0, "master_id"), rows_named(rows, 0, "wrapped")
	};

	arena_wipe_on_reset(req->arena);
	if (!wrapped.id)
		return true;
	return secret_open_key(req, &wrapped) && open_token(req, rows, server)
	       && open_headers(req, rows, server);
}

bool
mcp_stored_open(struct request *req, const struct rows *rows,
		struct mcp_server *server)
{
	*server = (struct mcp_server){
		.url = rows_named(rows, 0, "url"),
		.auth_type = rows_named(rows, 0, "auth_type"),
		.allow = config_text(req->app->config, CONFIG_OUTBOUND_ALLOW),
	};
	return open_secrets(req, rows, server);
}
