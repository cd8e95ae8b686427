#ifndef DB_PIPELINE_H
#define DB_PIPELINE_H

/*
 * Pipeline: the units in flight on one open connection, in order. It speaks
 * libpq's pipeline mode and knows which statements the server has prepared.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct pipeline;
struct unit;

enum pipeline_event {
	PIPELINE_WAIT,		/* no more until the socket is readable */
	PIPELINE_UNIT,		/* a unit is complete, done or failed */
	PIPELINE_BROKEN,	/* the connection is of no use any more */
};

struct pipeline_unit {
	struct unit *unit;
	bool may_repeat;	/* a statement was unknown; it did nothing */
	bool is_worn;		/* server and set of statements differ */
	bool is_open;		/* a transaction is open, or may be */
};

struct pipeline *pipeline_new(struct arena *, int depth);

/* Take up a PGconn that is just connected. False without memory. */
bool pipeline_begin(struct pipeline *, void *pg);

/* Let go of the PGconn; the units stay until pipeline_pop. */
void pipeline_end(struct pipeline *);

int pipeline_count(const struct pipeline *);

/* Results taken so far: it moves as long as the server answers. */
unsigned long pipeline_progress(const struct pipeline *);

/* Send behind what is in flight, at most depth. False: broken. */
bool pipeline_send(struct pipeline *, struct unit *);

/* The next thing that the bytes read so far tell. */
enum pipeline_event pipeline_next(struct pipeline *, struct pipeline_unit *out);

/* Remove the oldest unit, without a result; NULL if there is none. */
struct unit *pipeline_pop(struct pipeline *);

#endif
