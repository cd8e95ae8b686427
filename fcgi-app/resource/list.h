#ifndef RESOURCE_LIST_H
#define RESOURCE_LIST_H

/*
 * List: the parameters of a list (filters, q, sort, limit, cursor, page), read from
 * the query by the description; the same for the API, pages and exports.
 */

#include <stdbool.h>

#include "resource/sql.h"

struct json;
struct request;
struct response;
struct rows;
struct unit;

struct list {
	const struct resource *resource;
	struct list_shape shape;
	const char **values;		/* parameters of the statement, in order */
	int value_count;
	int limit;			/* 1 … 200 */
	int page;			/* 1 …; 0 where a cursor is used */
	bool wants_totals;
};

/* All wrong parameters are recorded at once. */
bool list_read(struct request *, const struct resource *, struct list *);

/* Add the statement (and the count, where totals are wanted) to the unit. */
bool list_add(struct request *, const struct list *, struct unit *);

/* The cursor behind the last row shown; NULL if there is no more. */
const char *list_next(struct request *, const struct list *, const struct rows *);

/* How many rows to show: the statement fetches one more than the limit. */
int list_shown(const struct list *, const struct rows *);

/* For pages: filters as chips with their removal links, sort links, next link. */
void list_describe(struct request *, const struct list *, const struct rows *,
		   struct json *data);

#endif
