/* A reminder: a noun of the trial that is part of an agent. */
#include "app/resources/resources.h"
#include "db/constraint.h"
#include "resource/resource.h"
#include "resource/words.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "agentId", .type = FIELD_ID,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN | FIELD_FILTER },
	{ .name = "name", .type = FIELD_TEXT, .max = 255, .label = "Name",
	  .flags = FIELD_REQUIRED | FIELD_SORT | FIELD_SEARCH },
	{ .name = "dueAt", .type = FIELD_TIME, .flags = FIELD_REQUIRED,
	  .label = "Due", .help = "Such as 2026-03-12T17:00:00Z" },
	{ .name = "version", .type = FIELD_INT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Made",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "reminder_name_is_given", "/name", "must not be empty" },
	{ 0 }
};

const struct resource reminder_resource = {
	.name = "reminder", .plural = "reminders", .label = "Reminder",
	.path = "agents/:agentId/reminders",
	.help = "What an agent is to be reminded of.",
	.table = "reminders",
	.fields = fields, .order = "name", .has_version = true,
	.owner = &agent_resource, .owner_field = "agentId",
	.audited = &(const struct word){ "reminder", .label = "Reminder" },
	.constraints = constraints,
	.can = { [OP_LIST]    = ROLE_VIEWER,   [OP_GET]    = ROLE_VIEWER,
		 [OP_CREATE]  = ROLE_OPERATOR, [OP_UPDATE] = ROLE_OPERATOR,
		 [OP_REPLACE] = ROLE_OPERATOR, [OP_DELETE] = ROLE_OPERATOR },
};
