/* A log: one line that an execution wrote. */
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "db/constraint.h"
#include "resource/resource.h"

/* Lines are in the order in which they were written, which is that of their ids. */
static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "executionId", .type = FIELD_ID,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN | FIELD_FILTER },
	{ .name = "timestamp", .type = FIELD_TIME, .column = "at",
	  .flags = FIELD_SORT | FIELD_OF_ID, .label = "Time" },
	{ .name = "level", .type = FIELD_CHOICE, .words = &log_level_words,
	  .flags = FIELD_FILTER, .fallback = "info", .label = "Level" },
	{ .name = "message", .type = FIELD_LONG_TEXT, .max = 65536,
	  .flags = FIELD_REQUIRED | FIELD_SEARCH, .label = "Message",
	  .example = "The refund is in order" },
	{ .name = "context", .type = FIELD_JSON },
	{ .name = "nodeId", .type = FIELD_TEXT, .max = 255,
	  .flags = FIELD_FILTER, .label = "Step" },
	{ 0 }
};

static const struct alias query_aliases[] = {
	{ "search", "q" },
	{ 0 }
};

static const struct alias member_aliases[] = {
	{ "at", "timestamp" },
	{ "time", "timestamp" },
	{ "data", "context" },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "log_level_is_known", "/level", "is not a level" },
	{ "log_message_is_bounded", "/message", "is too long" },
	{ 0 }
};

const struct resource log_resource = {
	.name = "log", .plural = "logs", .label = "Log",
	.help = "One line that an execution wrote.",
	.table = "execution_logs", .view = "api.execution_logs",
	.fields = fields,
	.query_aliases = query_aliases, .member_aliases = member_aliases,
	.order = "timestamp", .limit = 100, .has_totals = true,
	.constraints = constraints,
	.can = { [OP_LIST] = ROLE_VIEWER, [OP_CREATE] = ROLE_OPERATOR },
};
