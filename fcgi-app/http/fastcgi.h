#ifndef HTTP_FASTCGI_H
#define HTTP_FASTCGI_H

/*
 * FastCGI 1.0: one connection from the web server and its present request. The
 * only user of libfcgi, which parses; the answer leaves as ready-made records in
 * one write (its own writer has a fixed 8 KiB buffer and blocks).
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct fastcgi;

enum fastcgi_state {
	FASTCGI_READY,		/* a whole request is there */
	FASTCGI_CLOSED,		/* the peer closed or broke the protocol */
	FASTCGI_LARGE,		/* the body is over the limit, and not read yet */
};

/* Take over a connected, blocking socket and give it receive and send timeouts of
 * 5 s; NULL, and the socket stays the caller's, without memory. */
struct fastcgi *fastcgi_new(int fd);
void fastcgi_free(struct fastcgi *);	/* closes; its arena was reset before */
int fastcgi_fd(const struct fastcgi *);	/* -1 once it is closed */

/* Read one request with its body (at most body_max bytes); it lives until the
 * arena is reset. Call when the socket is readable and no request is open. A body
 * that is larger is read in pieces, to its end, before the request is answered. */
enum fastcgi_state fastcgi_read(struct fastcgi *, struct arena *, size_t body_max);

/* Of the open request; NULL if absent. */
const char *fastcgi_param(const struct fastcgi *, const char *name);
char **fastcgi_params(const struct fastcgi *);	/* NAME=value, NULL-terminated */
const char *fastcgi_body(const struct fastcgi *, size_t *len);

/* The rest of a large body: some bytes of it, 0 at its end; -1: the connection is
 * broken. Waits where the web server has not sent it yet, as long as it may. */
long fastcgi_read_piece(struct fastcgi *, char *bytes, size_t size);
bool fastcgi_has_rest(const struct fastcgi *);

/*
 * Answer the open request: CGI headers and body as one text. Sends what the
 * socket takes at once and keeps the rest; then fastcgi_flush goes on. Answers
 * below 900 bytes need no memory of the arena.
 */
void fastcgi_answer(struct fastcgi *, const char *bytes, size_t len);

/*
 * The same in parts, where the whole is too long for memory: headers and body as
 * they go on. The part before is sent (fastcgi_flush). What is framed is in the
 * arena given, until it is sent.
 */
void fastcgi_part(struct fastcgi *, struct arena *, const char *bytes,
		  size_t len, bool is_last);

/*
 * Give up an answer in parts: the connection is broken and has no END_REQUEST but
 * a record that is none, by which the web server and its client see that the
 * answer is cut off.
 */
void fastcgi_cut(struct fastcgi *);

/* Send what is left. True when all is sent; fastcgi_is_broken tells the rest. */
bool fastcgi_flush(struct fastcgi *);
bool fastcgi_is_broken(const struct fastcgi *);

/* The web server keeps this connection for further requests. */
bool fastcgi_is_kept(const struct fastcgi *);

#endif
