#ifndef RESOURCE_OPENAPI_H
#define RESOURCE_OPENAPI_H

/*
 * OpenAPI: the document of the API (OpenAPI 3.1), made from the table of routes,
 * what their calls say and the descriptions of resources. It is the same for
 * everybody, so it is made once.
 */

#include <stddef.h>

struct arena;
struct resource;
struct route;

/* What a noun is called in documents, and what it is, where no resource says it. */
struct noun {
	const char *name;	/* "api-keys", as call_noun has it */
	const char *title;	/* "API keys" */
	const char *help;	/* a sentence */
};

struct openapi_source {
	const struct route *routes;		/* ends with METHOD_NONE */
	const struct resource *const *resources;	/* ends with NULL */
	const struct noun *nouns;		/* ends with name NULL */
	const char *version;			/* of the program */
};

struct openapi {
	const char *text;
	size_t len;
	const char *tag;	/* for its ETag: another document has another one */
};

/* All of it is kept in the arena. */
const struct openapi *openapi_new(struct arena *, const struct openapi_source *);

/* An example of what a route takes, or answers, as JSON; "" where that is nothing. */
const char *openapi_body(struct arena *, const struct route *);
const char *openapi_answer(struct arena *, const struct route *);

/* The title of a noun, and what it is; found or made from its name. */
struct noun noun_of(struct arena *, const struct openapi_source *,
		    const char *name);

#endif
