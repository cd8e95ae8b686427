/* Settings: how a user wants pages, and the name that others see. */
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "app/time_zones.h"
#include "base/error.h"
#include "db/constraint.h"
#include "http/request.h"
#include "resource/resource.h"
#include "resource/validate.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "name", .type = FIELD_TEXT, .max = 255, .fallback = "",
	  .label = "Your name", .help = "As others see it" },
	{ .name = "email", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "theme", .type = FIELD_CHOICE, .words = &theme_words,
	  .fallback = "system", .label = "Theme" },
	{ .name = "timeZone", .type = FIELD_TEXT, .max = 64, .fallback = "UTC",
	  .label = "Time zone",
	  .help = "Exact times are shown in it; without scripts in UTC" },
	{ .name = "pageSize", .type = FIELD_INT, .min = 1, .max = 200,
	  .fallback = "25", .label = "Rows of a list" },
	{ 0 }
};

static bool
check_settings(struct request *req, const struct values *given)
{
	const char *zone = values_text(&settings_resource, given, "timeZone");

	return !zone || time_zone_is_known(zone)
	       || fail_field(&req->error, "/timeZone", "invalid", "must be a"
			     " time zone such as UTC or Europe/Berlin");
}

/* One row, of the user who asks; made by api.save_settings. */
static const struct constraint constraints[] = {
	{ "user_email_is_free", "/email", "there is already an account with"
	  " this e-mail address" },
	{ "user_email_is_an_address", "/email", "is not an e-mail address" },
	{ "user_name_is_short", "/name", "has more than 255 characters" },
	{ 0 }
};

const struct resource settings_resource = {
	.name = "settings", .plural = "settings", .label = "Settings",
	.table = "api.settings", .view = "api.settings", .fields = fields,
	.check = check_settings,
	.constraints = constraints,
	.can = { [OP_GET]     = ROLE_VIEWER, [OP_UPDATE] = ROLE_VIEWER,
		 [OP_REPLACE] = ROLE_VIEWER },
};
