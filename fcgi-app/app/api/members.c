/* Many members at once: another role, or removal. */
#include "app/api/api.h"

#include "app/api/body.h"
#include "app/api/bulk.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/router.h"
#include "resource/call.h"
#include "resource/resource.h"
#include "resource/words.h"

static const struct statement change_members = {
	.name = "change_members",
	.sql = "select id, is_member, changed, role, name, why"
	       " from api.change_members($1::uuid[], $2::text, $3::text)",
};

bool
members_change_add(struct unit *unit, const char *ids, const char *action,
		   const char *role)
{
	return unit_add(unit, &change_members, ids, action, role);
}

/* With the action "role" alone. */
static bool
read_role(struct request *req, const char *action, const char **role)
{
	const char *given = body_text(req, "role");
	const struct word *word = given ? words_find(&role_words, given) : NULL;
	bool wants_role = text_equal(action, "role");

	*role = word ? word->store : NULL;
	if (given ? !word : wants_role)
		return fail_field(&req->error, "/role",
				  given ? "choice" : "conflict", "must be %s",
				  words_list(req->arena, &role_words,
					     DIALECT_STORE));
	return wants_role || !given
	       || fail_field(&req->error, "/role", "conflict",
			     "is not a member of this action");
}

bool
members_bulk_plan(struct request *req, struct unit *unit)
{
	const char *action = bulk_action(req, &member_action_words);
	const char *ids = bulk_ids(req), *role = NULL;
	bool is_good = !action || read_role(req, action, &role);

	return action && ids && is_good
	       && members_change_add(unit, ids, action, role);
}

static const char *
refusal(struct request *req, const struct rows *rows, int row)
{
	(void)req;
	return rows_named(rows, row, "why");
}

bool
members_bulk_reply(struct request *req, const struct rows *rows,
		   struct response *res)
{
	return bulk_answer(req, &rows[0], res, &(const struct bulk){
		.resource = &member_resource, .statuses = &role_words,
		.refusal = refusal, .status = "role" });
}

static const struct member bulk_body[] = {
	BULK_BODY(&member_action_words),
	{ MEMBER("role", FIELD_CHOICE, .words = &role_words,
		 .help = "With the action role: which they get") },
	{ 0 }
};

static const struct member bulk_item[] = {
	BULK_ITEM_OF("role", &role_words),
	{ 0 }
};

static const struct member bulk_members[] = {
	BULK_ANSWER(bulk_item),
	{ 0 }
};

const struct call members_bulk_call = {
	.body = bulk_body, .answer = bulk_members,
	.help = "Nobody is given or loses a role above one's own, and the last"
		" owner stays: told of each by itself.",
};
