/*
 * A flowchart: the graph of an agent, one to each. version is the client's own text;
 * revision counts edits and is the ETag.
 */
#include "app/resources/resources.h"
#include "db/constraint.h"
#include "resource/resource.h"
#include "resource/words.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "agentId", .type = FIELD_ID, .flags = FIELD_READ_ONLY | FIELD_GIVEN,
	  .label = "Agent" },
	{ .name = "agentName", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "version", .type = FIELD_TEXT, .max = 255, .fallback = "1.0.0",
	  .column = "label_version", .label = "Version" },
	{ .name = "nodes", .type = FIELD_JSON_ARRAY, .fallback = "[]",
	  .flags = FIELD_PAYLOAD, .label = "Nodes" },
	{ .name = "connections", .type = FIELD_JSON_ARRAY, .fallback = "[]",
	  .flags = FIELD_PAYLOAD, .label = "Connections" },
	{ .name = "metadata", .type = FIELD_JSON_OBJECT, .fallback = "{}",
	  .flags = FIELD_PAYLOAD, .label = "Metadata" },
	{ .name = "layout", .type = FIELD_JSON_OBJECT, .fallback = "{}",
	  .flags = FIELD_PAYLOAD, .label = "Layout" },
	{ .name = "extra", .type = FIELD_JSON_OBJECT, .fallback = "{}",
	  .flags = FIELD_PAYLOAD | FIELD_HIDDEN },
	{ .name = "nodeCount", .type = FIELD_INT, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "edgeCount", .type = FIELD_INT, .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "revision", .type = FIELD_INT, .flags = FIELD_READ_ONLY | FIELD_GIVEN,
	  .shown = "row_version" },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Made",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "lastModified", .type = FIELD_TIME, .label = "Changed",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "flowchart_of_the_agent_is_one", NULL,
	  "the agent has a flowchart already" },
	{ "flowchart_version_is_short", "/version", "is too long" },
	{ "flowchart_nodes_are_an_array", "/nodes", "must be an array" },
	{ "flowchart_connections_are_an_array", "/connections",
	  "must be an array" },
	{ "flowchart_metadata_is_an_object", "/metadata", "must be an object" },
	{ "flowchart_layout_is_an_object", "/layout", "must be an object" },
	{ 0 }
};

const struct resource flowchart_resource = {
	.name = "flowchart", .plural = "flowcharts", .label = "Flowchart",
	.help = "The graph of an agent, one to each.",
	.table = "flowcharts", .view = "api.flowcharts", .fields = fields,
	.order = "-createdAt", .is_open = true,
	.audited = &(const struct word){ "flowchart", .label = "Flowchart" },
	.constraints = constraints,
	.can = { [OP_LIST]    = ROLE_VIEWER,   [OP_GET]    = ROLE_VIEWER,
		 [OP_CREATE]  = ROLE_OPERATOR, [OP_UPDATE] = ROLE_OPERATOR,
		 [OP_REPLACE] = ROLE_OPERATOR, [OP_DELETE] = ROLE_OPERATOR },
};
