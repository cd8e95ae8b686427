/* A step: what an execution did at one node, in one pass and attempt. */
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "resource/resource.h"

static const struct field fields[] = {
	{ .name = "executionId", .type = FIELD_ID, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "nodeId", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "iteration", .type = FIELD_INT, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "attempt", .type = FIELD_INT, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "position", .type = FIELD_INT, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "name", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "kind", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "status", .type = FIELD_CHOICE, .words = &step_status_words,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "input", .type = FIELD_JSON, .flags = FIELD_READ_ONLY },
	{ .name = "output", .type = FIELD_JSON, .flags = FIELD_READ_ONLY },
	{ .name = "error", .type = FIELD_LONG_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "errorDetails", .type = FIELD_JSON, .flags = FIELD_READ_ONLY },
	{ .name = "toolCalls", .type = FIELD_JSON, .flags = FIELD_READ_ONLY },
	{ .name = "startTime", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "endTime", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "durationMs", .type = FIELD_INT, .flags = FIELD_READ_ONLY },
	{ .name = "tokens", .type = FIELD_INT, .flags = FIELD_READ_ONLY },
	{ .name = "costMicros", .type = FIELD_INT, .flags = FIELD_READ_ONLY },
	{ 0 }
};

const struct resource step_resource = {
	.name = "step", .plural = "steps", .label = "Step",
	.help = "What an execution did at one node, in one pass and attempt.",
	.table = "execution_steps", .view = "api.execution_steps",
	.fields = fields, .order = "position",
	.can = { [OP_LIST] = ROLE_VIEWER },
};
