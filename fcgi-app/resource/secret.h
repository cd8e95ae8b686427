#ifndef RESOURCE_SECRET_H
#define RESOURCE_SECRET_H

/*
 * Secret: a field of a resource that is taken and never given (FIELD_SECRET). What is
 * stored is a bytea that seal_value makes. A resource has at most one of which its own
 * table has the column, and any number that a setter keeps. To seal one takes the
 * tenant's data key, so a plan that is given a value runs twice: first to get the key,
 * then with it. The texts of FIELD_MASKED are sealed with them.
 */

#include <stdbool.h>
#include <stddef.h>

#include "resource/resource.h"

struct request;
struct unit;
struct values;

/* Index of the one in the own table; -1 if there is none. */
int resource_secret(const struct resource *);

/* The body gives a value that is to be sealed. */
bool secret_is_given(const struct request *, const struct resource *);

/*
 * True if the body gives a value and the key of it is not here yet. The plan is then
 * secret_ask, which gets the key and runs the route again.
 */
bool secret_is_locked(const struct request *, const struct resource *);
bool secret_ask(struct request *, struct unit *);

/* Open the tenant's key, for req->data_key; false with ERROR_UNAVAILABLE. */
struct wrapped_key;
bool secret_open_key(struct request *, const struct wrapped_key *);

/* After validate_body: values that were given become the parameters of their columns,
 * sealed for that row. */
void secret_seal(const struct request *, const struct resource *,
		 const char *row, struct values *);

#endif
