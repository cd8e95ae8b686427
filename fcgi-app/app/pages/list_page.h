#ifndef APP_PAGES_LIST_PAGE_H
#define APP_PAGES_LIST_PAGE_H

/* List page: a list with its saved views, a search and tabs of its status. */

#include <stdbool.h>

#include "app/pages/list_view.h"

/* What varies; the rows are those of view_tabs_plan. */
struct list_page {
	const char *template;
	const struct list_tab *statuses;
	const char *const *columns;	/* as list_view_rows wants them */
	list_row *row;
};

bool list_page(struct request *, const struct rows *, struct response *,
	       const struct list_page *);

#endif
