#ifndef RESOURCE_VALIDATE_H
#define RESOURCE_VALIDATE_H

/* Validate: members of a JSON body, or fields of a form, against a description. */

#include <stdbool.h>
#include <stdint.h>

#include "resource/resource.h"

struct arena;
struct request;

enum validate_mode {
	VALIDATE_CREATE,	/* absent fields take their fallback */
	VALIDATE_REPLACE,	/* strict routes: absent fields take their fallback */
	VALIDATE_UPDATE,	/* absent fields stay */
};

/* Accepted values, one per field of the resource. */
struct values {
	const char **text;	/* parameter text as SQL takes it; NULL is null */
	uint64_t given;		/* bit i: the i-th field was given */
};

/* The text of a field by its name; NULL where it was not given, or null. */
const char *values_text(const struct resource *, const struct values *,
			const char *name);

/* Of one field alone; value NULL is null. Arena-owned. */
struct values values_one(struct arena *, const struct resource *,
			 const char *name, const char *value);

/*
 * Read the body of req (JSON, else form). All wrong fields are recorded in
 * req->error, and unknown members too where the route is strict.
 */
bool validate_body(struct request *, const struct resource *, enum validate_mode,
		   struct values *);

#endif
