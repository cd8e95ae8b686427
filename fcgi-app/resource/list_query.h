#ifndef RESOURCE_LIST_QUERY_H
#define RESOURCE_LIST_QUERY_H

/* List query: what a query asks of a list; the first half of list_read. */

#include <stdbool.h>

struct list;
struct pair;
struct request;

/*
 * Conditions, search, order, limit, page and cursor of a list whose resource is
 * set; the filters and bounds of its shape are not. False and ERROR_BAD_REQUEST
 * with every wrong parameter.
 */
bool list_query_read(struct request *, const struct pair *preset, struct list *);

#endif
