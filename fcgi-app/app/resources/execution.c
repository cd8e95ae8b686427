/* An execution: one run of an agent or a workflow. */
#include "app/resources/created_by.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "db/constraint.h"
#include "resource/resource.h"

/* Of one run: no report is so large, and sums of many stay numbers. */
#define USAGE_MAX INT64_C(1000000000000)

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "agentId", .type = FIELD_ID, .label = "Agent",
	  .example = "01958a6e-9c02-7d42-8f0b-3f5afcdc14c2",
	  .flags = FIELD_IMMUTABLE | FIELD_FILTER | FIELD_MERGE,
	  .refers = &agent_resource },
	{ .name = "agentName", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "workflowId", .type = FIELD_ID, .label = "Workflow",
	  .flags = FIELD_IMMUTABLE | FIELD_FILTER | FIELD_MERGE },
	{ .name = "workflowName", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "status", .type = FIELD_CHOICE,
	  .words = &execution_status_words, .example = "completed",
	  .flags = FIELD_FILTER | FIELD_MERGE,
	  .fallback = "pending", .label = "Status" },
	{ .name = "trigger", .type = FIELD_CHOICE, .words = &trigger_words,
	  .flags = FIELD_IMMUTABLE | FIELD_FILTER, .fallback = "api",
	  .label = "Trigger" },
	{ .name = "title", .type = FIELD_TEXT, .max = 500, .label = "Title",
	  .example = "Refund 1042",
	  .flags = FIELD_SEARCH },
	{ .name = "input", .type = FIELD_JSON, .flags = FIELD_PAYLOAD,
	  .label = "Input" },
	{ .name = "result", .type = FIELD_JSON, .flags = FIELD_PAYLOAD,
	  .column = "output", .shown = "output", .label = "Result" },
	{ .name = "error", .type = FIELD_LONG_TEXT, .max = 65536,
	  .flags = FIELD_SEARCH, .label = "Error" },
	{ .name = "errorDetails", .type = FIELD_JSON, .flags = FIELD_PAYLOAD },
	{ .name = "triggerData", .type = FIELD_JSON,
	  .flags = FIELD_IMMUTABLE | FIELD_PAYLOAD },
	{ .name = "path", .type = FIELD_TAGS,
	  .flags = FIELD_READ_ONLY | FIELD_PAYLOAD },
	{ .name = "startTime", .type = FIELD_TIME, .flags = FIELD_RANGE,
	  .column = "started_at", .label = "Started" },
	{ .name = "endTime", .type = FIELD_TIME, .flags = FIELD_RANGE,
	  .column = "completed_at", .label = "Ended" },
	{ .name = "durationMs", .type = FIELD_INT, .flags = FIELD_READ_ONLY },
	{ .name = "tokens", .type = FIELD_INT, .min = 0, .max = USAGE_MAX,
	  .fallback = "0", .label = "Tokens" },
	{ .name = "costMicros", .type = FIELD_INT, .min = 0, .max = USAGE_MAX,
	  .fallback = "0", .label = "Cost" },
	{ .name = "retryOf", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "parentId", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "createdById", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	/* two look-ups for each row: for the one that is read by itself */
	CREATED_BY(FIELD_PAYLOAD),
	{ .name = "version", .type = FIELD_INT, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Made",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_RANGE | FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ 0 }
};

/* Ranges are named by the stem of the field: startTimeAfter, endTimeBefore. */
static const struct alias query_aliases[] = {
	{ "search", "q" },
	{ "agent", "agentId" },
	{ "workflow", "workflowId" },
	{ "startedAfter", "startTimeAfter" },
	{ "startedBefore", "startTimeBefore" },
	{ "startTimeFrom", "startTimeAfter" },
	{ "startTimeTo", "startTimeBefore" },
	{ "finishedAfter", "endTimeAfter" },
	{ "finishedBefore", "endTimeBefore" },
	{ "endTimeFrom", "endTimeAfter" },
	{ "endTimeTo", "endTimeBefore" },
	{ 0 }
};

static const struct alias member_aliases[] = {
	{ "output", "result" },
	{ "startedAt", "startTime" },
	{ "completedAt", "endTime" },
	{ "finishedAt", "endTime" },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "execution_agent_is_of_the_same_tenant", "/agentId",
	  "there is no such agent" },
	{ "execution_status_is_known", "/status",
	  "is not a status of executions" },
	{ "execution_trigger_is_known", "/trigger", "is not a trigger" },
	{ "execution_title_is_short", "/title", "is too long" },
	{ "execution_completes_after_start", "/endTime",
	  "must not be before the start" },
	{ "execution_tokens_are_not_negative", "/tokens",
	  "must not be negative" },
	{ "execution_cost_is_not_negative", "/costMicros",
	  "must not be negative" },
	{ 0 }
};

const struct resource execution_resource = {
	.name = "execution", .plural = "executions", .label = "Execution",
	.path = "executions", .dialect = DIALECT_DASHBOARD, .is_lenient = true,
	.help = "One run of an agent or a workflow.",
	.unpaged = 1 << OP_CREATE | 1 << OP_UPDATE | 1 << OP_DELETE,
	.table = "executions", .view = "api.executions",
	.fields = fields,
	.query_aliases = query_aliases, .member_aliases = member_aliases,
	.order = "-createdAt", .has_totals = true, .has_version = true,
	.is_by_id_time = true, .is_limited = true, .search_days = 31,
	.final_states = "{completed,failed,cancelled,timeout}",
	.alias_kind = "execution",
	.constraints = constraints,
	.can = { [OP_LIST]    = ROLE_VIEWER,   [OP_GET]    = ROLE_VIEWER,
		 [OP_CREATE]  = ROLE_OPERATOR, [OP_UPDATE] = ROLE_OPERATOR,
		 [OP_REPLACE] = ROLE_OPERATOR },
};
