#ifndef BASE_TIME_H
#define BASE_TIME_H

/* Time: RFC 3339 in UTC outside, milliseconds since 1970 inside. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

#define TIME_TEXT_SIZE 32

int64_t time_now_ms(void);		/* since 1970 */
int64_t time_monotonic_us(void);	/* for durations */

/* 2026-03-12T14:31:52.208Z; milliseconds always. */
void time_format(int64_t unix_ms, char out[TIME_TEXT_SIZE]);

/*
 * RFC 3339 date-time, any offset, or a plain date (its midnight UTC); fractions
 * beyond milliseconds are cut. False if it is anything else.
 */
bool time_parse(const char *text, int64_t *unix_ms);

/*
 * PostgreSQL's ISO output with TimeZone=UTC, "2026-03-12 14:31:52.208+00", as
 * RFC 3339; false (and nothing written) for infinity or another shape.
 */
bool time_from_sql(const char *sql, char out[TIME_TEXT_SIZE]);

/*
 * "8 s ago", "50 min ago", "3 h ago", "12 d ago", "in 4 min",
 * "just now"; arena-owned.
 */
const char *time_ago(struct arena *, int64_t unix_ms, int64_t now_ms);

/* "4 ms", "11.8 s", "1 min 14 s", "2 h 5 min"; arena-owned. */
const char *time_duration(struct arena *, int64_t ms);

#endif
