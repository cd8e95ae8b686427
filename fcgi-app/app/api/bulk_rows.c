/* Many rows of a noun at once: switched, or deleted. */
#include "app/api/api.h"

#include <stddef.h>

#include "app/api/bulk.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/request.h"
#include "http/router.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"
#include "resource/sql.h"
#include "resource/words.h"

static const struct noun {
	const struct resource *resource;
	const struct words *actions;
	const struct words *states;
	const char *goals[3];	/* where the actions lead, in their order */
} nouns[] = {
	{ &agent_resource, &agent_action_words, &agent_status_words,
	  { "active", "inactive", "paused" } },
	{ &credential_resource, &credential_action_words,
	  &credential_state_words, { "active", "inactive", "deleted" } },
	{ &mcp_server_resource, &mcp_action_words, &mcp_state_words,
	  { "enabled", "disabled", "deleted" } },
	{ &project_resource, &project_action_words, &project_state_words,
	  { "active", "inactive", "deleted" } },
	{ &workflow_resource, &workflow_action_words, &workflow_status_words,
	  { "active", "paused", "archived" } },
};

static const struct noun *
noun_of(const struct request *req)
{
	size_t i = 0;

	while (nouns[i].resource != req->route->resource)
		i++;
	return &nouns[i];
}

static int
find_action(const struct noun *noun, const char *action)
{
	int i = 0;

	while (!text_equal(noun->actions->list[i].store, action))
		i++;
	return i;
}

/* What is stored in the switch for it. */
static const char *
switch_value(const struct noun *noun, int action)
{
	const struct resource *resource = noun->resource;
	int field = resource_field(resource, resource->switched);

	if (resource->fields[field].type == FIELD_BOOL)
		return action == 0 ? "true" : "false";
	return noun->goals[action];
}

bool
bulk_rows_plan(struct request *req, struct unit *unit)
{
	const struct noun *noun = noun_of(req);
	const struct resource *resource = noun->resource;
	struct statements *statements = req->app->statements;
	const char *action = bulk_action(req, noun->actions);
	const char *ids = bulk_ids(req);
	bool is_delete;
	int way;

	if (!action || !ids)
		return false;
	way = find_action(noun, action);
	is_delete = text_equal(action, "delete");
	return crud_add(req, unit, is_delete
			? sql_delete_many(req->arena, statements, resource)
			: sql_switch_many(req->arena, statements, resource),
			(const char *const[]){
				NULL, ids, noun->goals[way],
				switch_value(noun, way) },
			is_delete ? 2 : 3);
}

static const char *
refusal(struct request *req, const struct rows *rows, int row)
{
	return arena_printf(req->arena, "it is %s already",
			    rows_named(rows, row, "status"));
}

bool
bulk_rows_reply(struct request *req, const struct rows *rows,
		struct response *res)
{
	const struct noun *noun = noun_of(req);

	return bulk_answer(req, &rows[0], res, &(const struct bulk){
		.resource = noun->resource, .statuses = noun->states,
		.refusal = refusal });
}

/* ---- what they take and answer ---- */

BULK_CALL(agents_bulk, &agent_action_words, &agent_status_words, 0);
BULK_CALL(credentials_bulk, &credential_action_words, &credential_state_words,
	  CALL_CONFLICTS);
BULK_CALL(mcp_servers_bulk, &mcp_action_words, &mcp_state_words,
	  CALL_CONFLICTS);
BULK_CALL(projects_bulk, &project_action_words, &project_state_words,
	  CALL_CONFLICTS);
BULK_CALL(workflows_bulk, &workflow_action_words, &workflow_status_words, 0);
