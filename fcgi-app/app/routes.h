#ifndef APP_ROUTES_H
#define APP_ROUTES_H

/* All routes of the product: the API's and the pages', in one table. */

struct arena;
struct route;

/* Ends with method METHOD_NONE, for router_new. */
const struct route *routes_all(struct arena *);

#endif
