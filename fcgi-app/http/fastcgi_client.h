#ifndef HTTP_FASTCGI_CLIENT_H
#define HTTP_FASTCGI_CLIENT_H

/*
 * FastCGI client: the side of the web server, one request at a time. For
 * "muster request" and for tests.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;

/* An answer: CGI headers apart from the body. */
struct fastcgi_reply {
	int status;		/* of "Status:", else 200 */
	const char *headers;	/* lines that end with \n */
	const char *body;
	size_t body_len;
};

/* Add the records of a request; params are "NAME=value", NULL-terminated. */
void fastcgi_client_encode(struct buf *, const char *const *params,
			   const char *body, size_t len, bool is_kept);

/*
 * Add to out what the records hold of STDOUT. The length of all records up to
 * END_REQUEST; 0 while it has not come.
 */
size_t fastcgi_client_decode(const char *bytes, size_t len, struct buf *out);

/* Split what was decoded; false if it has no end of headers. */
bool fastcgi_client_parse(struct arena *, const struct buf *decoded,
			  struct fastcgi_reply *);

/* The value of a header of the reply; NULL if absent. */
const char *fastcgi_client_header(struct arena *, const struct fastcgi_reply *,
				  const char *name);

/* Send a request and wait for its answer; false if the connection broke. */
bool fastcgi_client_call(int fd, const struct buf *request, struct arena *,
			 struct fastcgi_reply *);

#endif
