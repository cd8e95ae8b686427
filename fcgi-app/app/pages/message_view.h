#ifndef APP_PAGES_MESSAGE_VIEW_H
#define APP_PAGES_MESSAGE_VIEW_H

/* Message view: how pages show what all of them show of a message. */

#include <stdbool.h>

struct json;

/* "title": the subject, else the type; and "type_word". */
void message_set_title(struct json *, const char *subject, const char *type);

/* "state", the class, and "state_word"; see partials/status. */
void message_set_state(struct json *, const char *status);

/* "from" and "to"; a sender that is no agent is the person who wrote it, or NULL. */
void message_set_ends(struct json *, const char *sender, const char *author,
		      const char *recipient);

#endif
