/* A message: what an agent, or a person for it, tells another agent, or all. */
#include "app/resources/created_by.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "db/constraint.h"
#include "resource/resource.h"
#include "resource/words.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "senderId", .type = FIELD_ID, .flags = FIELD_FILTER,
	  .label = "From", .help = "The agent that sends it, if one does",
	  .refers = &agent_resource },
	{ .name = "senderName", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "recipientId", .type = FIELD_ID, .flags = FIELD_FILTER,
	  .label = "To",
	  .help = "The agent that gets it; none: all agents but the sender",
	  .refers = &agent_resource },
	{ .name = "recipientName", .type = FIELD_TEXT,
	  .flags = FIELD_READ_ONLY },
	{ .name = "type", .type = FIELD_CHOICE, .words = &message_type_words,
	  .flags = FIELD_REQUIRED | FIELD_FILTER | FIELD_MERGE,
	  .label = "Type" },
	{ .name = "priority", .type = FIELD_CHOICE, .words = &priority_words,
	  .fallback = "normal", .flags = FIELD_FILTER | FIELD_MERGE,
	  .label = "Priority", .help = "The more urgent are delivered first" },
	{ .name = "subject", .type = FIELD_TEXT, .max = 500, .fallback = "",
	  .flags = FIELD_SEARCH, .label = "Subject" },
	{ .name = "content", .type = FIELD_JSON, .fallback = "{}",
	  .flags = FIELD_PAYLOAD | FIELD_SEARCH, .label = "Content",
	  .help = "What it says, as JSON; at most 64 KiB" },
	{ .name = "correlationId", .type = FIELD_TEXT, .max = 255,
	  .flags = FIELD_FILTER, .label = "Conversation",
	  .help = "What it belongs to; else that of the message that it"
		  " answers, else its own id" },
	{ .name = "replyTo", .type = FIELD_ID, .flags = FIELD_FILTER,
	  .label = "Answers", .help = "The id of a message" },
	{ .name = "maxAttempts", .type = FIELD_INT, .min = 1, .max = 100,
	  .fallback = "3", .label = "Attempts",
	  .help = "How often it is delivered until it is acknowledged" },
	{ .name = "acknowledgementRequired", .type = FIELD_BOOL,
	  .fallback = "true", .label = "Wants to be acknowledged",
	  .help = "One that does not is delivered once" },
	{ .name = "deliverAfter", .type = FIELD_TIME, .label = "Not before",
	  .help = "Such as 2027-03-12T17:00:00Z; empty: at once" },
	{ .name = "expiresAt", .type = FIELD_TIME, .label = "Expires",
	  .help = "It is not delivered behind this time" },
	{ .name = "status", .type = FIELD_CHOICE, .words = &message_status_words,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN | FIELD_FILTER | FIELD_MERGE,
	  .column = "status", .label = "Status" },
	{ .name = "attempts", .type = FIELD_INT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "deliveredAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ .name = "acknowledgedAt", .type = FIELD_TIME,
	  .flags = FIELD_READ_ONLY },
	{ .name = "error", .type = FIELD_LONG_TEXT, .flags = FIELD_READ_ONLY },
	{ .name = "createdById", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	CREATED_BY(0),
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Sent",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_RANGE | FIELD_OF_ID },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "message_sender_is_of_the_same_tenant", "/senderId",
	  "there is no such agent" },
	{ "message_recipient_is_of_the_same_tenant", "/recipientId",
	  "there is no such agent" },
	{ "message_answered_is_of_the_same_tenant", "/replyTo",
	  "there is no such message" },
	{ "message_type_is_known", "/type", "is not a type of messages" },
	{ "message_priority_is_known", "/priority", "is not a priority" },
	{ "message_subject_is_short", "/subject", "is too long" },
	{ "message_content_is_bounded", "/content", "has more than 64 KiB" },
	{ "message_correlation_is_short", "/correlationId", "is too long" },
	{ "message_attempts_are_bounded", "/maxAttempts",
	  "must be from 1 to 100" },
	{ "message_expires_after_it_is_due", "/expiresAt",
	  "must be later than now, and than deliverAfter" },
	{ 0 }
};

const struct resource message_resource = {
	.name = "message", .plural = "messages", .label = "Message",
	.path = "messages",
	.help = "What an agent, or a person for it, tells another agent, or all.",
	.table = "agent_messages", .view = "api.messages",
	.searched = "messages", .fields = fields, .order = "-createdAt",
	.audited = &(const struct word){ "message", .label = "Message" },
	.titles = {
		[OP_LIST] = "List messages between agents",
		[OP_CREATE] = "Send a message to an agent, or to all",
		[OP_DELETE] = "Delete a message, also from inboxes",
	},
	.constraints = constraints,
	.can = { [OP_LIST]   = ROLE_VIEWER,   [OP_GET]    = ROLE_VIEWER,
		 [OP_CREATE] = ROLE_OPERATOR, [OP_DELETE] = ROLE_ADMIN },
};
