#ifndef HTTP_CORS_H
#define HTTP_CORS_H

/*
 * CORS: which other origins may read the API from a browser (MUSTER_CORS, an
 * exact list). Without cookies: such clients send a key.
 */

#include <stdbool.h>

struct request;
struct response;

/* Origin is in the list, and the request is one to the API. */
bool cors_is_allowed(const struct request *);

/* What an answer says to an allowed origin; nothing to others. */
void cors_headers(struct response *);

/* Answer OPTIONS, also the preflight of an allowed origin; allow as router_allow. */
void cors_preflight(struct response *, const char *allow);

#endif
