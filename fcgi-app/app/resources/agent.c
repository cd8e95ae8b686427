/* An agent: a program that works for one tenant. */
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
	  .help = "Shown in lists", .example = "Refund triage" },
	{ .name = "description", .type = FIELD_LONG_TEXT, .max = 10000,
	  .flags = FIELD_SEARCH, .fallback = "", .label = "Description",
	  .example = "Sorts refunds by what is wrong with them" },
	{ .name = "status", .type = FIELD_CHOICE, .words = &agent_status_words,
	  .flags = FIELD_FILTER | FIELD_SORT, .fallback = "active",
	  .label = "Status", .derived_by = "activity" },
	{ .name = "activity", .type = FIELD_CHOICE,
	  .words = &agent_activity_words, .label = "Activity",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN | FIELD_FILTER },
	{ .name = "category", .type = FIELD_TEXT, .max = 255, .fallback = "",
	  .flags = FIELD_FILTER | FIELD_SORT, .label = "Category",
	  .example = "support" },
	{ .name = "type", .type = FIELD_TEXT, .max = 255, .fallback = "",
	  .flags = FIELD_FILTER, .label = "Type" },
	{ .name = "modelProvider", .type = FIELD_TEXT, .max = 255,
	  .flags = FIELD_FILTER, .fallback = "", .label = "Model provider" },
	{ .name = "model", .type = FIELD_TEXT, .max = 255, .fallback = "",
	  .flags = FIELD_FILTER, .label = "Model" },
	{ .name = "instructions", .type = FIELD_LONG_TEXT, .max = 100000,
	  .flags = FIELD_PAYLOAD, .fallback = "", .label = "Instructions" },
	{ .name = "enabled", .type = FIELD_BOOL, .flags = FIELD_FILTER,
	  .fallback = "true", .label = "Enabled" },
	{ .name = "configuration", .type = FIELD_JSON_OBJECT, .fallback = "{}",
	  .label = "Configuration", .help = "Any JSON object" },
	{ .name = "tags", .type = FIELD_TAGS, .flags = FIELD_FILTER,
	  .fallback = "{}", .label = "Tags" },
	{ .name = "heartbeatIntervalS", .type = FIELD_INT, .min = 1, .max = 86400,
	  .label = "Heartbeat every (s)",
	  .help = "Without one the agent is never offline" },
	{ .name = "heartbeatAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "heartbeatDetails", .type = FIELD_JSON_OBJECT,
	  .flags = FIELD_READ_ONLY | FIELD_PAYLOAD,
	  .help = "What it said of itself with its heartbeats" },
	{ .name = "projectId", .type = FIELD_ID, .flags = FIELD_FILTER,
	  .label = "Project",
	  .refers = &project_resource },
	{ .name = "projectName", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "lastActive", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "lastExecution", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "executionCount", .type = FIELD_INT, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "createdById", .type = FIELD_ID, .label = "Made by",
	  .flags = FIELD_READ_ONLY | FIELD_FILTER },
	CREATED_BY(0),
	{ .name = "version", .type = FIELD_INT, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Made",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_RANGE | FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME, .label = "Changed",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN | FIELD_SORT | FIELD_RANGE },
	{ 0 }
};

static const struct alias query_aliases[] = {
	{ "search", "q" },
	{ "createdBy", "createdById" },
	{ "project", "projectId" },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "agent_project_is_of_the_same_tenant", "/projectId",
	  "there is no such project" },
	{ "agent_name_is_given", "/name", "must not be empty" },
	{ "agent_status_is_known", "/status", "is not a status of agents" },
	{ "agent_category_is_short", "/category", "is too long" },
	{ "agent_type_is_short", "/type", "is too long" },
	{ "agent_model_is_short", "/model", "is too long" },
	{ "agent_configuration_is_an_object", "/configuration",
	  "must be an object" },
	{ "agent_heartbeat_interval_is_bounded", "/heartbeatIntervalS",
	  "must be from 1 to 86400 seconds" },
	{ "activity_details_are_an_object", "/details", "must be an object" },
	{ "activity_details_are_bounded", "/details", "has more than 16 KiB" },
	{ 0 }
};

static const struct switching switchings[] = {
	{ "activate", "Activate", .value = "active" },
	{ "deactivate", "Deactivate", .value = "inactive" },
	{ "pause", "Pause", .value = "paused" },
	{ 0 }
};

const struct resource agent_resource = {
	.name = "agent", .plural = "agents", .label = "Agent",
	.path = "agents", .dialect = DIALECT_DASHBOARD, .is_lenient = true,
	.help = "A program that works for one tenant.",
	.table = "agents", .view = "api.agents", .searched = "agents",
	.fields = fields, .query_aliases = query_aliases,
	.order = "-createdAt", .has_totals = true, .has_version = true, .mark = "deleted_at", .is_limited = true,
	.switched = "status", .switchings = switchings,
	.alias_kind = "agent",
	.audited = &(const struct word){ "agent", .label = "Agent" },
	.titles = {
		[OP_DELETE] = "Delete an agent; its executions stay",
	},
	.constraints = constraints,
	.can = { [OP_LIST]    = ROLE_VIEWER,   [OP_GET]    = ROLE_VIEWER,
		 [OP_CREATE]  = ROLE_OPERATOR, [OP_UPDATE] = ROLE_OPERATOR,
		 [OP_REPLACE] = ROLE_OPERATOR, [OP_DELETE] = ROLE_ADMIN },
};
