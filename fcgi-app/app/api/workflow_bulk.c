/* One action on many workflows. */
#include "app/api/builder.h"

#include "app/api/bulk.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "resource/call.h"

static const struct statement set_workflow_statuses = {
	.name = "set_workflow_statuses",
	.sql = "select id, found, changed, status"
	       " from api.set_workflow_statuses($1::uuid[], $2::text)",
};

bool
workflows_bulk_plan(struct request *req, struct unit *unit)
{
	const char *action = bulk_action(req, &workflow_action_words);
	const char *ids = bulk_ids(req);

	return action && ids
	       && unit_add(unit, &set_workflow_statuses, ids, action);
}

static const char *
refusal(struct request *req, const struct rows *rows, int row)
{
	return arena_printf(req->arena, "the workflow is %s already",
			    rows_named(rows, row, "status"));
}

bool
workflows_bulk_reply(struct request *req, const struct rows *rows,
		     struct response *res)
{
	return bulk_answer(req, &rows[0], res, &(const struct bulk){
		.resource = &workflow_resource,
		.statuses = &workflow_status_words, .refusal = refusal });
}

BULK_CALL(workflows_bulk, &workflow_action_words, &workflow_status_words, 0);
