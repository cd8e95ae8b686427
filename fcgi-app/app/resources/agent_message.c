/* A message as one agent sees it: sent by it, or delivered to it. */
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "resource/resource.h"

#define GIVEN (FIELD_READ_ONLY | FIELD_GIVEN)

/* In the order of api.claim_messages. */
static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "agentId", .type = FIELD_ID, .flags = GIVEN | FIELD_FILTER },
	{ .name = "direction", .type = FIELD_CHOICE,
	  .words = &message_direction_words, .flags = GIVEN | FIELD_FILTER,
	  .label = "Direction" },
	{ .name = "senderId", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "senderName", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "recipientId", .type = FIELD_ID, .flags = FIELD_READ_ONLY,
	  .help = "None of a message to all agents" },
	{ .name = "recipientName", .type = FIELD_TEXT,
	  .flags = FIELD_READ_ONLY },
	{ .name = "type", .type = FIELD_CHOICE, .words = &message_type_words,
	  .flags = GIVEN },
	{ .name = "priority", .type = FIELD_CHOICE, .words = &priority_words,
	  .flags = GIVEN },
	{ .name = "subject", .type = FIELD_TEXT, .flags = GIVEN },
	{ .name = "content", .type = FIELD_JSON,
	  .flags = FIELD_READ_ONLY | FIELD_PAYLOAD },
	{ .name = "correlationId", .type = FIELD_TEXT, .flags = GIVEN },
	{ .name = "replyTo", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "status", .type = FIELD_CHOICE, .words = &message_status_words,
	  .flags = GIVEN, .help = "Of the delivery to this agent" },
	{ .name = "attempts", .type = FIELD_INT, .flags = GIVEN },
	{ .name = "maxAttempts", .type = FIELD_INT, .flags = GIVEN },
	{ .name = "acknowledgementRequired", .type = FIELD_BOOL,
	  .flags = GIVEN },
	{ .name = "heldUntil", .type = FIELD_TIME, .flags = FIELD_READ_ONLY,
	  .help = "If it is not acknowledged by then, it is delivered again" },
	{ .name = "expiresAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "deliveredAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "acknowledgedAt", .type = FIELD_TIME,
	  .flags = FIELD_READ_ONLY },
	{ .name = "error", .type = FIELD_LONG_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Sent",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_OF_ID },
	{ 0 }
};

const struct resource agent_message_resource = {
	.name = "agentMessage", .plural = "agentMessages", .label = "Message",
	.path = "agents/:agentId/messages",
	.help = "A message as one agent sees it: sent by it, or delivered to it.",
	.table = "agent_deliveries", .view = "api.agent_messages",
	.fields = fields, .order = "-createdAt",
	.owner = &agent_resource, .owner_field = "agentId",
	.titles = {
		[OP_LIST] = "List the messages that an agent sent or gets",
	},
	.can = { [OP_LIST] = ROLE_VIEWER },
};
