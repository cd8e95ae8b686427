#ifndef RESOURCE_SQL_FOUND_H
#define RESOURCE_SQL_FOUND_H

/*
 * Sql found: how a list asks private.search for its rows, which row security would let
 * no index find.
 */

#include "resource/resource.h"

struct buf;
struct list_shape;

/*
 * Parameters by their numbers; 0: there is none. In a loose shape each but search and
 * tags may be null, which is no condition.
 */
struct sql_found {
	int search, tags;
	int filters[RESOURCE_FIELDS_MAX];	/* by their fields: arrays */
	int bounds[4 * RESOURCE_FIELDS_MAX], bound_count;
	int next;		/* behind all conditions: the cursor or the offset */
	int most;		/* how many rows are read */
	bool is_counted;	/* in whatever order */
};

/*
 * "private.search(…)", of ids. What it can tell of a row is asked of it too; where
 * nothing else is asked, it gives no more ids than are read.
 */
void sql_add_search(struct buf *, const struct resource *,
		    const struct list_shape *, const struct sql_found *);

/* "(name ilike $1::text or …)": where private.search does not know the noun. */
void sql_add_parts(struct buf *, const struct resource *, int parameter);

#endif
