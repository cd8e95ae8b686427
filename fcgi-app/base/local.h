#ifndef BASE_LOCAL_H
#define BASE_LOCAL_H

/* Local: a moment as people in a zone write it. Texts are arena-owned. */

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct zone;

/* "12 March 2026, 15:31:52 CET" */
const char *local_long(struct arena *, const struct zone *, int64_t unix_ms);

/* "12 Mar, 15:31", or "12 Mar 2025" of another year than now. */
const char *local_brief(struct arena *, const struct zone *, int64_t unix_ms,
			int64_t now_ms);

typedef const char *local_text(struct arena *, const struct zone *,
			       int64_t unix_ms);

local_text local_day;			/* "12 Mar" */
local_text local_minute;		/* "15:31" */
local_text local_clock;			/* "15:31:52" */
local_text local_date;			/* "2026-03-12", as date inputs take it */

/* What the time is called: "CET", or "UTC+0545" where it has no name. */
const char *local_word(struct arena *, const struct zone *, int64_t unix_ms);

/* The beginning of a day written as "2026-03-12"; false if it is none. */
bool local_parse_date(const struct zone *, const char *date, int64_t *unix_ms);

#endif
