#ifndef APP_API_BULK_ROWS_H
#define APP_API_BULK_ROWS_H

/*
 * Bulk rows: POST /api/<path>/bulk of a noun, made of its description. Its rows are
 * deleted, if one is by crud_delete_plan, and switched, if it has a switch.
 */

#include <stdbool.h>

struct request;
struct resource;
struct route_list;
struct unit;

/* Add it behind those of one row, unless the list has one already. */
void bulk_rows_add(struct route_list *, const struct resource *);

/* The statement that deletes the rows of these ids, of a caller who may. Its answer has
 * the status "deleted". */
bool bulk_delete_add(struct request *, struct unit *, const struct resource *,
		     const char *ids);

#endif
