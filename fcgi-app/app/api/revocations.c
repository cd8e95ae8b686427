/* Many API keys or invitations at once: revoked. */
#include "app/api/api.h"

#include "app/api/bulk.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/router.h"
#include "resource/call.h"
#include "resource/words.h"

static const struct statement revoke_keys = {
	.name = "revoke_keys",
	.sql = "select id, found, changed, status"
	       " from api.revoke_keys($1::uuid[])",
};

static const struct statement revoke_invitations = {
	.name = "revoke_invitations",
	.sql = "select id, found, changed, status"
	       " from api.revoke_invitations($1::uuid[])",
};

static const struct word action_list[] = {
	{ "revoke", .label = "Revoke" },
	{ 0 }
};

static const struct word state_list[] = {
	{ "revoked", .label = "Revoked" },
	{ "accepted", .label = "Accepted" },
	{ 0 }
};

static const struct words actions = { "revocation", action_list };
static const struct words states = { "revocationState", state_list };

static bool
plan(struct request *req, struct unit *unit, const struct statement *statement)
{
	const char *action = bulk_action(req, &actions);
	const char *ids = bulk_ids(req);

	return action && ids && unit_add(unit, statement, ids);
}

bool
keys_revoke_plan(struct request *req, struct unit *unit)
{
	return plan(req, unit, &revoke_keys);
}

bool
invitations_revoke_plan(struct request *req, struct unit *unit)
{
	return plan(req, unit, &revoke_invitations);
}

bool
revocations_reply(struct request *req, const struct rows *rows,
		  struct response *res)
{
	return bulk_answer(req, &rows[0], res, &(const struct bulk){
		.resource = req->route->resource, .statuses = &states,
		.refusal = bulk_is_already });
}

BULK_CALL(keys_revoke, &actions, &states, 0);
BULK_CALL(invitations_revoke, &actions, &states, 0);
