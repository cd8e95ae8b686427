#ifndef RESOURCE_CURSOR_H
#define RESOURCE_CURSOR_H

/*
 * Cursor: where a page of a list ended, as opaque text (base64url). It is bound
 * to its list by a digest of filters and order, and read strictly: it comes
 * back from clients.
 */

#include <stdbool.h>

#include "resource/resource.h"

struct arena;

#define CURSOR_DIGEST_SIZE 17	/* 16 hexadecimal digits */
#define CURSOR_TEXT_MAX 4096

struct cursor {
	const char *id;		/* of the last row shown */
	const char *value;	/* of its sort field, as SQL gave it; "" for the id */
};

/* The digest of a list, from a text that says all about it. */
void cursor_digest(const char *list, char out[CURSOR_DIGEST_SIZE]);

const char *cursor_write(struct arena *, const char *digest,
			 const struct cursor *);

/* False if it is malformed, or of another list. */
bool cursor_read(struct arena *, const char *text, const char *digest,
		 const struct field *sort, struct cursor *);

#endif
