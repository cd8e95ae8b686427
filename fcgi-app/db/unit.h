#ifndef DB_UNIT_H
#define DB_UNIT_H

/*
 * Unit: statements that run as one implicit transaction behind one Sync, in one
 * round trip (libpq pipeline mode). The first error aborts all of it.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct rows;
struct statement;
struct unit;

/* Where it waits: reads deep, writes shallow, slow ones apart. */
enum lane { LANE_READ, LANE_WRITE, LANE_SLOW, LANE_COUNT };

enum unit_outcome {
	UNIT_DONE,
	UNIT_FAILED,		/* the database refused: sqlstate is set */
	UNIT_LOST,		/* the connection broke: a write may have happened */
	UNIT_REFUSED,		/* nothing was sent: no connection or lane full */
};

/* Why a unit failed; texts live in its arena. message is for the log, or for
 * the user where sqlstate is one of our own (MU…). */
struct unit_failure {
	const char *sqlstate;
	const char *message;
	const char *detail;
	const char *constraint;
	const char *statement;	/* name of the one that failed, or NULL */
};

struct unit *unit_new(struct arena *, enum lane);

/* Add a statement; values are texts or NULL (SQL null), copied. Always true. */
#define unit_add(unit, statement, ...) \
	unit_add_values((unit), (statement), \
		(const char *const[]){ NULL, ##__VA_ARGS__ }, \
		sizeof((const char *const[]){ NULL, ##__VA_ARGS__ }) \
			/ sizeof(const char *) - 1)

/* The same; values[0] is not used, count values begin at values[1]. */
bool unit_add_values(struct unit *, const struct statement *,
		     const char *const *values, size_t count);

/* Put a statement before all others (auth.begin). Always true. */
bool unit_add_first(struct unit *, const struct statement *,
		    const char *const *values, size_t count);

size_t unit_count(const struct unit *);		/* statements */
bool unit_is_empty(const struct unit *);
void unit_set_lane(struct unit *, enum lane);

/* After it ran. */
enum unit_outcome unit_outcome(const struct unit *);
const struct unit_failure *unit_failure(const struct unit *);
const struct rows *unit_rows(const struct unit *, size_t statement);
int64_t unit_us(const struct unit *);		/* from submit to result */

#endif
