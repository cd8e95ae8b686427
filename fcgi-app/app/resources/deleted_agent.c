/* A deleted agent: it is kept with its executions, and can be restored. */
#include "app/resources/resources.h"
#include "resource/resource.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "name", .type = FIELD_TEXT, .label = "Name",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN | FIELD_SEARCH },
	{ .name = "description", .type = FIELD_LONG_TEXT,
	  .label = "Description", .flags = FIELD_READ_ONLY | FIELD_GIVEN | FIELD_SEARCH },
	{ .name = "category", .type = FIELD_TEXT, .label = "Category",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "type", .type = FIELD_TEXT, .label = "Type",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "lastExecution", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "executionCount", .type = FIELD_INT, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "deletedById", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "deletedById", .type = FIELD_ID, .group = "deletedBy",
	  .flags = FIELD_READ_ONLY },
	{ .name = "deletedByName", .type = FIELD_TEXT, .group = "deletedBy",
	  .flags = FIELD_READ_ONLY },
	{ .name = "deletedByEmail", .type = FIELD_TEXT, .group = "deletedBy",
	  .flags = FIELD_READ_ONLY },
	{ .name = "version", .type = FIELD_INT, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Made",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "deletedAt", .type = FIELD_TIME, .label = "Deleted",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN | FIELD_SORT | FIELD_RANGE },
	{ 0 }
};

const struct resource deleted_agent_resource = {
	.name = "deletedAgent", .plural = "deletedAgents",
	.label = "Deleted agent",
	.path = "agents/deleted",
	.help = "It is kept with its executions, and can be restored.",
	.table = "agents", .view = "api.deleted_agents", .searched = "deletedAgents",
	.fields = fields, .order = "-deletedAt",
	.titles = {
		[OP_LIST] = "List the agents that were deleted",
	},
	.can = { [OP_LIST] = ROLE_VIEWER },
};
