#ifndef HTTP_STREAM_H
#define HTTP_STREAM_H

/*
 * Stream: an answer in parts. A part is made when the web server has taken the one
 * before it, in an arena that is reset between them: any length takes the memory of
 * its largest part.
 */

#include <stdbool.h>

struct fastcgi;
struct request;
struct response;
struct stream;

/* How many a process has under way. */
struct streams {
	int open;
};

/*
 * Headers and what the body holds so far are its first part, not sent yet. From here
 * on req->arena is that of the present part, and the caller is bound to the tenant
 * that the first part is of. NULL and ERROR_UNAVAILABLE: too many, or no memory. It
 * ends with the arena that req had.
 */
struct stream *stream_open(struct request *, struct response *,
			   struct fastcgi *);

/* Send what the body holds. */
void stream_send(struct stream *, bool is_last);

/* It is sent: begin a part with an empty body. */
void stream_turn(struct stream *);

/* The answer ends here, before its end, and the reader will know. */
void stream_cut(struct stream *);

#endif
