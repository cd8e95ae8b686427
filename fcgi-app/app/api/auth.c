/* Signing in and out over JSON; the flows are in access/. */
#include "app/api/api.h"

#include "app/access/access.h"
#include "app/api/body.h"
#include "auth/role.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/response.h"

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

static bool
write_message(struct response *res, int status, const char *message)
{
	struct json_writer json = response_json(res, status);

	json_begin_object(&json);
	json_member_text(&json, "message", message);
	json_end_object(&json);
	return true;
}

/* The token is the session's: as a bearer it is good for scripts, too. */
static bool
write_session(struct response *res, int status, const struct access *access,
	      const char *message)
{
	struct json_writer json = response_json(res, status);

	json_begin_object(&json);
	if (message)
		json_member_text(&json, "message", message);
	write_user(&json, access);
	write_tenant(&json, access->tenant_id, access->tenant_name);
	json_member_text(&json, "token", access->token);
	json_end_object(&json);
	access_remember(res, access);
	return true;
}

static bool
login_end(struct request *req, const struct access *access, struct response *res)
{
	(void)req;
	return access->is_done && write_session(res, 200, access, NULL);
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
	       && write_session(res, 201, access, "User created successfully");
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
	return write_message(res, 200, "Signed out");
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
	       && write_message(res, 200, "Password changed; your other sessions"
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
	       && write_message(res, 202, "If there is an account with this"
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
	       && write_message(res, 200, "Password set; sign in with it");
}

bool
reset_plan(struct request *req, struct unit *unit)
{
	const struct password_reset given = { body_text(req, "token"),
					      body_text(req, "password") };

	return password_reset_plan(req, unit, &given, reset_end);
}
