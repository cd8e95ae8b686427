/* Signing in and out over JSON; the flows are in access/. */
#include "app/api/api.h"

#include "app/access/access.h"
#include "app/api/auth.h"
#include "app/api/body.h"
#include "app/resources/words.h"
#include "auth/password.h"
#include "auth/role.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/call.h"
#include "resource/words.h"

static const struct statement own_avatar = {
	.name = "own_avatar",
	.sql = "select avatar_url from users where id = auth.user_id()",
};

static void
write_user(struct json_writer *json, const struct access *user)
{
	json_write_name(json, "user");
	json_begin_object(json);
	json_member_text(json, "id", user->user_id);
	json_member_text(json, "email", user->email);
	json_member_text(json, "name", user->name);
	json_member_text(json, "role", user->role);
	json_member_text(json, "avatar", user->avatar);
	json_end_object(json);
}

static void
write_tenant(struct json_writer *json, const char *id, const char *name)
{
	json_write_name(json, "tenant");
	json_begin_object(json);
	json_member_text(json, "id", id);
	json_member_text(json, "name", name);
	json_end_object(json);
}

bool
auth_write_message(struct response *res, int status, const char *message)
{
	struct json_writer json = response_json(res, status);

	json_begin_object(&json);
	json_member_text(&json, "message", message);
	json_end_object(&json);
	return true;
}

/* The token is the session's: as a bearer it is good for scripts, too. */
bool
auth_write_session(struct response *res, int status, const struct access *access,
		   const char *message)
{
	struct json_writer json = response_json(res, status);

	json_begin_object(&json);
	if (message)
		json_member_text(&json, "message", message);
	write_user(&json, access);
	write_tenant(&json, access->tenant_id, access->tenant_name);
	if (access->token) {
		json_member_text(&json, "token", access->token);
		access_remember(res, access);
	}
	json_end_object(&json);
	return true;
}

static bool
login_end(struct request *req, const struct access *access, struct response *res)
{
	(void)req;
	return access->is_done && auth_write_session(res, 200, access, NULL);
}

bool
login_plan(struct request *req, struct unit *unit)
{
	const struct sign_in given = { body_text(req, "email"),
				       body_text(req, "password") };

	return sign_in_plan(req, unit, &given, login_end);
}

static bool
register_end(struct request *req, const struct access *access,
	     struct response *res)
{
	(void)req;
	return access->is_done
	       && auth_write_session(res, 201, access, "User created successfully");
}

bool
register_plan(struct request *req, struct unit *unit)
{
	const struct sign_up given = {
		.name = body_text(req, "name"),
		.organisation = body_text(req, "organisation"),
		.email = body_text(req, "email"),
		.password = body_text(req, "password"),
	};

	return sign_up_plan(req, unit, &given, register_end);
}

bool
logout_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)req;
	(void)rows;
	access_forget(res);
	return auth_write_message(res, 200, "Signed out");
}

bool
me_plan(struct request *req, struct unit *unit)
{
	(void)req;
	return unit_add(unit, &own_avatar);
}

static const char *
text_or_null(const char *text)
{
	return text && *text ? text : NULL;
}

bool
me_reply(struct request *req, const struct rows *rows, struct response *res)
{
	const struct caller *caller = &req->caller;
	struct json_writer json = response_json(res, 200);
	const struct access user = {
		.user_id = text_or_null(caller->user_id),
		.email = text_or_null(caller->email),
		.name = text_or_null(caller->name),
		.role = role_name(caller->role),
		.avatar = rows[0].count ? rows_text(&rows[0], 0, 0) : NULL,
	};

	json_begin_object(&json);
	write_user(&json, &user);
	write_tenant(&json, caller->tenant_id, caller->tenant_name);
	json_member_text(&json, "credential", caller->is_key ? "key" : "session");
	json_end_object(&json);
	return true;
}

static bool
password_end(struct request *req, const struct access *access,
	     struct response *res)
{
	(void)req;
	return access->is_done
	       && auth_write_message(res, 200, "Password changed; your other sessions"
				" have ended");
}

bool
password_plan(struct request *req, struct unit *unit)
{
	const struct password_change given = {
		body_text(req, "currentPassword"), body_text(req, "newPassword")
	};

	return password_change_plan(req, unit, &given, password_end);
}

static bool
forgot_end(struct request *req, const struct access *access,
	   struct response *res)
{
	(void)req;
	return access->is_done
	       && auth_write_message(res, 202, "If there is an account with this"
				" address, a link is on its way");
}

bool
forgot_plan(struct request *req, struct unit *unit)
{
	return password_forgot_plan(req, unit, body_text(req, "email"),
				    forgot_end);
}

static bool
reset_end(struct request *req, const struct access *access, struct response *res)
{
	(void)req;
	return access->is_done
	       && auth_write_message(res, 200, "Password set; sign in with it");
}

