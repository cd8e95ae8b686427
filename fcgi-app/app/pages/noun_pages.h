#ifndef APP_PAGES_NOUN_PAGES_H
#define APP_PAGES_NOUN_PAGES_H

/*
 * Noun pages: the pages of a noun by itself, as its description says who may
 * do what: a list, a row, forms to make and edit one, and to delete it after
 * asking.
 */

#include <stdbool.h>

#include "resource/resource.h"

struct request;
struct route_list;

/* Add those that the list has not: a page that stands there already wins. */
void noun_pages_add(struct route_list *, const struct resource *);

/* There is a page for the operation, which the caller may use. */
bool noun_offers(const struct request *, const struct resource *,
		 enum operation);

#endif
