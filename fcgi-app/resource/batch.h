#ifndef RESOURCE_BATCH_H
#define RESOURCE_BATCH_H

/* Batch: many rows of a resource in one body, checked one by one, for one insert. */

#include <stdbool.h>
#include <stddef.h>

#include "json/slice.h"

struct request;
struct resource;

struct batch {
	const char *json;	/* array of objects, as jsonb_to_recordset takes it */
	size_t count;
};

/* What a batch is of. */
struct batch_of {
	const struct resource *resource;
	const char *row;	/* "lines": what its rows are called, for messages */
	const char *text;	/* the member that a row may be alone; or NULL */
	size_t max;
};

/*
 * An array of rows, or one of them. Members go by the names of the description, and
 * take its fallbacks; all that are wrong are told below pointer, and what is no
 * member too where the route is strict.
 */
bool batch_read(struct request *, const struct batch_of *, struct json_slice,
		const char *pointer, struct batch *out);

#endif
