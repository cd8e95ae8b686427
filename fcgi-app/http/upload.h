#ifndef HTTP_UPLOAD_H
#define HTTP_UPLOAD_H

/*
 * Upload: the body of a request that brings files, as it is read: the files go to a
 * spool, the fields to the request's form.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct request;
struct spool;
struct upload;

/* How many a process has under way. */
struct uploads {
	int open;
};

struct upload_file {
	const char *name;		/* without folders, UTF-8, one line */
	int64_t size;
	struct upload_file *next;
};

struct upload {
	struct spool *spool;		/* the files, in their order */
	struct upload_file *files;
	int count;
	int64_t size;			/* of all */
	struct upload_intake *intake;	/* its own, while it is read */
};

/*
 * For the body that the request announces; ends with the request's arena. NULL and
 * the error: not multipart/form-data, over MUSTER_UPLOAD_MAX, too many under way, or
 * there is no place for it.
 */
struct upload *upload_new(struct request *);

/* The next piece of the body; false, and req->error says why. */
bool upload_feed(struct upload *, const char *bytes, size_t len);

/* The body has ended; false, and req->error says why. */
bool upload_end(struct upload *);

#endif
