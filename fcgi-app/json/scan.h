#ifndef JSON_SCAN_H
#define JSON_SCAN_H

/*
 * Scan: the gate for JSON text (RFC 8259, strict: UTF-8, no NUL in strings, no
 * lone surrogates, no duplicate member names, bounded depth).
 */

#include <stdbool.h>
#include <stddef.h>

#include "json/slice.h"

struct arena;
struct error;

#define JSON_DEPTH_MAX 64

/* True if text is one JSON value; else ERROR_BAD_REQUEST with the byte offset. */
bool json_scan(struct arena *, const char *text, size_t len, struct json_slice *,
	       struct error *);

/* The same; where it is not, *place is the offset of what is wrong. */
bool json_scan_place(struct arena *, const char *text, size_t len,
		     struct json_slice *, size_t *place, struct error *);

#endif
