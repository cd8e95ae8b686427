/* A project: a group of agents. */
#include "app/resources/created_by.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "db/constraint.h"
#include "resource/resource.h"
#include "resource/words.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "name", .type = FIELD_TEXT, .max = 255, .label = "Name",
	  .flags = FIELD_REQUIRED | FIELD_SORT | FIELD_SEARCH,
	  .example = "Refunds" },
	{ .name = "description", .type = FIELD_LONG_TEXT, .max = 10000,
	  .flags = FIELD_SEARCH, .fallback = "", .label = "Description" },
	{ .name = "type", .type = FIELD_TEXT, .max = 255, .fallback = "",
	  .flags = FIELD_FILTER, .label = "Type" },
	{ .name = "active", .type = FIELD_BOOL, .flags = FIELD_FILTER,
	  .fallback = "true", .words = &active_words, .label = "Active" },
	{ .name = "configuration", .type = FIELD_JSON_OBJECT, .fallback = "{}",
	  .flags = FIELD_PAYLOAD, .label = "Configuration" },
	{ .name = "createdById", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	CREATED_BY(0),
	{ .name = "version", .type = FIELD_INT, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Made",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_RANGE | FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "project_name_is_given", "/name", "must not be empty" },
	{ "project_configuration_is_an_object", "/configuration",
	  "must be an object" },
	{ 0 }
};

static const char *const columns[] = {
	"active", "type", "createdByName", "createdAt", NULL
};

const struct resource project_resource = {
	.name = "project", .plural = "projects", .label = "Project",
	.path = "projects",
	.help = "A group of agents and workflows that belong together.",
	.columns = columns,
	.table = "projects", .view = "api.projects", .searched = "projects",
	.fields = fields, .order = "-createdAt", .has_version = true,
	.switched = "active",
	.audited = &(const struct word){ "project", .label = "Project" },
	.titles = {
		[OP_DELETE] = "Delete a project; its agents stay",
	},
	.constraints = constraints,
	.can = { [OP_LIST]    = ROLE_VIEWER,   [OP_GET]    = ROLE_VIEWER,
		 [OP_CREATE]  = ROLE_OPERATOR, [OP_UPDATE] = ROLE_OPERATOR,
		 [OP_REPLACE] = ROLE_OPERATOR, [OP_DELETE] = ROLE_ADMIN },
};
