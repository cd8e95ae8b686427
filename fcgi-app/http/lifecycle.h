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
 * Serve the open request of a connection; done is called once, when the answer
 * has been handed to fastcgi_answer. Owns an arena of its own pool until then.
 */
void lifecycle_serve(const struct app *, struct fastcgi *, struct arena *,
		     lifecycle_done *, void *object);

#endif
