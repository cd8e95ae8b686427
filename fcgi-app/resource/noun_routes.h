#ifndef RESOURCE_NOUN_ROUTES_H
#define RESOURCE_NOUN_ROUTES_H

/*
 * Noun routes: what the API offers of a noun by itself. Where the description has a
 * path, each operation that somebody may do (.can) is a route there.
 */

struct resource;
struct route_list;

/* Add those that the list has not: a route that stands there already wins. */
void noun_routes_add(struct route_list *, const struct resource *);

#endif
