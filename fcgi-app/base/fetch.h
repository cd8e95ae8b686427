#ifndef BASE_FETCH_H
#define BASE_FETCH_H

/*
 * Fetch: one POST to a server that somebody named. It waits, so it is for a thread.
 * What was named can reach no address that is not for everybody: each is checked
 * when it is known, after the name is resolved. No redirect is followed, and nothing
 * of the environment (proxies, .netrc) is looked at.
 */

#include <stdbool.h>
#include <stddef.h>

enum fetch_end {
	FETCH_ANSWERED,		/* status says how */
	FETCH_REFUSED,		/* the address is not to be called from here */
	FETCH_LATE,		/* not all of it came in time */
	FETCH_LARGE,		/* more than max bytes */
	FETCH_FAILED,		/* no connection, no certificate, no HTTP */
};

struct fetch {
	const char *url;
	const char *const *headers;	/* "Name: value"; NULL-ended */
	const char *body;
	const char *kept_name;		/* a header of the answer to keep; or NULL */
	const char *allow;		/* see address_may_be_called */
	int timeout_ms;
	size_t max;			/* bytes of the answer */

	/* The rest is set by fetch_run. */
	enum fetch_end end;
	int status;			/* 0: there was none */
	char *bytes;			/* what came, with a NUL behind it; NULL: nothing */
	size_t len;
	char type[64];			/* media type in small letters, without parameters */
	char kept[256];			/* that header; "" if it was not there */
	char reason[256];		/* of what is not FETCH_ANSWERED, in words */
};

/* http or https, with a host, and neither user nor password in it. */
bool fetch_may_be(const char *url);

/* Waits at most timeout_ms. fetch_free it, also to run it again. */
void fetch_run(struct fetch *);
void fetch_free(void *fetch);

#endif
