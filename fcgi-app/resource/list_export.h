#ifndef RESOURCE_LIST_EXPORT_H
#define RESOURCE_LIST_EXPORT_H

/*
 * List export: a list as a file, CSV or NDJSON, with the filters, the order and the
 * words of its route; what lists leave out is left out. Without a limit (or page) it
 * goes from the cursor, or the beginning, to the end of the list, in parts of
 * SQL_EXPORT_ROWS, each read behind the last row of the one before. Parts are
 * transactions of their own: a row that changes its place meanwhile may come twice
 * or not at all.
 */

#include <stdbool.h>

struct list;
struct request;
struct unit;

/*
 * Before the statement of the list is added to the unit. What was added before it is
 * about what the list belongs to: where that gives no row, the answer is 404.
 * Always true.
 */
bool list_export_begin(struct request *, const struct list *, struct unit *);

#endif
