/* A metric: one reading of what is measured of an agent. */
#include "app/resources/resources.h"
#include "db/constraint.h"
#include "resource/resource.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "agentId", .type = FIELD_ID,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN | FIELD_FILTER },
	{ .name = "name", .type = FIELD_TEXT, .max = 255, .label = "Name",
	  .flags = FIELD_REQUIRED, .example = "latency" },
	{ .name = "value", .type = FIELD_NUMBER, .label = "Value",
	  .flags = FIELD_REQUIRED, .example = "412.5" },
	{ .name = "unit", .type = FIELD_TEXT, .max = 32, .fallback = "",
	  .label = "Unit", .example = "ms" },
	{ .name = "at", .type = FIELD_TIME, .label = "Time",
	  .help = "When it was measured; now, where it is not said" },
	{ .name = "labels", .type = FIELD_JSON_OBJECT, .fallback = "{}",
	  .label = "Labels" },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "metric_name_is_given", "/name", "must not be empty" },
	{ "metric_value_is_a_number", "/value", "is no number that is kept" },
	{ "metric_unit_is_short", "/unit", "has more than 32 characters" },
	{ "metric_labels_are_an_object", "/labels", "must be an object" },
	{ 0 }
};

const struct resource metric_resource = {
	.name = "metric", .plural = "metrics", .label = "Metric",
	.help = "One reading of what is measured of an agent.",
	.table = "agent_metrics", .view = "api.agent_metrics",
	.fields = fields, .order = "-id",
	.constraints = constraints,
	.can = { [OP_LIST] = ROLE_VIEWER, [OP_CREATE] = ROLE_OPERATOR },
};
