#ifndef JSON_SLICE_H
#define JSON_SLICE_H

/*
 * Slice: a value of scanned JSON as the text it was, so that numbers and unknown
 * members survive untouched. Only what json_scan accepted may be passed in.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;

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

/* Members of an object, or items of an array; count is set. */
struct json_member *json_members(struct arena *, struct json_slice, size_t *count);

/* Those that are not known, as an object; JSON_NULL where there are none. */
struct json_slice json_rest(struct arena *, const struct json_member *members,
			    size_t count, bool (*is_known)(const char *name));

/* The unescaped text of a string. */
char *json_slice_text(struct arena *, struct json_slice);

/* The text of any slice, with NUL. */
char *json_slice_raw(struct arena *, struct json_slice);

#endif
