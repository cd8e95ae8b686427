#ifndef APP_PAGES_VIEW_TABS_H
#define APP_PAGES_VIEW_TABS_H

/*
 * View tabs: the saved views of a list as tabs above it, the one that is shown,
 * and whether its filters are still those that were saved.
 */

#include <stdbool.h>

#include "resource/list.h"

struct json;
struct request;
struct response;
struct rows;
struct saved_list;
struct unit;

/* A list with its views: req->state of its page. */
struct view_tabs {
	struct list list;
	const struct saved_list *of;
	const char *query;		/* what is asked for now, as one spells it */
};

/*
 * Read the list of the request and add its statement, then that of its views.
 * left_out: a parameter that the page itself added to the query, or NULL.
 */
bool view_tabs_plan(struct request *, struct unit *, const char *noun,
		    const char *left_out);

/*
 * True if nothing certain was asked for, and the user has a default view: then
 * res leads there.
 */
bool view_tabs_opened(struct request *, const struct view_tabs *,
		      const struct rows *, struct response *);

/*
 * "views": {tabs: [{word, href, is_current, is_default, by}], label, save_href,
 * active}; active is null or {name, id, noun, query, version, by, is_own,
 * is_shared, is_default, is_changed, may_change, href}. And "all_href": the list
 * without any filter.
 */
void view_tabs_show(struct request *, const struct view_tabs *,
		    const struct rows *, struct json *data);

#endif
