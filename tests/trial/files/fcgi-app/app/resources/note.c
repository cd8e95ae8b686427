/* A note: a noun of the trial. */
#include "app/resources/resources.h"
#include "db/constraint.h"
#include "resource/resource.h"
#include "resource/words.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "name", .type = FIELD_TEXT, .max = 255, .label = "Name",
	  .flags = FIELD_REQUIRED | FIELD_SORT | FIELD_SEARCH },
	{ .name = "text", .type = FIELD_LONG_TEXT, .max = 10000,
	  .flags = FIELD_SEARCH, .fallback = "", .label = "Text" },
	{ .name = "topic", .type = FIELD_TEXT, .max = 255, .fallback = "",
	  .flags = FIELD_FILTER, .label = "Topic" },
	{ .name = "active", .type = FIELD_BOOL, .flags = FIELD_FILTER,
	  .fallback = "true", .label = "Active" },
	{ .name = "createdById", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "version", .type = FIELD_INT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Made",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_RANGE | FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "note_name_is_given", "/name", "must not be empty" },
	{ 0 }
};

const struct resource note_resource = {
	.name = "note", .plural = "notes", .label = "Note",
	.path = "notes",
	.help = "What is written down.",
	.table = "notes", .view = "api.notes",
	.fields = fields, .order = "-createdAt", .has_version = true,
	.switched = "active",
	.audited = &(const struct word){ "note", .label = "Note" },
	.constraints = constraints,
	.can = { [OP_LIST]    = ROLE_VIEWER,   [OP_GET]    = ROLE_VIEWER,
		 [OP_CREATE]  = ROLE_OPERATOR, [OP_UPDATE] = ROLE_OPERATOR,
		 [OP_REPLACE] = ROLE_OPERATOR, [OP_DELETE] = ROLE_ADMIN },
};
