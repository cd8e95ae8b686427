#ifndef APP_SAVED_VIEW_H
#define APP_SAVED_VIEW_H

/*
 * Saved view: what may be saved of a list, which is its filters, its search and
 * its order, in one spelling, so that two of them can be compared.
 */

#include <stdbool.h>

struct arena;
struct pairs;
struct request;
struct resource;
struct unit;

/* A list that can have saved views. */
struct saved_list {
	const char *noun;		/* as stored */
	const char *path;		/* of the page */
	const char *label;		/* "Executions" */
	const struct resource *resource;
};

/* NULL, if noun names none; noun may be NULL. */
const struct saved_list *saved_list_find(const char *noun);

/*
 * What of a query makes a view: sorted by name, without what is empty, and
 * without the position in the list and its length. left_out: a name that is
 * left out too, or NULL. Arena-owned.
 */
const char *saved_view_query(struct arena *, const struct saved_list *,
			     const struct pairs *query, const char *left_out);

/* The same of what is stored. */
const char *saved_view_parse(struct arena *, const struct saved_list *,
			     const char *query);

/*
 * True for a query that the list understands, now and later; else the field
 * "query" says why not.
 */
bool saved_view_check(struct request *, const struct saved_list *,
		      const char *query);

/*
 * Add what makes the view of the path the one that its list opens with, for the
 * caller alone, or no longer. One row {id}, or none: there is no such view.
 */
bool saved_view_set_default(struct request *, struct unit *, bool is_default);

/* The address of the list with a view; id NULL: with none, whatever is usual. */
const char *saved_view_href(struct arena *, const struct saved_list *,
			    const char *id, const char *query);

#endif
