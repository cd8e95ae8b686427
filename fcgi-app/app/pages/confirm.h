#ifndef APP_PAGES_CONFIRM_H
#define APP_PAGES_CONFIRM_H

/* Confirm: a page that asks before something goes for good. */

#include <stdbool.h>

struct error;
struct form_field;
struct json;
struct request;
struct resource;
struct response;
struct rows;

/* Texts live as long as the request; the optional ones may be NULL. */
struct confirm {
	const char *heading;		/* "Delete Invoice reader?" */
	const char *crumb;		/* "Delete" */
	const char *list_href, *list_word;
	const char *back;		/* where one is who keeps it */
	const char *back_word;		/* optional: what it is, in the crumbs */
	const char *action;		/* that the form is sent to */
	const char *submit, *keep;	/* words of the two ways */
	const char *version;		/* optional: which the form carries */
	const struct form_field *fields;	/* optional: to be filled in */
	const struct error *error;	/* optional: what was wrong with it */
};

/* The page; data has "facts", an array of sentences. Always true. */
bool confirm_page(struct response *, const struct confirm *, struct json *data);

/*
 * The same before the row {name, version} of the path is deleted, of a resource
 * whose list can be saved. Always true.
 */
bool confirm_delete_page(struct request *, const struct resource *,
			 const struct rows *, struct response *,
			 struct json *data);

#endif
