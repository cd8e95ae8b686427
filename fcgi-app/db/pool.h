#ifndef DB_POOL_H
#define DB_POOL_H

/*
 * Pool: connections to PostgreSQL in lanes, each a pipeline with units in
 * flight. It never blocks: units that find no room are refused, a lost
 * connection fails its units and comes back by itself (50 ms to 2 s, jitter).
 */

#include <stdbool.h>
#include <stddef.h>

#include "db/unit.h"

struct loop;
struct metrics;
struct pool;

struct lane_options {
	int connections;
	int depth;			/* units in flight per connection */
	int statement_timeout_ms;
	int lock_timeout_ms;
};

struct pool_options {
	const char *conninfo;		/* URL or keywords; "" takes PGHOST … */
	const char *role;		/* set role after connecting, or NULL */
	const char *application;	/* application_name */
	struct lane_options lanes[LANE_COUNT];
	int queue_max;			/* units waiting per lane beyond depth */
};

typedef void unit_done(struct unit *, void *object);

struct pool *pool_new(struct loop *, struct metrics *, const struct pool_options *);
void pool_free(struct pool *);		/* units in flight end as UNIT_LOST */

/*
 * Run a unit; done is called from the loop, exactly once, also when the unit is
 * refused (then before this returns). The unit and its arena must live till then.
 */
void pool_submit(struct pool *, struct unit *, unit_done *, void *object);

/* True if some connection of the lane is ready. */
bool pool_is_ready(const struct pool *, enum lane);

/* Units submitted and not yet done. */
size_t pool_in_flight(const struct pool *);

/* Why the last connection attempt failed, or "" (no secrets). */
const char *pool_problem(const struct pool *);

#endif
