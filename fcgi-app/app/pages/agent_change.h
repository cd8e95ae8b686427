#ifndef APP_PAGES_AGENT_CHANGE_H
#define APP_PAGES_AGENT_CHANGE_H

/* Agent change: an update of the agent of the path, if it is still as the page
 * showed it: forms carry its version. */

#include <stdbool.h>

struct request;
struct rows;
struct unit;
struct values;

/* Add the statement that changes the given fields. */
bool agent_change_add(struct request *, struct unit *,
		      const struct values *given);

/* Of its row: changed; else ERROR_NOT_FOUND or ERROR_PRECONDITION. */
bool agent_change_check(struct request *, const struct rows *);

/* The version that the form was rendered with; NULL if it does not say. */
const char *agent_form_version(const struct request *);

#endif
