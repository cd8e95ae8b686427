#ifndef HTTP_COOKIE_H
#define HTTP_COOKIE_H

/* Cookie: RFC 6265. */

struct arena;

#define COOKIE_SESSION "__Host-muster"
#define COOKIE_CSRF "__Host-muster-csrf"	/* of who has no session yet */

/* The value of a cookie in the header; NULL if absent. */
const char *cookie_find(struct arena *, const char *header, const char *name);

/* Set-Cookie value: Path=/; Secure; HttpOnly; SameSite=Lax; max_age_s 0 deletes. */
const char *cookie_make(struct arena *, const char *name, const char *value,
			int max_age_s);

#endif
