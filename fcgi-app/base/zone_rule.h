#ifndef BASE_ZONE_RULE_H
#define BASE_ZONE_RULE_H

/*
 * Zone rule: the local time of all years to come, as a TZ string of POSIX with the
 * extensions of RFC 9636, section 3.3.1: "CET-1CEST,M3.5.0,M10.5.0/3".
 */

#include <stdbool.h>
#include <stdint.h>

#define ZONE_WORD_SIZE 16

/* What clocks show: seconds east of Greenwich, and the short word for it. */
struct zone_time {
	int32_t offset_s;
	char word[ZONE_WORD_SIZE];	/* "CET", "+0530" */
};

/* When a half of the year begins. */
struct zone_change {
	enum { CHANGE_JULIAN, CHANGE_DAY, CHANGE_WEEKDAY } kind;
	int day;			/* of the year, or 0 (Sunday) to 6 */
	int month, week;		/* of CHANGE_WEEKDAY; week 5 is the last */
	int32_t at_s;			/* after its midnight, local time before it */
};

struct zone_rule {
	struct zone_time standard;
	struct zone_time summer;
	struct zone_change begin, end;	/* of summer time */
	bool has_summer;
};

/* False if it is not one; nothing may follow it. */
bool zone_rule_parse(const char *text, struct zone_rule *);

const struct zone_time *zone_rule_at(const struct zone_rule *, int64_t unix_s);

#endif
