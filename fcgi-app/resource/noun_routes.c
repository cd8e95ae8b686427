#include "resource/noun_routes.h"

#include "base/arena.h"
#include "http/route_list.h"
#include "resource/crud.h"
#include "resource/resource.h"

static const struct offer {
	enum operation operation;
	enum method method;
	const char *suffix;		/* of the path */
	plan_fn *plan;
	reply_fn *reply;
} offers[] = {
	{ OP_LIST, GET, "", crud_list_plan, crud_list_reply },
	{ OP_CREATE, POST, "", crud_create_plan, crud_create_reply },
	{ OP_GET, GET, "/:id", crud_get_plan, crud_get_reply },
	{ OP_REPLACE, PUT, "/:id", crud_replace_plan, crud_change_reply },
	{ OP_UPDATE, PATCH, "/:id", crud_update_plan, crud_change_reply },
	{ OP_DELETE, DELETE, "/:id", crud_delete_plan, crud_delete_reply },
};

static const char *
title_of(struct arena *arena, const struct resource *resource,
	 enum operation operation)
{
	const char *one = resource_one(arena, resource);

	if (resource->titles[operation])
		return resource->titles[operation];
	switch (operation) {
	case OP_LIST:
		return arena_printf(arena, "List %s",
				    resource_nouns(arena, resource));
	case OP_CREATE:
		return arena_printf(arena, "Make %s", one);
	case OP_REPLACE:
		return arena_printf(arena, resource->is_lenient
				    ? "Change %s; what is not sent stays"
				    : "Replace %s", one);
	case OP_UPDATE:
		return arena_printf(arena, "Change %s by a merge patch", one);
	case OP_DELETE:
		return arena_printf(arena, "Delete %s", one);
	default:
		return arena_printf(arena, "Get %s", one);
	}
}

static void
add(struct route_list *list, const struct resource *resource,
    const struct offer *offer)
{
	struct arena *arena = route_list_arena(list);
	const char *path = arena_printf(arena, "/api/%s%s", resource->path,
					offer->suffix);

	if (route_list_find(list, offer->method, path))
		return;
	route_list_add(list, &(struct route){
		.method = offer->method, .path = path,
		.role = resource->can[offer->operation],
		.plan = offer->plan, .reply = offer->reply,
		.resource = resource, .dialect = resource->dialect,
		.flags = resource->is_lenient ? ROUTE_LENIENT : 0,
		.title = title_of(arena, resource, offer->operation),
	});
}

void
noun_routes_add(struct route_list *list, const struct resource *resource)
{
	if (!resource->path)
		return;
	for (size_t i = 0; i < sizeof offers / sizeof *offers; i++)
		if (resource->can[offers[i].operation] != ROLE_NONE)
			add(list, resource, &offers[i]);
}
