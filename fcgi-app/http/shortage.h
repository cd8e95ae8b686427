#ifndef HTTP_SHORTAGE_H
#define HTTP_SHORTAGE_H

/* Shortage: what is answered when there is no memory for an answer. */

struct request;

/* Headers and body, short enough for fastcgi_answer to need no memory either. The
 * request is NULL where memory ended before it was read. */
const char *shortage_answer(const struct request *);

#endif
