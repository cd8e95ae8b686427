#ifndef DB_LANE_H
#define DB_LANE_H

/*
 * Lane: the connections that serve one kind of unit, and the queue in front of
 * them. A unit goes to the connection with the fewest in flight.
 */

#include <stdbool.h>
#include <stddef.h>

#include "db/connection.h"
#include "db/pool.h"

struct lane_state;

/* What the lanes of a pool share. */
struct lane_home {
	struct arena *arena;
	struct loop *loop;
	struct metrics *metrics;
	int queue_max;
	size_t *in_flight;	/* units submitted and not yet done */
	char *problem;
};

/* The home must live as long. */
struct lane_state *lane_new(const struct lane_home *, const struct conninfo *,
			    const struct lane_options *);

/* In flight end as UNIT_LOST, waiting ones as UNIT_REFUSED. */
void lane_close(struct lane_state *);

void lane_submit(struct lane_state *, struct unit *);

bool lane_is_ready(const struct lane_state *);

/* Tell the unit's owner, once, that it has its outcome. */
void lane_settle(struct lane_state *, struct unit *);

#endif
