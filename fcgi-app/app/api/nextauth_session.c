/* Who is signed in, in the shape of NextAuth; see nextauth.c. */
#include "app/api/api.h"

#include <stddef.h>

#include "auth/credential.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "json/writer.h"
#include "resource/call.h"

static const struct statement session_look = {
	.name = "session_look",
	.sql = "select user_id, name, email, avatar_url, expires_at"
	       " from private.session_look($1::bytea)",
};

bool
nextauth_session_plan(struct request *req, struct unit *unit)
{
	if (!req->token || !credential_is_plausible(req->token))
		return true;
	return unit_add(unit, &session_look,
			credential_hash(req->arena, req->token));
}

static void
write_user(struct json_writer *json, const struct rows *rows)
{
	json_write_name(json, "user");
	json_begin_object(json);
	json_member_text(json, "name", rows_named(rows, 0, "name"));
	json_member_text(json, "email", rows_named(rows, 0, "email"));
	json_member_text(json, "image", rows_named(rows, 0, "avatar_url"));
	json_member_text(json, "id", rows_named(rows, 0, "user_id"));
	json_end_object(json);
}

bool
nextauth_session_reply(struct request *req, const struct rows *rows,
		       struct response *res)
{
	struct json_writer json = response_json(res, 200);

	json_begin_object(&json);
	if (req->token && credential_is_plausible(req->token)
	    && rows[0].count > 0) {
		write_user(&json, &rows[0]);
		json_member_time(&json, "expires",
				 rows_named(&rows[0], 0, "expires_at"));
	}
	json_end_object(&json);
	return true;
}

/* ---- what it answers ---- */

static const struct member user_members[] = {
	{ MEMBER("name", FIELD_TEXT), .is_nullable = true },
	{ MEMBER("email", FIELD_TEXT, .example = "operator@harbour.example") },
	{ MEMBER("image", FIELD_TEXT), .is_nullable = true },
	{ MEMBER("id", FIELD_ID) },
	{ 0 }
};

static const struct member session_answer[] = {
	{ .field = { .name = "user" }, .members = user_members,
	  .is_optional = true },
	{ MEMBER("expires", FIELD_TIME), .is_optional = true },
	{ 0 }
};

const struct call nextauth_session_call = {
	.answer = session_answer,
	.help = "Without a session it is an empty object.",
};
