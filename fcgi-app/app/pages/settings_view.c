#include "app/pages/settings_view.h"

#include <stddef.h>
#include <string.h>

#include "app/pages/form.h"
#include "app/pages/notice.h"
#include "app/time_zones.h"
#include "auth/password.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "base/zone.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"

static const struct choice themes[] = {
	{ "system", "As the system" }, { "light", "Light" }, { "dark", "Dark" },
	{ NULL, NULL }
};

static const struct choice lengths[] = {
	{ "10", "10" }, { "25", "25" }, { "50", "50" }, { "100", "100" },
	{ "200", "200" }, { NULL, NULL }
};

static const struct form_field profile_fields[] = {
	{ .name = "name", .label = "Your name", .max = 255,
	  .autocomplete = "name", .help = "As others see it" },
	{ 0 }
};

static const struct form_field page_fields[] = {
	{ .name = "theme", .label = "Theme", .kind = FORM_CHOICE,
	  .choices = themes },
	{ .name = "timeZone", .label = "Time zone", .kind = FORM_CHOICE,
	  .choices = time_zones,
	  .help = "Times and days are those of it; what shows at rest on one is UTC" },
	{ .name = "pageSize", .label = "Rows of a list", .kind = FORM_CHOICE,
	  .choices = lengths },
	{ 0 }
};

static const struct form_field email_fields[] = {
	{ .name = "email", .label = "New e-mail address", .kind = FORM_EMAIL,
	  .is_required = true, .max = 254, .autocomplete = "email" },
	{ .name = "currentPassword", .id = "email-password",
	  .label = "Your password", .kind = FORM_PASSWORD, .is_required = true,
	  .max = PASSWORD_MAX, .autocomplete = "current-password",
	  .help = "So that nobody else changes it at your desk" },
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

static const struct {
	const char *fields, *problem;	/* names in the template */
	const struct form_field *list;
} forms[SETTINGS_FORMS] = {
	[SETTINGS_PROFILE] = { "profile_fields", "profile_problem",
			       profile_fields },
	[SETTINGS_PAGES] = { "fields", "problem", page_fields },
	[SETTINGS_EMAIL] = { "email_fields", "email_problem", email_fields },
	[SETTINGS_PASSWORD] = { "password_fields", "password_problem",
				password_fields },
};

/* In the order of the fields of a form; NULL where nothing is there to show. */
static const char **
present_values(struct request *req, enum settings_form form)
{
	const char **values = arena_alloc(req->arena, 3 * sizeof *values);

	if (form == SETTINGS_PROFILE) {
		values[0] = req->caller.name;
	} else if (form == SETTINGS_PAGES) {
		values[0] = req->caller.theme;
		values[1] = zone_name(req->caller.zone);
		values[2] = arena_printf(req->arena, "%d",
					 req->caller.page_size);
	}
	return values;
}

/* The API takes any length of lists: one that is not offered is kept, too. */
static const struct form_field *
fields_for(struct arena *arena, enum settings_form form,
	   const char *const *values)
{
	size_t count = sizeof lengths / sizeof *lengths;
	struct form_field *fields;
	struct choice *own;

	if (form != SETTINGS_PAGES || choice_is_known(lengths, values[2]))
		return forms[form].list;
	own = arena_alloc(arena, (count + 1) * sizeof *own);
	memcpy(own, lengths, sizeof lengths);
	own[count - 1] = (struct choice){ values[2], values[2] };
	fields = arena_alloc(arena, sizeof page_fields);
	memcpy(fields, page_fields, sizeof page_fields);
	fields[2].choices = own;
	return fields;
}

static void
show_form(struct request *req, struct json *data, enum settings_form form,
	  const struct error *err)
{
	static const struct error none = { .kind = ERROR_NONE };
	const char **values = err ? form_sent(req, forms[form].list)
				  : present_values(req, form);
	const struct form_field *fields = fields_for(req->arena, form, values);

	form_show(req->arena, data, forms[form].fields, fields, values, err);
	form_show_problem(req->arena, data, forms[form].problem, fields,
			  err ? err : &none);
}

bool
settings_show(struct request *req, struct response *res, enum settings_form wrong,
	      const struct error *err)
{
	struct json *data = json_object(req->arena);

	notice_show(req, data);
	for (int form = 0; form < SETTINGS_FORMS; form++)
		show_form(req, data, (enum settings_form)form,
			  form == (int)wrong ? err : NULL);
	return response_page(res, err ? error_status(err->kind) : 200,
			     "pages/settings", data);
}
