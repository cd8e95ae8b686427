/* Many rows of a noun at once: switched on or off, or deleted. */
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

/* What each action leads to. */
enum { ON, OFF, GONE };

static const struct noun {
	const struct resource *resource;
	const struct words *actions;	/* that lead on, off and away, in this order */
	const struct words *states;	/* and where they lead */
} nouns[] = {
	{ &credential_resource, &credential_action_words,
	  &credential_state_words },
	{ &mcp_server_resource, &mcp_action_words, &mcp_state_words },
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

bool
bulk_rows_plan(struct request *req, struct unit *unit)
{
	const struct noun *noun = noun_of(req);
	const struct resource *resource = noun->resource;
	struct statements *statements = req->app->statements;
	const char *action = bulk_action(req, noun->actions);
	const char *ids = bulk_ids(req);
	int way;

	if (!action || !ids)
		return false;
	way = find_action(noun, action);
	return crud_add(req, unit, way == GONE
			? sql_delete_many(req->arena, statements, resource)
			: sql_switch_many(req->arena, statements, resource),
			(const char *const[]){
				NULL, ids, noun->states->list[way].store,
				way == ON ? "true" : "false" },
			way == GONE ? 2 : 3);
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

#define CALL_OF(name, actions, states) \
	static const struct member name##_body[] = { \
		BULK_BODY(actions), { 0 } }; \
	static const struct member name##_item[] = { \
		BULK_ITEM(states), { 0 } }; \
	static const struct member name##_answer[] = { \
		BULK_ANSWER(name##_item), { 0 } }; \
	const struct call name##_call = { \
		.body = name##_body, .answer = name##_answer, \
		.flags = CALL_CONFLICTS }

CALL_OF(credentials_bulk, &credential_action_words, &credential_state_words);
CALL_OF(mcp_servers_bulk, &mcp_action_words, &mcp_state_words);
