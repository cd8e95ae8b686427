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
	.resource = &message_resource, .names = names,
	.choices = &message_form_choices, .verb = "Send", .consequences = consequences,
};
