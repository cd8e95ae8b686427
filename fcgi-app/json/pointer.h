#ifndef JSON_POINTER_H
#define JSON_POINTER_H

/* Pointer: a place in scanned JSON (RFC 6901), and where that is in its text. */

#include <stdbool.h>
#include <stddef.h>

#include "json/slice.h"

struct arena;

/*
 * The value that a pointer names; false where there is none: *found is the last on
 * the way that there is, at least the whole.
 */
bool json_pointer_find(struct arena *, struct json_slice whole,
		       const char *pointer, struct json_slice *found);

/* Line and column (of bytes) of an offset, both from 1. */
struct json_position {
	size_t line, column;
};

struct json_position json_position(const char *text, size_t offset);

#endif
