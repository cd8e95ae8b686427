#ifndef RESOURCE_VALUE_H
#define RESOURCE_VALUE_H

/*
 * Value: one member of a body, field of a form or parameter of a query, checked
 * against its description and turned into the text that SQL takes.
 */

#include <stdbool.h>

#include "json/scan.h"
#include "http/router.h"
#include "resource/resource.h"

struct arena;
struct error;

/* Of FIELD_TAGS, and of FIELD_IDS. */
enum { TAGS_MAX = 50, TAG_LENGTH_MAX = 64, IDS_MAX = 100 };

/* What is checked, and where it stands, for messages. */
struct value_place {
	struct arena *arena;
	struct error *error;		/* gets fields that are wrong */
	const char *pointer;		/* "/name", as the client named it */
	enum dialect dialect;		/* of the words in messages */
};

/* out is NULL for null, and for what a form leaves empty: but for lists, and for texts that
 * are required or have a fallback. */
bool value_from_json(const struct value_place *, const struct field *,
		     struct json_slice, const char **out);
bool value_from_text(const struct value_place *, const struct field *,
		     const char *text, const char **out);

/* PostgreSQL's input of a text[]: {"a","b"}; arena-owned. */
const char *value_array(struct arena *, const char *const *texts, size_t count);

#endif
