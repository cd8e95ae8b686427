#ifndef HTTP_LIMIT_H
#define HTTP_LIMIT_H

/*
 * Limit: how many requests a credential, and all of one tenant, may make in a
 * minute. Told by RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-
 * headers-10), refused as 429 (RFC 6585) before anything is asked of the database.
 */

#include <stdbool.h>

struct buf;
struct request;

/* Count this request. Without a credential it is the web server that counts, by
 * address. False: ERROR_TOO_MANY, with the time to wait. */
bool limit_take(struct request *);

/* The caller is known: from now on its credential counts for the tenant too. */
void limit_learn(struct request *);

/* The header lines; none where nothing is limited. */
void limit_print(const struct request *, struct buf *out);

#endif
