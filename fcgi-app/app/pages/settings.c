/* How a user wants pages, and the user's name, address and password. */
#include "app/pages/handlers.h"

#include "app/access/access.h"
#include "app/api/api.h"
#include "app/pages/form.h"
#include "app/pages/notice.h"
#include "app/pages/settings_view.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/error.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/validate.h"
#include "resource/words.h"

bool
settings_page(struct request *req, const struct rows *rows,
	      struct response *res)
{
	(void)rows;
	return settings_show(req, res, SETTINGS_FORMS, NULL);
}

/* --- name, theme, zone and length of lists --- */

/* What a plan leaves to its reply. */
static bool
save(struct request *req, struct unit *unit)
{
	struct error *wrong = arena_alloc(req->arena, sizeof *wrong);
	struct values given;

	req->state = wrong;
	if (validate_body(req, &settings_resource, VALIDATE_UPDATE, &given))
		return settings_save_add(unit, &given);
	*wrong = form_take_error(req);
	return true;
}

static bool
save_done(struct request *req, struct response *res, enum settings_form form)
{
	const struct error *wrong = req->state;

	if (wrong->kind != ERROR_NONE)
		return settings_show(req, res, form, wrong);
	return notice_redirect(res, "/settings", "settings-saved", -1, -1);
}

bool
settings_save_plan(struct request *req, struct unit *unit)
{
	return save(req, unit);
}

bool
settings_save_done(struct request *req, const struct rows *rows,
		   struct response *res)
{
	(void)rows;
	return save_done(req, res, SETTINGS_PAGES);
}

bool
profile_save_done(struct request *req, const struct rows *rows,
		  struct response *res)
{
	(void)rows;
	return save_done(req, res, SETTINGS_PROFILE);
}

static const struct statement settings_theme = {
	.name = "settings_theme",
	.sql = "select api.save_settings(null, $1::text, null, null)",
};

bool
theme_save_plan(struct request *req, struct unit *unit)
{
	const char *theme = form_value(req, "theme");

	if (!theme || !words_find(&theme_words, theme))
		return fail(&req->error, ERROR_BAD_REQUEST, "no such theme");
	return unit_add(unit, &settings_theme, theme);
}

/* The switch is on every page: without a script one stays where one was. */
bool
theme_save_done(struct request *req, const struct rows *rows,
		struct response *res)
{
	(void)rows;
	if (request_is_fragment(req))
		return response_nothing(res);
	return response_redirect(res, form_next(req, "/settings"));
}

/* --- address and password, for who knows the present one --- */

static bool
end(struct request *req, const struct access *access, struct response *res,
    enum settings_form form, const char *notice)
{
	struct error err;

	if (access->is_done)
		return notice_redirect(res, "/settings", notice, -1, -1);
	if (req->error.kind != ERROR_INVALID
	    && req->error.kind != ERROR_TOO_MANY)
		return false;
	err = form_take_error(req);
	return settings_show(req, res, form, &err);
}

static bool
password_end(struct request *req, const struct access *access,
	     struct response *res)
{
	return end(req, access, res, SETTINGS_PASSWORD, "password-changed");
}

bool
password_save_plan(struct request *req, struct unit *unit)
{
	struct password_change given = {
		form_value(req, "currentPassword"),
		form_value(req, "newPassword"),
	};

	return password_change_plan(req, unit, &given, password_end);
}

static bool
email_end(struct request *req, const struct access *access,
	  struct response *res)
{
	return end(req, access, res, SETTINGS_EMAIL, email_change_waits(req)
		   ? "email-sent" : "email-changed");
}

/* The address is somebody else's, or none. */
static bool
email_refused(struct request *req, const struct rows *rows,
	      struct response *res)
{
	(void)rows;
	return settings_show(req, res, SETTINGS_EMAIL, &req->refusal);
}

bool
email_save_plan(struct request *req, struct unit *unit)
{
	const struct email_change given = {
		form_value(req, "email"), form_value(req, "currentPassword"),
	};

	return request_on_refusal(req, NULL, email_refused)
	       && email_change_plan(req, unit, &given, email_end);
}
