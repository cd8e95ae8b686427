#ifndef APP_PAGES_LIST_PAGE_H
#define APP_PAGES_LIST_PAGE_H

/* List page: a list with its search, tabs of one field, filters and saved views. */

#include <stdbool.h>

#include "app/pages/list_view.h"

/* What varies. */
struct list_page {
	const char *template;
	const char *tabs_of;		/* a field; NULL: "status" */
	const struct list_tab *tabs;	/* NULL: none */
	const char *const *columns;	/* as list_view_rows wants them */
	list_row *row;
	const char *order_word;		/* NULL: as it is sorted */
	list_word *word;		/* optional; its object is the arena */
	/* Optional, NULL-ended: fields of a filter form, for which the plan added their
	 * choices (list_filter_add, sql_choices) behind the list and its views. */
	const char *const *filters;
	/* Optional: what else the page shows, of no rows. */
	void (*show)(struct request *, struct json *data);
};

/* Of the rows of view_tabs_plan: with saved views. */
bool list_page(struct request *, const struct rows *, struct response *,
	       const struct list_page *);

/* Of the rows of crud_list_plan: without views. */
bool list_page_plain(struct request *, const struct rows *, struct response *,
		     const struct list_page *);

#endif
