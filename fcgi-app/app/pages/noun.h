#ifndef APP_PAGES_NOUN_H
#define APP_PAGES_NOUN_H

/* Noun: where the pages of a resource are, and what stands above them. */

#include <stdbool.h>

struct json;
struct request;
struct resource;
struct rows;
struct unit;

/* "usage/records", "agents/:agentId/capabilities"; NULL: it has no pages. */
const char *noun_page(const struct resource *);

/* The address of its list, with the owner that the path of the request names;
 * arena-owned. NULL: none, or one that the path does not tell. */
const char *noun_path(const struct request *, const struct resource *);

/* The address of a row of it, if one looks at rows; else that of the list. */
const char *noun_row_path(const struct request *, const struct resource *,
			  const char *id);

/* For plans: the statement that finds the owner, in front of all others. True
 * where the resource has none. */
bool noun_owner_add(struct request *, struct unit *, const struct resource *);

/* The rows behind those of the owner; NULL, and ERROR_NOT_FOUND, where it is
 * not there. */
const struct rows *noun_rows(struct request *, const struct resource *,
			     const struct rows *);

/* "above": [{href, word, is_far}] of the breadcrumbs to the list, of all rows
 * of the plan. */
void noun_show_above(struct request *, const struct resource *,
		     const struct rows *, struct json *data);

#endif
