#ifndef TEMPLATE_MUSTACHE_H
#define TEMPLATE_MUSTACHE_H

/*
 * Mustache (specification 1.4: comments, delimiters, interpolation, inverted,
 * partials, sections, and the optional inheritance): compiled once, rendered
 * from JSON into a buffer. Lambdas are left out.
 */

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

/* Render; text is escaped unless the template asks for raw. Never fails: partials
 * deeper than 32 render as nothing. */
void mustache_render(struct buf *, const struct mustache *, const struct json *,
		     mustache_find *, void *object);

#endif
