#ifndef RESOURCE_SQL_H
#define RESOURCE_SQL_H

/*
 * Sql: the statements of a resource, made from its description, never from
 * input. A list has one statement for each set of filters, order and limit in
 * use; limits are literal (26, 51, 101, 201), because a parameter there would
 * make PostgreSQL plan for a tenth of the table.
 */

#include <stddef.h>
#include <stdint.h>

#include "db/statement.h"
#include "resource/resource.h"

struct arena;

/* The shape of a list: which parameters its statement has. */
struct list_shape {
	uint64_t filters;	/* bit i: field i by = any($) */
	uint64_t after;		/* bit i: field i >= $ */
	uint64_t before;	/* bit i: field i < $ */
	int sort;		/* index of a field */
	bool is_descending;
	bool has_cursor;
	bool has_search;
	bool is_page;		/* offset paging */
	bool with_payload;
	int limit;		/* rows wanted; the literal is the next of the set */
};

/* Arena-owned; the text and name depend on the shape only. */
const struct statement *sql_list(struct arena *, const struct resource *,
				 const struct list_shape *);
const struct statement *sql_count(struct arena *, const struct resource *,
				  const struct list_shape *);	/* up to 10,001 */
const struct statement *sql_get(struct arena *, const struct resource *);
const struct statement *sql_create(struct arena *, const struct resource *);
const struct statement *sql_change(struct arena *, const struct resource *);
const struct statement *sql_delete(struct arena *, const struct resource *);

#endif
