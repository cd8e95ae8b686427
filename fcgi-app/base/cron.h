#ifndef BASE_CRON_H
#define BASE_CRON_H

/*
 * Cron: when something begins again and again, as five fields say it: minute, hour,
 * day of the month, month, day of the week. A field is "*", a number, a range
 * "1-5", each with a step "/2", or several of these with commas; months and days
 * of the week have names too, and Sunday is 0 and 7. Where both days are told,
 * either is enough.
 */

#include <stdbool.h>
#include <stdint.h>

struct error;
struct zone;

/* Bit n: n is one of them. */
struct cron {
	uint64_t minutes;
	uint32_t hours, days, months, weekdays;
	bool is_any_day, is_any_weekday;
};

/* False, and ERROR_INVALID in words, if it is none; also of a day that never comes. */
bool cron_parse(const char *text, struct cron *, struct error *);

/* The first time after a moment by the clocks of a zone; false: not within the next
 * eight years. An hour that clocks skip is taken as that behind it. */
bool cron_next(const struct cron *, const struct zone *, int64_t after_s,
	       int64_t *next_s);

#endif
