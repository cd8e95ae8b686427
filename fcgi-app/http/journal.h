#ifndef HTTP_JOURNAL_H
#define HTTP_JOURNAL_H

/*
 * Journal: one log line and the counters of each request. Neither has a query
 * string, a body or a credential; messages of failures on our side are told here
 * and nowhere else.
 */

struct request;

/* Needs no memory. */
void journal_write(const struct request *, int status);

#endif
