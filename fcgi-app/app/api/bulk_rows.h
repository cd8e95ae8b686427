#ifndef APP_API_BULK_ROWS_H
#define APP_API_BULK_ROWS_H

/*
 * Bulk rows: POST /api/<path>/bulk of a noun, made of its description. Its rows are
 * deleted, if one is by crud_delete_plan, and switched, if it has a switch.
 */

#include <stdbool.h>

struct call;
struct request;
struct resource;
struct response;
struct route_list;
struct rows;
struct unit;

/* Add it behind those of one row, unless the list has one already. */
void bulk_rows_add(struct route_list *, const struct resource *);

bool bulk_rows_plan(struct request *, struct unit *);
bool bulk_rows_reply(struct request *, const struct rows *, struct response *);

/* The statement that deletes the rows of these ids, of a caller who may. Its answer has
 * the status "deleted". */
bool bulk_delete_add(struct request *, struct unit *, const struct resource *,
		     const char *ids);

#endif
