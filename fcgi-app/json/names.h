#ifndef JSON_NAMES_H
#define JSON_NAMES_H

/* Names: a stack of the member names of all objects that are being scanned. */

#include <stddef.h>

struct arena;

struct json_name {
	const char *text;	/* unescaped, without NUL */
	size_t len;
	const char *at;		/* where it stands */
};

struct json_names {
	struct arena *arena;
	struct json_name *items;
	size_t count, size;
};

void json_names_push(struct json_names *, struct json_name);

/*
 * Remove the names above the first so many. A name that was twice among them
 * is returned, the later one; NULL if all differ. It is valid until the next
 * push.
 */
const struct json_name *json_names_pop(struct json_names *, size_t before);

#endif
