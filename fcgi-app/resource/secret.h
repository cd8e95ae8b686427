#ifndef RESOURCE_SECRET_H
#define RESOURCE_SECRET_H

/*
 * Secret: the field of a resource that is taken and never given (FIELD_SECRET). Its
 * column is a bytea that seal_value makes; a resource has at most one. To seal it
 * takes the tenant's data key, so a plan that is given a value runs twice: first to
 * get the key, then with it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "resource/resource.h"

struct request;
struct unit;
struct values;

/* Its index; -1 if the resource has none. */
int resource_secret(const struct resource *);

/*
 * True if the body gives a value and the key of it is not here yet. The plan is then
 * secret_ask, which gets the key and runs the route again.
 */
bool secret_is_locked(const struct request *, const struct resource *);
bool secret_ask(struct request *, struct unit *);

/* After validate_body: a value that was given becomes the parameter of its column,
 * sealed for that row. */
void secret_seal(const struct request *, const struct resource *,
		 const char *row, struct values *);

#endif
