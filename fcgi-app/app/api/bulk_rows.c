#include "app/api/bulk_rows.h"

#include <ctype.h>
#include <string.h>

#include "app/api/bulk.h"
#include "base/arena.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/request.h"
#include "http/route_list.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/resource.h"
#include "resource/sql.h"
#include "resource/words.h"

#define DELETED "deleted"

/* Of a switch that is true or false. */
static const struct switching in_use[] = {
	{ "activate", "Take into use", "true", "active" },
	{ "deactivate", "Take out of use", "false", "inactive" },
	{ 0 }
};

static const struct switching nothing[] = { { 0 } };

static const struct switching *
switchings_of(const struct resource *resource)
{
	if (!resource->switched || resource->can[OP_UPDATE] == ROLE_NONE)
		return nothing;
	return resource->switchings ? resource->switchings : in_use;
}

static const char *
state_of(const struct switching *switching)
{
	return switching->state ? switching->state : switching->value;
}

/* --- one request --- */

bool
bulk_delete_add(struct request *req, struct unit *unit,
		const struct resource *resource, const char *ids)
{
	const char *values[] = { NULL, ids, DELETED, crud_owner(req, resource) };

	req->needs = resource->can[OP_DELETE];
	return crud_add(req, unit, sql_delete_many(req->arena,
						   req->app->statements,
						   resource),
			values, resource->owner ? 3 : 2);
}

static bool
switch_add(struct request *req, struct unit *unit,
	   const struct resource *resource, const struct switching *switching,
	   const char *ids)
{
	const char *values[] = { NULL, ids, state_of(switching),
				 switching->value, crud_owner(req, resource) };

	req->needs = resource->can[OP_UPDATE];
	return crud_add(req, unit, sql_switch_many(req->arena,
						   req->app->statements,
						   resource),
			values, resource->owner ? 4 : 3);
}

/* The words that the call of the route has for a member. */
static const struct words *
words_of(const struct member *members, const char *name)
{
	while (!text_equal(members->field.name, name))
		members++;
	return members->field.words;
}

static bool
plan(struct request *req, struct unit *unit)
{
	const struct resource *resource = req->route->resource;
	const struct switching *switching = switchings_of(resource);
	const char *action = bulk_action(req,
			words_of(req->route->call->body, "action"));
	const char *ids = bulk_ids(req);

	if (!action || !ids)
		return false;
	while (switching->action && !text_equal(switching->action, action))
		switching++;
	return switching->action
	       ? switch_add(req, unit, resource, switching, ids)
	       : bulk_delete_add(req, unit, resource, ids);
}

/* There is a row for each id, unless there is no owner that they might be of. */
static bool
reply(struct request *req, const struct rows *rows, struct response *res)
{
	const struct resource *resource = req->route->resource;
	const struct member *item = req->route->call->answer->members;

	if (resource->owner
	    && !crud_check_found(req, resource->owner, &rows[0]))
		return false;
	return bulk_answer(req, &rows[0], res, &(const struct bulk){
		.resource = resource, .statuses = words_of(item, "status"),
		.refusal = bulk_is_already });
}

/* --- what it takes and answers --- */

static size_t
count_of(const struct switching *switchings)
{
	size_t count = 0;

	while (switchings[count].action)
		count++;
	return count;
}

/* With the spellings of the field, where it is of words. */
static struct word
word_of(const struct resource *resource, const struct switching *switching)
{
	int field = resource_field(resource, resource->switched);
	const struct words *words = resource->fields[field].words;
	const struct word *word = words ? words_find(words, state_of(switching))
					: NULL;

	return word ? *word : (struct word){ .store = state_of(switching) };
}

