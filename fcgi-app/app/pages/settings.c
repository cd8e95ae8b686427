/* How a user wants pages, and the user's password. */
#include "app/pages/handlers.h"

#include "app/access/access.h"
#include "app/pages/form.h"
#include "app/pages/notice.h"
#include "app/pages/time_zones.h"
#include "auth/password.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "base/zone.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"

static const struct form_choice themes[] = {
	{ "system", "As the system" }, { "light", "Light" }, { "dark", "Dark" },
	{ NULL, NULL }
};

static const struct form_choice lengths[] = {
	{ "10", "10" }, { "25", "25" }, { "50", "50" }, { "100", "100" },
	{ "200", "200" }, { NULL, NULL }
};

static const struct form_field page_fields[] = {
	{ .name = "theme", .label = "Theme", .kind = FORM_CHOICE, .choices = themes },
	{ .name = "timeZone", .label = "Time zone", .kind = FORM_CHOICE,
	  .choices = time_zones,
	  .help = "Times and days are those of it; what shows at rest on one is UTC" },
	{ .name = "pageSize", .label = "Rows of a list", .kind = FORM_CHOICE,
	  .choices = lengths },
	{ 0 }
};

static const struct form_field password_fields[] = {
	{ .name = "currentPassword", .label = "Present password",
	  .kind = FORM_PASSWORD, .is_required = true, .max = PASSWORD_MAX,
	  .autocomplete = "current-password" },
	{ .name = "newPassword", .label = "New password", .kind = FORM_PASSWORD,
	  .is_required = true, .max = PASSWORD_MAX,
	  .autocomplete = "new-password", .help = "At least 8 characters" },
	{ 0 }
};

static const struct statement settings_save = {
	.name = "settings_save",
	.sql = "insert into user_settings (theme, time_zone, page_size) values"
	       " ($1, $2, $3::int) on conflict (user_id) do update set theme ="
	       " excluded.theme, time_zone = excluded.time_zone, page_size ="
	       " excluded.page_size",
};

static const struct statement settings_theme = {
	.name = "settings_theme",
	.sql = "insert into user_settings (theme) values ($1) on conflict"
	       " (user_id) do update set theme = excluded.theme",
};

/* All forms; what is wrong is of one of them. */
static bool
show_page(struct request *req, struct response *res,
	  const char *const *values, const struct error *of_pages,
	  const struct error *of_password)
{
	static const struct error none = { .kind = ERROR_NONE };
	struct json *data = json_object(req->arena);
	const struct error *err = of_pages ? of_pages : of_password;

	notice_show(req, data);
	form_show(req->arena, data, "fields", page_fields, values, of_pages);
	form_show_problem(req->arena, data, "problem", page_fields,
			  of_pages ? of_pages : &none);
	form_show(req->arena, data, "password_fields", password_fields, NULL,
		  of_password);
	form_show_problem(req->arena, data, "password_problem", password_fields,
			  of_password ? of_password : &none);
	return response_page(res, err ? error_status(err->kind) : 200,
			     "pages/settings", data);
}

static const char **
present_values(struct request *req)
{
	const char **values = arena_alloc(req->arena, 3 * sizeof *values);

	values[0] = req->caller.theme;
	values[1] = zone_name(req->caller.zone);
	values[2] = arena_printf(req->arena, "%d", req->caller.page_size);
	return values;
}

bool
settings_page(struct request *req, const struct rows *rows,
	      struct response *res)
{
	(void)rows;
	return show_page(req, res, present_values(req), NULL, NULL);
}

static bool
check(struct request *req, const char *const *values)
{
	for (size_t i = 0; page_fields[i].name; i++)
		if (!form_is_choice(page_fields[i].choices, values[i]))
			fail_field(&req->error, arena_printf(req->arena, "/%s",
				   page_fields[i].name), "choice",
				   "must be a choice of these");
	return req->error.kind == ERROR_NONE;
}

/* What a plan leaves to its reply. */
struct sent {
	const char **values;
	struct error error;
};

bool
settings_save_plan(struct request *req, struct unit *unit)
{
	struct sent *sent = arena_alloc(req->arena, sizeof *sent);

	req->state = sent;
	sent->values = form_sent(req, page_fields);
	if (check(req, sent->values))
		return unit_add(unit, &settings_save, sent->values[0],
				sent->values[1], sent->values[2]);
	sent->error = form_take_error(req);
	return true;
}

bool
settings_save_done(struct request *req, const struct rows *rows,
		   struct response *res)
{
	const struct sent *sent = req->state;

	(void)rows;
	if (sent->error.kind != ERROR_NONE)
		return show_page(req, res, sent->values, &sent->error, NULL);
	return notice_redirect(res, "/settings", "settings-saved", -1, -1);
}

bool
theme_save_plan(struct request *req, struct unit *unit)
{
	const char *theme = form_value(req, "theme");

	if (!form_is_choice(themes, theme))
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

static bool
password_end(struct request *req, const struct access *access,
	     struct response *res)
{
	struct error err;

	if (access->is_done)
		return notice_redirect(res, "/settings", "password-changed", -1,
				       -1);
	if (req->error.kind != ERROR_INVALID
	    && req->error.kind != ERROR_TOO_MANY)
		return false;
	err = form_take_error(req);
	return show_page(req, res, present_values(req), NULL, &err);
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
