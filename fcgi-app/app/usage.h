#ifndef APP_USAGE_H
#define APP_USAGE_H

/* Usage: what a tenant uses of what its plan allows, and its statements. */

#include <stdbool.h>
#include <stdint.h>

struct request;
struct unit;

/* Which windows are asked for: each day, or each month, of UTC. */
struct usage_span {
	const char *window;		/* "day" or "month", of date_trunc */
	const char *from, *to;		/* RFC 3339; NULL: of the month that counts, now */
};

/* ?window, from and to; all that are wrong are ERROR_BAD_REQUEST at once. */
bool usage_span_read(struct request *, struct usage_span *);

/* Rows of the plan, its units and the windows. */
bool usage_add(struct unit *, const struct usage_span *);

enum { USAGE_ROWS_PLAN, USAGE_ROWS_UNITS, USAGE_ROWS_WINDOWS };

#endif
