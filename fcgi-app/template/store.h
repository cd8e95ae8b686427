#ifndef TEMPLATE_STORE_H
#define TEMPLATE_STORE_H

/*
 * Store: every *.mustache file below a folder, compiled once at start, named by
 * its path without the ending ("pages/agents", "partials/status").
 */

struct arena;
struct buf;
struct error;
struct json;
struct store;

/* NULL, and an error with file and line, if one does not compile or names a
 * partial that is not there. */
struct store *store_open(struct arena *, const char *folder, struct error *);

/* Render a template that exists (asserted: names are literal). */
void store_render(const struct store *, const char *name, const struct json *,
		  struct buf *);

#endif
