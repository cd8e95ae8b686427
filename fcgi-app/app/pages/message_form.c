/* Sending a message, and deleting one: see row_form.h. */
#include "app/pages/row_form.h"

#include <stddef.h>

#include "app/resources/resources.h"
#include "db/statement.h"

static const char *const names[] = {
	"recipientId", "senderId", "type", "subject", "priority", "content",
	"replyTo", "correlationId", "maxAttempts", "acknowledgementRequired",
	"deliverAfter", "expiresAt", NULL
};

/* Nothing of it is edited: this is for who deletes it, and wants its name first. */
static const struct statement message_form_row = {
	.name = "message_form_row",
	.sql = "select coalesce(nullif(subject, ''), 'the message')"
	       " from api.messages where id = $1::uuid",
};

static const struct statement message_form_choices = {
	.name = "message_form_choices",
	.sql = "select field, value, word from api.message_choices()",
};

static const char *const consequences[] = {
	"It goes from the inboxes of agents that have not claimed it.",
	"Who has claimed it can no longer acknowledge it.",
	"Answers to it stay.",
	NULL
};

const struct row_form message_form = {
	.resource = &message_resource, .names = names, .row = &message_form_row,
	.choices = &message_form_choices,
	.verb = "Send", .path = "/messages", .list_word = "Messages",
	.made = "message-sent", .deleted = "message-deleted",
	.consequences = consequences,
};