bool
reset_plan(struct request *req, struct unit *unit)
{
	const struct password_reset given = { body_text(req, "token"),
					      body_text(req, "password") };

	return password_reset_plan(req, unit, &given, reset_end);
}

/* --- what they take and answer --- */

static const struct member user_members[] = {
	{ MEMBER("id", FIELD_ID), .is_nullable = true },
	{ MEMBER("email", FIELD_TEXT, .example = "operator@harbour.example"),
	  .is_nullable = true },
	{ MEMBER("name", FIELD_TEXT), .is_nullable = true },
	{ MEMBER("role", FIELD_CHOICE, .words = &role_words) },
	{ MEMBER("avatar", FIELD_TEXT), .is_nullable = true },
	{ 0 }
};

static const struct member tenant_members[] = {
	{ MEMBER("id", FIELD_ID) },
	{ MEMBER("name", FIELD_TEXT) },
	{ 0 }
};

#define USER { .field = { .name = "user" }, .members = user_members }
#define TENANT { .field = { .name = "tenant" }, .members = tenant_members }
#define TOKEN \
	{ MEMBER("token", FIELD_TEXT, .help = "Of the session: as a bearer it is" \
		 " good for scripts, too") }
#define EMAIL \
	{ MEMBER("email", FIELD_TEXT, .max = 254, .flags = FIELD_REQUIRED, \
		 .format = "email", .example = "operator@harbour.example") }
#define NEW_PASSWORD(name_) \
	{ MEMBER(name_, FIELD_TEXT, .min = PASSWORD_MIN, .max = PASSWORD_MAX, \
		 .flags = FIELD_REQUIRED, .example = "eleven green boats") }

static const struct member message_answer[] = {
	{ MEMBER("message", FIELD_TEXT) },
	{ 0 }
};

static const struct member login_body[] = {
	EMAIL,
	{ MEMBER("password", FIELD_TEXT, .flags = FIELD_REQUIRED) },
	{ 0 }
};

static const struct member login_answer[] = { USER, TENANT, TOKEN, { 0 } };

static const struct member register_body[] = {
	EMAIL,
	NEW_PASSWORD("password"),
	{ MEMBER("name", FIELD_TEXT, .max = 255) },
	{ MEMBER("organisation", FIELD_TEXT, .max = 255) },
	{ 0 }
};

static const struct member register_answer[] = {
	{ MEMBER("message", FIELD_TEXT) }, USER, TENANT, TOKEN, { 0 }
};

static const struct word credential_list[] = {
	{ "session", .label = "Session" },
	{ "key", .label = "API key" },
	{ 0 }
};

static const struct words credential_words = { "credential", credential_list };

static const struct member me_answer[] = {
	USER, TENANT,
	{ MEMBER("credential", FIELD_CHOICE, .words = &credential_words) },
	{ 0 }
};

static const struct member password_body[] = {
	{ MEMBER("currentPassword", FIELD_TEXT, .flags = FIELD_REQUIRED) },
	NEW_PASSWORD("newPassword"),
	{ 0 }
};

static const struct member forgot_body[] = { EMAIL, { 0 } };

static const struct member reset_body[] = {
	{ MEMBER("token", FIELD_TEXT, .flags = FIELD_REQUIRED,
		 .help = "Of the link that was sent") },
	NEW_PASSWORD("password"),
	{ 0 }
};

const struct call login_call = { .body = login_body, .answer = login_answer };
const struct call logout_call = { .answer = message_answer };
const struct call me_call = { .answer = me_answer };
const struct call password_call = { .body = password_body, .answer = message_answer };
const struct call reset_call = { .body = reset_body, .answer = message_answer };

const struct call register_call = {
	.status = 201, .flags = CALL_CONFLICTS,
	.body = register_body, .answer = register_answer,
};

const struct call forgot_call = {
	.status = 202, .body = forgot_body, .answer = message_answer,
	.help = "The answer is the same whether there is such an account or not.",
};

static const struct member accept_body[] = {
	{ MEMBER("token", FIELD_TEXT, .flags = FIELD_REQUIRED,
		 .help = "Of the link") },
	{ MEMBER("password", FIELD_TEXT, .help = "Of the account, old or new;"
		 " none for who is signed in as the invited one") },
	{ MEMBER("name", FIELD_TEXT, .max = 255, .help = "Of a new account") },
	{ 0 }
};

static const struct member accept_answer[] = {
	USER, TENANT,
	{ MEMBER("token", FIELD_TEXT, .help = "Of the session, if there is a new"
		 " one"), .is_optional = true },
	{ 0 }
};

const struct call invitation_accept_call = {
	.body = accept_body, .answer = accept_answer,
};
