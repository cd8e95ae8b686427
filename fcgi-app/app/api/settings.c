/* How the user who asks wants pages, and the own e-mail address. */
#include "app/api/api.h"

#include "app/access/access.h"
#include "app/api/auth.h"
#include "app/api/body.h"
#include "app/resources/resources.h"
#include "base/error.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"
#include "resource/validate.h"

static const struct statement save_settings = {
	.name = "save_settings",
	.sql = "select api.save_settings($1::text, $2::text, $3::text, $4::int)",
};

static const struct statement get_settings = {
	.name = "get_settings",
	.sql = "select id, name, email, theme, time_zone, page_size"
	       " from api.settings",
};

bool
settings_get_plan(struct request *req, struct unit *unit)
{
	(void)req;
	return unit_add(unit, &get_settings);
}

static bool
answer(struct request *req, const struct rows *rows, struct response *res)
{
	if (rows->count > 0)
		return response_row(res, 200, &settings_resource, rows);
	fail(&req->error, ERROR_FORBIDDEN, "an API key has no settings");
	return fail_hint(&req->error, "Sign in, and use that session's token");
}

bool
settings_get_reply(struct request *req, const struct rows *rows,
		   struct response *res)
{
	return answer(req, &rows[0], res) && response_revalidate(res);
}

bool
settings_save_add(struct unit *unit, const struct values *given)
{
	static const char *const names[] = { "name", "theme", "timeZone",
					     "pageSize" };
	enum { COUNT = sizeof names / sizeof *names };
	const char *values[COUNT + 1] = { NULL };

	for (size_t i = 0; i < COUNT; i++) {
		int field = resource_field(&settings_resource, names[i]);

		if (given->given & (uint64_t)1 << field)
			values[i + 1] = given->text[field];
	}
	return unit_add_values(unit, &save_settings, values, COUNT);
}

static bool
save(struct request *req, struct unit *unit, enum validate_mode mode)
{
	struct values given;

	return validate_body(req, &settings_resource, mode, &given)
	       && settings_save_add(unit, &given)
	       && unit_add(unit, &get_settings);
}

bool
settings_update_plan(struct request *req, struct unit *unit)
{
	return save(req, unit, VALIDATE_UPDATE);
}

bool
settings_replace_plan(struct request *req, struct unit *unit)
{
	return save(req, unit, VALIDATE_REPLACE);
}

bool
settings_save_reply(struct request *req, const struct rows *rows,
		    struct response *res)
{
	return answer(req, &rows[1], res);
}

static bool
change_end(struct request *req, const struct access *access,
	   struct response *res)
{
	if (!access->is_done)
		return false;
	return email_change_waits(req)
		       ? auth_write_message(res, 202, "A link is on its way to the new"
				       " address")
		       : auth_write_message(res, 200, "E-mail address changed");
}

bool
email_plan(struct request *req, struct unit *unit)
{
	const struct email_change given = { body_text(req, "email"),
					    body_text(req, "currentPassword") };

	return email_change_plan(req, unit, &given, change_end);
}

static bool
confirm_end(struct request *req, const struct access *access,
	    struct response *res)
{
	(void)req;
	return access->is_done
	       && auth_write_message(res, 200, "E-mail address changed");
}

bool
email_confirmation_plan(struct request *req, struct unit *unit)
{
	return email_confirm_plan(req, unit, body_text(req, "token"),
				  confirm_end);
}

static const struct member email_body[] = {
	{ MEMBER("email", FIELD_TEXT, .max = 254, .flags = FIELD_REQUIRED,
		 .format = "email", .example = "operator@harbour.example") },
	{ MEMBER("currentPassword", FIELD_TEXT, .flags = FIELD_REQUIRED) },
	{ 0 }
};

static const struct member confirmation_body[] = {
	{ MEMBER("token", FIELD_TEXT, .flags = FIELD_REQUIRED,
		 .help = "Of the link that was sent") },
	{ 0 }
};

static const struct member message_answer[] = {
	{ MEMBER("message", FIELD_TEXT) },
	{ 0 }
};

const struct call settings_get_call = { .kind = CALL_GET, .flags = CALL_TAGGED };
const struct call settings_replace_call = { .kind = CALL_REPLACE };
const struct call settings_update_call = { .kind = CALL_UPDATE };
const struct call email_call = {
	.flags = CALL_CONFLICTS, .body = email_body, .answer = message_answer,
	.help = "Where the installation sends mail, the answer is 202, and a link"
		" to the new address confirms it first.",
};
const struct call email_confirmation_call = {
	.flags = CALL_CONFLICTS, .body = confirmation_body,
	.answer = message_answer,
};
