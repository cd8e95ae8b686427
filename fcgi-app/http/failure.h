#ifndef HTTP_FAILURE_H
#define HTTP_FAILURE_H

/*
 * Failure: what a unit that did not work out means to the one who asked. The
 * database's own words reach the log, and the user only where they are ours (MU…).
 */

#include <stdbool.h>

struct request;
struct unit;

/* SQLSTATE of auth.begin and of our functions. */
#define FAILURE_REPLAY "MU200"	/* done before; the message is the id */

/* Record req->error from a unit that was refused, lost or failed. Always false. */
bool failure_record(struct request *, const struct unit *);

#endif
