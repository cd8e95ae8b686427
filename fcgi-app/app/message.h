#ifndef APP_MESSAGE_H
#define APP_MESSAGE_H

/* Message: what becomes of one that was delivered; the same for the API and pages. */

#include <stdbool.h>

struct arena;
struct request;
struct rows;
struct unit;

/* Texts as SQL takes them; the optional ones may be NULL. */
struct message_outcome {
	const char *id;
	const char *agent;		/* optional, where it is for one agent */
	const char *outcome;		/* acknowledge, fail, retry */
	const char *error;		/* optional: why it failed */
};

/* Add the statement: one row {found, changed, status}. */
bool message_settle_add(struct unit *, const struct message_outcome *);

/* It is so now, or was before; else ERROR_NOT_FOUND, or ERROR_CONFLICT, which
 * names the state that is in the way. */
bool message_settle_check(struct request *, const struct message_outcome *,
			  const struct rows *);

#endif
