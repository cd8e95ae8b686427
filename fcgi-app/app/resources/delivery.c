/* A message on its way to one agent. */
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "db/constraint.h"
#include "resource/resource.h"

#define GIVEN (FIELD_READ_ONLY | FIELD_GIVEN)

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY,
	  .help = "Of the agent, which gets the message once" },
	{ .name = "messageId", .type = FIELD_ID, .flags = GIVEN | FIELD_FILTER },
	{ .name = "agentId", .type = FIELD_ID, .label = "Agent",
	  .flags = GIVEN | FIELD_SORT | FIELD_OF_ID },
	{ .name = "agentName", .type = FIELD_TEXT, .flags = GIVEN },
	{ .name = "status", .type = FIELD_CHOICE, .words = &message_status_words,
	  .flags = GIVEN },
	{ .name = "attempts", .type = FIELD_INT, .flags = GIVEN },
	{ .name = "heldUntil", .type = FIELD_TIME, .flags = FIELD_READ_ONLY,
	  .help = "If it is not acknowledged by then, it is delivered again" },
	{ .name = "deliveredAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "acknowledgedAt", .type = FIELD_TIME,
	  .flags = FIELD_READ_ONLY },
	{ .name = "error", .type = FIELD_LONG_TEXT, .flags = FIELD_READ_ONLY },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "delivery_error_is_bounded", "/error", "is too long" },
	{ 0 }
};

const struct resource delivery_resource = {
	.name = "delivery", .plural = "deliveries", .label = "Delivery",
	.path = "messages/:messageId/deliveries",
	.help = "A message on its way to one agent, as far as it has come.",
	.page = "",
	.table = "agent_deliveries", .view = "api.deliveries",
	.fields = fields, .order = "agentId",
	.owner = &message_resource, .owner_field = "messageId",
	.titles = {
		[OP_LIST] = "List the agents that get a message, and how"
			" far it has come to each",
	},
	.constraints = constraints,
	.can = { [OP_LIST] = ROLE_VIEWER },
};