/* The actions, and the states where they lead. */
static void
make_words(struct arena *arena, const struct resource *resource,
	   bool is_deletable, struct words *actions, struct words *states)
{
	const struct switching *switchings = switchings_of(resource);
	size_t count = count_of(switchings);
	struct word *does = arena_alloc(arena, (count + 2) * sizeof *does);
	struct word *is = arena_alloc(arena, (count + 2) * sizeof *is);

	for (size_t i = 0; i < count; i++) {
		does[i].store = switchings[i].action;
		does[i].label = switchings[i].label;
		is[i] = word_of(resource, &switchings[i]);
	}
	if (is_deletable) {
		does[count] = (struct word){ "delete", .label = "Delete" };
		is[count] = (struct word){ DELETED, .label = "Deleted" };
	}
	*actions = (struct words){
		arena_printf(arena, "%sAction", resource->name), does };
	*states = (struct words){
		arena_printf(arena, "%sState", resource->name), is };
}

static const struct member *
keep(struct arena *arena, const struct member *members, size_t count)
{
	struct member *kept = arena_alloc(arena, (count + 1) * sizeof *kept);

	memcpy(kept, members, count * sizeof *kept);
	return kept;
}

#define KEEP(arena, ...) \
	keep(arena, (const struct member[]){ __VA_ARGS__ }, \
	     sizeof (const struct member[]){ __VA_ARGS__ } \
	     / sizeof (struct member))

/* Where its actions take different roles, the route has the lesser one. */
static const char *
help_of(struct arena *arena, const struct resource *resource, bool is_deletable)
{
	enum role deletes = resource->can[OP_DELETE];

	if (!is_deletable || !switchings_of(resource)->action
	    || deletes <= resource->can[OP_UPDATE])
		return NULL;
	return arena_printf(arena, "Deleting them takes the role %s.",
			    role_name(deletes));
}

static const struct call *
make_call(struct arena *arena, const struct resource *resource,
	  bool is_deletable)
{
	struct words *actions = arena_alloc(arena, sizeof *actions);
	struct words *states = arena_alloc(arena, sizeof *states);
	struct call *call = arena_alloc(arena, sizeof *call);
	const struct member *item;

	make_words(arena, resource, is_deletable, actions, states);
	item = KEEP(arena, BULK_ITEM(states));
	call->body = KEEP(arena, BULK_BODY(actions));
	call->answer = KEEP(arena, BULK_ANSWER(item));
	call->help = help_of(arena, resource, is_deletable);
	return call;
}

/* --- its route --- */

/* "Pause or delete many agents" */
static const char *
title_of(struct arena *arena, const struct resource *resource,
	 const struct call *call)
{
	char *title = arena_printf(arena, "%s many %s",
			words_list(arena, words_of(call->body, "action"),
				   DIALECT_STORE),
			resource_nouns(arena, resource));

	title[0] = (char)toupper((unsigned char)title[0]);
	return title;
}

/* Who may do the least of its actions; each asks for its own role (request.needs). */
static enum role
role_of(const struct resource *resource, bool is_deletable)
{
	enum role switches = resource->can[OP_UPDATE];
	enum role deletes = resource->can[OP_DELETE];

	if (!is_deletable)
		return switches;
	return switchings_of(resource)->action && switches < deletes
		? switches : deletes;
}

/* Some nouns end otherwise: a key is revoked, a member leaves. */
static bool
is_plainly_deleted(const struct route_list *list,
		   const struct resource *resource)
{
	const struct route *route = route_list_find(list, DELETE,
			arena_printf(route_list_arena(list), "/api/%s/:id",
				     resource->path));

	return route && route->plan == crud_delete_plan;
}

void
bulk_rows_add(struct route_list *list, const struct resource *resource)
{
	struct arena *arena = route_list_arena(list);
	const struct call *call;
	bool is_deletable;
	const char *path;

	if (!resource->path)
		return;
	path = arena_printf(arena, "/api/%s/bulk", resource->path);
	is_deletable = is_plainly_deleted(list, resource);
	if (route_list_find(list, POST, path)
	    || (!is_deletable && !switchings_of(resource)->action))
		return;
	call = make_call(arena, resource, is_deletable);
	route_list_add(list, &(struct route){
		.method = POST, .path = path,
		.role = role_of(resource, is_deletable),
		.plan = plan, .reply = reply,
		.resource = resource, .dialect = resource->dialect,
		.flags = resource->is_lenient ? ROUTE_LENIENT : 0,
		.title = title_of(arena, resource, call), .call = call,
	});
}
