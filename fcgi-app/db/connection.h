#ifndef DB_CONNECTION_H
#define DB_CONNECTION_H

/*
 * Connection: one libpq connection in pipeline mode with units in flight. It
 * opens itself, and again whenever it is lost, and never blocks.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct connection;
struct conninfo;
struct loop;
struct metrics;
struct unit;

enum { CONNECTION_PROBLEM_SIZE = 256 };

/* Shared by the connections of a lane. */
struct connection_options {
	struct loop *loop;
	struct metrics *metrics;
	const struct conninfo *conninfo;
	int depth;		/* units in flight */
	int answer_max_ms;	/* silent for longer is lost; 0: never */
	char *problem;		/* why opening failed; of the size above */

	/* It has room, or has none any more. */
	void (*changed)(void *object);
	/*
	 * A unit has its outcome. is_stale: the server did not know one of
	 * its statements any more and the unit did nothing; it can run on
	 * another connection.
	 */
	void (*ended)(void *object, struct unit *, bool is_stale);
	void *object;
};

/* Begins to open; the options must live as long. */
struct connection *connection_new(struct arena *,
				  const struct connection_options *);

/* For good; units in flight end as lost. */
void connection_close(struct connection *);

bool connection_is_ready(const struct connection *);

/* Units in flight; depth when it cannot take one. */
int connection_load(const struct connection *);

/* Send a unit; there must be room. If sending fails, it ends as lost. */
void connection_send(struct connection *, struct unit *);

#endif
