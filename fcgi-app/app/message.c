#include "app/message.h"

#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "resource/crud.h"
#include "resource/words.h"

static const struct statement settle_message = {
	.name = "settle_message",
	.sql = "select found, changed, status from api.settle_message($1::uuid,"
	       " $2::uuid, $3::text, $4::text)",
};

bool
message_settle_add(struct unit *unit, const struct message_outcome *outcome)
{
	return unit_add(unit, &settle_message, outcome->id, outcome->agent,
			outcome->outcome, outcome->error);
}

/* What is done twice, because the first answer was lost, is done. */
static bool
is_so(const struct message_outcome *outcome, const char *status)
{
	if (text_equal(outcome->outcome, "acknowledge"))
		return text_equal(status, "acknowledged");
	return text_equal(outcome->outcome, "fail")
	       && text_equal(status, "failed");
}

bool
message_settle_check(struct request *req, const struct message_outcome *outcome,
		     const struct rows *rows)
{
	const char *status = rows_named(rows, 0, "status");
	const struct word *word;
	char *label;

	if (!rows_is_true(rows, 0, "found"))
		return crud_check_found(req, &message_resource, NULL);
	if (rows_is_true(rows, 0, "changed") || is_so(outcome, status))
		return true;
	word = words_find(&message_status_words, status);
	label = arena_text(req->arena, word ? word->label : status);
	*label |= 0x20;
	fail(&req->error, ERROR_CONFLICT, "the message is %s", label);
	return fail_hint(&req->error, text_equal(status, "pending")
			 ? "It is settled by the agent to which it was delivered"
			 : "It has been settled before");
}
