#ifndef HTTP_MULTIPART_H
#define HTTP_MULTIPART_H

/*
 * Multipart: multipart/form-data (RFC 7578, RFC 2046 section 5.1) as it arrives,
 * in pieces of any size. Keeps nothing of a part but its names, so that a part of
 * any length takes the same memory.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;
struct multipart;

/* A part as its headers say; the texts live in the parser's arena. */
struct multipart_part {
	const char *name;		/* of the field */
	const char *file_name;		/* as sent, may be ""; NULL: no file */
};

/* False ends the parsing; whoever says so has recorded why. */
struct multipart_reader {
	bool (*begin)(void *object, const struct multipart_part *);
	bool (*data)(void *object, const char *bytes, size_t len);
	bool (*end)(void *object);
	void *object;
};

/* Is it a multipart/form-data, with or without a boundary? */
bool multipart_is_type(const char *content_type);

/*
 * A parser that tells the reader, which must live as long. NULL and
 * ERROR_BAD_REQUEST: the type names no boundary, or a malformed one.
 */
struct multipart *multipart_new(struct arena *, const char *content_type,
				const struct multipart_reader *,
				struct error *);

/* The next piece. False and ERROR_BAD_REQUEST where it is malformed; after that
 * the parser is not to be fed. */
bool multipart_feed(struct multipart *, const char *bytes, size_t len,
		    struct error *);

/* Nothing more comes. False and ERROR_BAD_REQUEST if the end is missing. */
bool multipart_end(const struct multipart *, struct error *);

#endif
