#ifndef RESOURCE_IDEMPOTENCY_H
#define RESOURCE_IDEMPOTENCY_H

/*
 * Idempotency: a POST with an Idempotency-Key is done once. The key is claimed by
 * the first statement of the unit that does it; where it was used before, nothing
 * behind that runs, and the lifecycle runs the route again with replay_id.
 */

#include <stdbool.h>

struct request;
struct rows;
struct unit;

/* Add the claim for the row that the unit is about to make, if there is a key;
 * false with ERROR_BAD_REQUEST if the key is malformed. */
bool idempotency_add(struct request *, struct unit *, const char *kind,
		     const char *id);

/* The rows of what stands behind the claim, if there is one, in the same unit. */
const struct rows *idempotency_rows(const struct request *, const struct rows *);

#endif
