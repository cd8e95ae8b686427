#ifndef APP_PAGES_AUDIT_VIEW_H
#define APP_PAGES_AUDIT_VIEW_H

/* Audit view: what lists and pages say of an audit entry. */

#include <stdint.h>

struct clock;
struct json;
struct request;
struct rows;

/* Columns of api.audit_log that audit_show reads, for list_view_columns. */
extern const char *const audit_columns[];

enum audit_column {
	AUDIT_ID, AUDIT_KIND, AUDIT_ACTOR_NAME, AUDIT_ACTOR_EMAIL,
	AUDIT_KEY_NAME, AUDIT_ACTION, AUDIT_NOUN, AUDIT_ROW_ID, AUDIT_ROW_NAME,
	AUDIT_TARGET, AUDIT_SUCCESS, AUDIT_CHANGED, AUDIT_ADDRESS, AUDIT_AT,
	AUDIT_COLUMNS
};

/*
 * Set "id", "when", "action", "noun", "name", "changed", "failed", "who",
 * "through" (the key, or null), "address" and "href" (of what was changed, as
 * long as it has a page; or null). at is of list_view_columns.
 */
void audit_show(struct request *, struct json *item, const struct rows *,
		int row, const int *at, const struct clock *);

#endif
