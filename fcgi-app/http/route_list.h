#ifndef HTTP_ROUTE_LIST_H
#define HTTP_ROUTE_LIST_H

/*
 * Route list: a table of routes while it is put together. Those of one noun ("agents" of
 * /api/agents/:id) stand together, by path and method; nouns in the order in which
 * they came.
 */

#include "http/router.h"

struct arena;
struct route_list;

struct route_list *route_list_new(struct arena *);
/* For what its rows point to. */
struct arena *route_list_arena(const struct route_list *);

void route_list_add(struct route_list *, const struct route *);
/* A table that ends with method METHOD_NONE. */
void route_list_add_all(struct route_list *, const struct route *routes);

/* That of this method and path, whatever its names are called; NULL if there is none.
 * It is good until one is added. */
const struct route *route_list_find(const struct route_list *, enum method,
				    const char *path);

/* For router_new: ends with method METHOD_NONE, and is good until one is added. */
const struct route *route_list_rows(const struct route_list *);

#endif
