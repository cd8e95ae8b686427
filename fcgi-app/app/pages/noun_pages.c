#include "app/pages/noun_pages.h"

#include <stddef.h>

#include "app/pages/handlers.h"
#include "app/pages/noun.h"
#include "base/arena.h"
#include "http/request.h"
#include "http/route_list.h"

#define BIT(i) ((uint64_t)1 << (i))

static const struct offer {
	enum operation operation;
	enum method method;
	const char *suffix;		/* of the page's path */
	plan_fn *plan;
	reply_fn *reply;
} offers[] = {
	{ OP_LIST,   GET,  "",            noun_list_plan,      noun_list_page },
	{ OP_CREATE, POST, "",            row_make_plan,       row_make_done },
	{ OP_CREATE, GET,  "/new",        row_new_plan,        row_new_page },
	{ OP_GET,    GET,  "/:id",        noun_detail_plan,    noun_detail_page },
	{ OP_UPDATE, POST, "/:id",        row_save_plan,       row_save_done },
	{ OP_UPDATE, GET,  "/:id/edit",   row_edit_plan,       row_edit_page },
	{ OP_DELETE, GET,  "/:id/delete", row_remove_ask_plan, row_remove_ask_page },
	{ OP_DELETE, POST, "/:id/delete", row_remove_plan,     row_remove_done },
};

static bool
is_paged(const struct resource *resource, enum operation operation)
{
	return resource->can[operation] != ROLE_NONE
	       && !(resource->unpaged & BIT(operation));
}

static void
add(struct route_list *list, const struct resource *resource,
    const struct offer *offer)
{
	const char *path = arena_printf(route_list_arena(list), "/%s%s",
					noun_page(resource), offer->suffix);

	if (!route_list_find(list, offer->method, path))
		route_list_add(list, &(struct route){
			.method = offer->method, .path = path,
			.role = resource->can[offer->operation],
			.plan = offer->plan, .reply = offer->reply,
			.resource = resource,
		});
}

void
noun_pages_add(struct route_list *list, const struct resource *resource)
{
	if (!noun_page(resource))
		return;
	for (size_t i = 0; i < sizeof offers / sizeof *offers; i++)
		if (is_paged(resource, offers[i].operation))
			add(list, resource, &offers[i]);
}

bool
noun_offers(const struct request *req, const struct resource *resource,
	    enum operation operation)
{
	return is_paged(resource, operation)
	       && req->caller.role >= resource->can[operation];
}
