#ifndef JSON_SCAN_H
#define JSON_SCAN_H

/*
 * Scan: the gate for JSON text (RFC 8259, strict: UTF-8, no NUL in strings, no
 * lone surrogates, no duplicate member names, bounded depth) and the slicer that
 * hands out members as the text they were, so that numbers and unknown members
 * survive untouched.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;

#define JSON_DEPTH_MAX 64

enum json_type {
	JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING,
	JSON_ARRAY, JSON_OBJECT
};

/* A value as it stands in the text, without white space around it. */
struct json_slice {
	enum json_type type;
	const char *text;
	size_t len;
};

/* One member of an object, or one item of an array (name NULL). */
struct json_member {
	const char *name;	/* unescaped, arena-owned */
	struct json_slice value;
};

/* True if text is one JSON value; else ERROR_BAD_REQUEST with the byte offset. */
bool json_scan(struct arena *, const char *text, size_t len, struct json_slice *,
	       struct error *);

/* Members of a scanned object, or items of a scanned array; count is set. */
struct json_member *json_members(struct arena *, struct json_slice, size_t *count);

/* The unescaped text of a scanned string. */
char *json_slice_text(struct arena *, struct json_slice);

/* The text of any slice, with NUL. */
char *json_slice_raw(struct arena *, struct json_slice);

#endif
