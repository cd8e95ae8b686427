#ifndef TESTS_UNIT_DB_DESK_H
#define TESTS_UNIT_DB_DESK_H

/* Desk: a loop and a pool for one test, against the scratch database. */

#include "base/arena.h"
#include "base/loop.h"
#include "base/metrics.h"
#include "db/pool.h"
#include "db/rows.h"
#include "db/statement.h"
#include "scratch.h"

struct desk {
	struct scratch *scratch;
	struct arena *arena;
	struct loop *loop;
	struct metrics *metrics;
	struct pool *pool;
	int statement_timeout_ms;	/* 0: 20 s; set before desk_open */
	size_t done;		/* units that ended */
	struct unit *last;	/* the one that ended last */
};

/* Each lane has as many connections of that depth. */
void desk_open(struct desk *, int connections, int depth, int queue_max);
void desk_close(struct desk *);

/* The same for cmocka; a new one has nothing in schema public. */
int desk_set_up(struct desk *, int connections, int depth, int queue_max);
int desk_tear_down(void **state);

/* What it is given; and waiting for the lock of desk_lock. */
extern const struct statement desk_echo;
extern const struct statement desk_wait_for_lock;

/* Hold that lock from outside. */
void desk_lock(struct desk *);
void desk_unlock(struct desk *);

/* Serve the loop until so many units have ended. */
void desk_wait(struct desk *, size_t done);

/* Serve the loop until SQL, asked from outside, answers "t". */
void desk_wait_for(struct desk *, const char *sql);

void desk_wait_ready(struct desk *, enum lane);

/* A unit of one statement, submitted. */
#define desk_send(desk, lane, statement, ...) \
	desk_send_values((desk), (lane), (statement), \
		(const char *const[]){ NULL, ##__VA_ARGS__ }, \
		sizeof((const char *const[]){ NULL, ##__VA_ARGS__ }) \
			/ sizeof(const char *) - 1)
struct unit *desk_send_values(struct desk *, enum lane,
			      const struct statement *,
			      const char *const *values, size_t count);

void desk_submit(struct desk *, struct unit *);

/* Submitted and waited for. */
#define desk_run(desk, lane, statement, ...) \
	desk_finish((desk), desk_send((desk), (lane), (statement), \
				      ##__VA_ARGS__))
struct unit *desk_finish(struct desk *, struct unit *);

/* The first field of the first statement, which must have succeeded. */
const char *desk_field(const struct unit *);

void desk_check_serves(struct desk *, enum lane);

/* The backend of the connection, told by running a unit on it. */
int desk_backend(struct desk *, enum lane);

#endif
