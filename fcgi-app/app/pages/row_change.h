#ifndef APP_PAGES_ROW_CHANGE_H
#define APP_PAGES_ROW_CHANGE_H

/* Row change: an update of the row of the path, if it is still as the page showed
 * it: forms carry its version. */

#include <stdbool.h>

struct request;
struct resource;
struct response;
struct rows;
struct unit;
struct values;

/* Add the statement that changes the given fields. */
bool row_change_add(struct request *, struct unit *, const struct resource *,
		    const struct values *given);

/* The same of one field. */
bool row_change_set(struct request *, struct unit *, const struct resource *,
		    const char *field, const char *value);

/* Of its row: changed; else ERROR_NOT_FOUND or ERROR_PRECONDITION. */
bool row_change_check(struct request *, const struct resource *,
		      const struct rows *);

/* Add the statement that deletes the row. */
bool row_delete_add(struct request *, struct unit *, const struct resource *);

/*
 * Lead to the page of the row, /PLURAL/ID, with a notice: at once, or if it was
 * changed; or to the list, if it was deleted. Refused as by row_change_check.
 */
bool row_lead_back(struct request *, const struct resource *,
		   struct response *, const char *notice);
bool row_change_done(struct request *, const struct resource *,
		     const struct rows *, struct response *,
		     const char *notice);
bool row_delete_done(struct request *, const struct resource *,
		     const struct rows *, struct response *,
		     const char *notice);

/* The version that the form was rendered with; NULL if it does not say. */
const char *row_form_version(const struct request *);

/* The id of the path is one; else ERROR_NOT_FOUND. */
bool row_check_id(struct request *, const struct resource *);

#endif
