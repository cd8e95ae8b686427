#ifndef HTTP_URL_H
#define HTTP_URL_H

/* URL: paths and queries (RFC 3986), and application/x-www-form-urlencoded. */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;
struct error;

/* A decoded pair of a query, a form or a cookie. */
struct pair {
	const char *name;
	const char *value;
};

struct pairs {
	struct pair *list;
	size_t count;
};

/* Percent-decoded; NULL if an escape is malformed, or yields NUL or bad UTF-8.
 * plus: '+' is a space. */
char *url_decode(struct arena *, const char *text, size_t len, bool plus);

/* Add text so that it can stand in a path segment or a query value. */
void url_encode(struct buf *, const char *text);

/* name=value&… with at most 200 pairs; false and ERROR_BAD_REQUEST. */
bool url_parse_query(struct arena *, const char *query, size_t len, struct pairs *,
		     struct error *);

/* The same of the body of a form, whose tables may have 2,000. */
bool url_parse_form(struct arena *, const char *body, size_t len, struct pairs *,
		    struct error *);

/* The first value of a name; NULL if absent. */
const char *pairs_find(const struct pairs *, const char *name);

/* A path on this site: begins with one slash, no scheme, host, backslash or
 * control character; else NULL. For "next" parameters. */
const char *url_local_path(const char *text);

#endif
