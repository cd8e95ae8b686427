#ifndef HTTP_ASIDE_H
#define HTTP_ASIDE_H

/* Aside: the half of a reply that would hold the loop, in a side thread. */

#include "http/request.h"

/*
 * The end of a first half: the second goes on in a thread with the same rows. The
 * loop leaves the request, its arena and the response alone meanwhile; the second
 * half may ask for a further step (request_then). busy is run instead, in the loop,
 * where too many wait for a thread; NULL: that is 503. Always true.
 */
bool aside_begin(struct request *, const struct rows *, struct response *,
		 reply_fn *second, reply_fn *busy);

/* The same where the second half waits for another server: in a thread of those that
 * do nothing else. */
bool aside_call(struct request *, const struct rows *, struct response *,
		reply_fn *second);

#endif
