#ifndef AUTH_CSRF_H
#define AUTH_CSRF_H

/*
 * CSRF: a request that changes something with a cookie must come from our own
 * pages: Sec-Fetch-Site where the browser sends it, else Origin, and the token
 * of the form bound to the session.
 */

#include <stdbool.h>

struct arena;

struct csrf_evidence {
	const char *sec_fetch_site;	/* headers; NULL if absent */
	const char *origin;
	const char *host;		/* Host as the client sent it */
	const char *public_url;		/* configured, or NULL */
	const char *session;		/* token of the cookie; NULL before sign-in */
	const char *token;		/* of the form or X-CSRF-Token; NULL if absent */
};

/* The token that forms of this session carry: HMAC of the session token. */
char *csrf_token(struct arena *, const char *session);

/* It is that token; false where there is no session, or no token. */
bool csrf_is_token_of(struct arena *, const char *session, const char *token);

/* Same origin by headers, and the token fits (asked only where session is set). */
bool csrf_is_allowed(struct arena *, const struct csrf_evidence *);

#endif
