#ifndef DB_UNIT_INTERNAL_H
#define DB_UNIT_INTERNAL_H

/*
 * Unit, inside: what the pool and its connections see of it. Nothing here is
 * for other folders. No function allocates, because an arena without memory
 * jumps out of its caller, and that is a connection in the midst of its results.
 */

#include "db/rows.h"
#include "db/unit.h"

/* One statement of a unit with its values, and then its result. */
struct call {
	const struct statement *statement;
	const char **values;
	int count;
	bool is_preparing;	/* its preparation was sent with this unit */
	struct rows rows;
};

struct unit {
	struct arena *arena;
	enum lane lane;
	struct call **calls;
	size_t count, size;
	enum unit_outcome outcome;
	struct unit_failure failure;
	int64_t us;

	/* the pool's */
	void (*done)(struct unit *, void *object);
	void *object;
	struct unit *next;	/* in the queue of its lane */
	int64_t submitted_us, queued_us;
	bool is_repeated;
};

/* Take over a PGresult; it is cleared with the arena. */
void call_take(struct call *, void *result);

/* The first failure counts: its texts are those of the PGresult, taken over. */
void unit_take_failure(struct unit *, struct call *, void *result);

/* An end that no result tells. */
void unit_end(struct unit *, enum unit_outcome, const char *sqlstate,
	      const char *message);

/* Back to before it ran, to run once again. */
void unit_rewind(struct unit *);

#endif
