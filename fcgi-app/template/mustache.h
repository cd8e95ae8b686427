#ifndef TEMPLATE_MUSTACHE_H
#define TEMPLATE_MUSTACHE_H

/*
 * Mustache (specification 1.4: comments, delimiters, interpolation, inverted,
 * partials, sections, and the optional inheritance): compiled once, rendered
 * from JSON into a buffer. Lambdas are left out.
 */

#include <stddef.h>

struct arena;
struct buf;
struct error;
struct json;
struct mustache;

/* Finds a partial or parent by name; NULL renders as nothing (specification). */
typedef const struct mustache *mustache_find(void *object, const char *name);

/* Compile source; NULL, and an error with the line, if it is not well formed. */
struct mustache *mustache_compile(struct arena *, const char *source,
				  struct error *);

/*
 * Render; text is escaped unless the template asks for raw. Empty for sections
 * are what is missing, null, false, "", 0 and []. Never fails: partials deeper
 * than 32 render as nothing.
 */
void mustache_render(struct buf *, const struct mustache *, const struct json *,
		     mustache_find *, void *object);

/* The name of the nth partial or parent in it, and its line; NULL behind the last. */
const char *mustache_partial(struct arena *, const struct mustache *,
			     size_t index, int *line);

#endif
