#ifndef FLOW_DOC_H
#define FLOW_DOC_H

/*
 * Doc: an object of a scanned JSON text, opened once so that its members can be
 * asked for by name. Values stay the text they were.
 */

#include <stdbool.h>
#include <stddef.h>

#include "json/scan.h"

struct arena;

struct doc {
	struct json_member *members;
	size_t count;
};

/* Members of an object; anything else has none. NULL is allowed. */
struct doc doc_open(struct arena *, const struct json_slice *);

/* Items of an array; anything else has none. NULL is allowed. */
struct doc doc_items(struct arena *, const struct json_slice *);

/* The value of a member; NULL if there is none. */
const struct json_slice *doc_find(const struct doc *, const char *name);

/* The same, of an object or an array only. */
const struct json_slice *doc_find_object(const struct doc *, const char *name);
const struct json_slice *doc_find_array(const struct doc *, const char *name);

/* The text of a string that is not empty; else NULL. */
const char *doc_text(struct arena *, const struct doc *, const char *name);

/* The text of a string that is not empty, or the spelling of a number. */
const char *doc_id(struct arena *, const struct doc *, const char *name);
const char *slice_id(struct arena *, struct json_slice);

/* A number that a drawing can use: finite and within a million; else false. */
bool doc_number(struct arena *, const struct doc *, const char *name,
		double *out);
bool slice_number(struct arena *, struct json_slice, double *out);

#endif
