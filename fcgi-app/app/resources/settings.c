/* Settings: how a user wants pages, and the name that others see. */
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "resource/resource.h"

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

/* One row, of the user who asks; made by api.save_settings. */
const struct resource settings_resource = {
	.name = "settings", .plural = "settings", .label = "Settings",
	.table = "api.settings", .view = "api.settings", .fields = fields,
	.can = { [OP_GET]     = ROLE_VIEWER, [OP_UPDATE] = ROLE_VIEWER,
		 [OP_REPLACE] = ROLE_VIEWER },
};
