#ifndef HTTP_PROBLEM_H
#define HTTP_PROBLEM_H

/*
 * Problem: req->error as an answer. RFC 9457 with the members that existing
 * clients read (error, message, details, retryAfter, hint).
 */

struct response;

/* The JSON of res->request->error, into the body; status and type are set. */
void problem_write(struct response *);

#endif
