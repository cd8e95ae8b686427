#ifndef HTTP_LIFECYCLE_H
#define HTTP_LIFECYCLE_H

/*
 * Lifecycle: read → route → admit → plan → run → reply → log. One function names
 * these stages; each may refuse, and refusals are rendered in one place.
 */

struct app;
struct arena;
struct fastcgi;

typedef void lifecycle_done(void *object);

/*
 * Read the request of a readable connection and answer it. done is called once, when
 * fastcgi_answer has got the answer or the connection is broken; perhaps before
 * this returns. All of the request is in the arena, which the caller resets when the
 * answer is sent.
 */
void lifecycle_serve(const struct app *, struct fastcgi *, struct arena *,
		     lifecycle_done *, void *object);

#endif
