#ifndef APP_PAGES_CREDENTIAL_VIEW_H
#define APP_PAGES_CREDENTIAL_VIEW_H

/* Credential view: what a list and a page of it show alike. */

struct json;

/* "state" and "state_word" of one: in use, out of use, expired, without its secret. */
void credential_set_state(struct json *, const char *configured,
			  const char *active, const char *expires_at);

/* "type_word" of its type. */
void credential_set_type(struct json *, const char *type);

#endif
