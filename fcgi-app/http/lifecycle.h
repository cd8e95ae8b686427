#ifndef HTTP_LIFECYCLE_H
#define HTTP_LIFECYCLE_H

/*
 * Lifecycle: read → route → admit → plan → run → reply → log. One function names
 * these stages; each may refuse, and refusals are rendered in one place.
 */

struct app;
struct arena;
struct fastcgi;

struct exchange;

/* more: what is with fastcgi is not all; go on with it when that is sent. */
typedef void lifecycle_done(void *object, struct exchange *more);

/*
 * Read the request of a readable connection and answer it. done is called when
 * fastcgi has got the answer or the connection is broken; perhaps before this
 * returns. Before that it is called with more for each part of an answer in parts.
 * All of the request is in the arena, which the caller resets when the answer is
 * sent.
 */
void lifecycle_serve(const struct app *, struct fastcgi *, struct arena *,
		     lifecycle_done *, void *object);

/* What was there of the answer is sent, or never will be: fastcgi is broken. */
void lifecycle_go_on(struct exchange *);

#endif
