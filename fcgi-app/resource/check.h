#ifndef RESOURCE_CHECK_H
#define RESOURCE_CHECK_H

/* Check: descriptions against the database that they describe. */

#include <stdbool.h>

struct arena;
struct client;
struct error;
struct resource;

/*
 * True if every field is a column of its view, and every writable one of its
 * table, of a fitting type; else ERROR_INVALID with one field for each that is
 * not (pointer "/api.agents/name"). The list ends with NULL.
 */
bool resource_check(struct arena *, struct client *,
		    const struct resource *const *resources, struct error *);

#endif
