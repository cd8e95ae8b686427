#ifndef APP_API_AUTH_H
#define APP_API_AUTH_H

/* Auth: what is answered to who has come in. */

#include <stdbool.h>

struct access;
struct response;

/* The user, the tenant, and the token where there is a new one; message may be NULL.
 * Always true. */
bool auth_write_session(struct response *, int status, const struct access *,
			const char *message);

/* {"message": …}. Always true. */
bool auth_write_message(struct response *, int status, const char *message);

#endif
