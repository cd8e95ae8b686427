#include "base/cron.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/civil.h"
#include "base/error.h"
#include "base/zone.h"

#define MINUTE_S 60
/* The 29th of February is at most this far away. */
#define DAYS_AHEAD (8 * 366)

static const char *const month_names[] = {
	"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct",
	"nov", "dec", NULL
};

static const char *const weekday_names[] = {
	"sun", "mon", "tue", "wed", "thu", "fri", "sat", NULL
};

static const struct part {
	const char *name;
	int min, max;
	const char *const *names;	/* the first is min; or NULL */
} parts[] = {
	{ "minute", 0, 59, NULL },
	{ "hour", 0, 23, NULL },
	{ "day of the month", 1, 31, NULL },
	{ "month", 1, 12, month_names },
	{ "day of the week", 0, 7, weekday_names },
};

enum { PARTS = sizeof parts / sizeof *parts };

/* One field while it is read. */
struct reading {
	const struct part *part;
	const char *at, *end;
	struct error *err;
};

static bool
bad(const struct reading *reading)
{
	const struct part *part = reading->part;

	return fail(reading->err, ERROR_INVALID,
		    "the %s has '%.*s', which is no *, number from %d to %d,"
		    " range or step", part->name,
		    (int)(reading->end - reading->at), reading->at, part->min,
		    part->max);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
take(const char **at, const char *end, char c)
{
	if (*at == end || **at != c)
		return false;
	(*at)++;
	return true;
}

static bool
take_number(const char **at, const char *end, int *number)
{
	const char *start = *at;

	for (*number = 0; *at < end && is_digit(**at) && *at - start < 3; (*at)++)
		*number = *number * 10 + **at - '0';
	return *at > start;
}

static bool
take_name(const struct part *part, const char **at, const char *end, int *number)
{
	for (int i = 0; part->names && part->names[i]; i++) {
		if (end - *at < 3 || strncasecmp(*at, part->names[i], 3) != 0)
			continue;
		*at += 3;
		*number = part->min + i;
		return true;
	}
	return false;
}

static bool
take_value(const struct part *part, const char **at, const char *end,
	   int *number)
{
	return (take_number(at, end, number) || take_name(part, at, end, number))
	       && *number >= part->min && *number <= part->max;
}

/* "*", "5", "1-5", "*" "/15", "10-40/10"; a number with a step goes on to the end. */
static bool
read_range(const struct reading *reading, const char *at, const char *end,
	   uint64_t *bits)
{
	const struct part *part = reading->part;
	int first = part->min, last = part->max, step = 1;
	bool is_single = false;

	if (!take(&at, end, '*')) {
		if (!take_value(part, &at, end, &first))
			return bad(reading);
		is_single = !take(&at, end, '-');
		if (!is_single && !take_value(part, &at, end, &last))
			return bad(reading);
	}
	if (take(&at, end, '/')) {
		if (!take_number(&at, end, &step) || step == 0)
			return bad(reading);
	} else if (is_single) {
		last = first;
	}
	if (at != end || first > last)
		return bad(reading);
	for (int i = first; i <= last; i += step)
		*bits |= (uint64_t)1 << i;
	return true;
}

static bool
read_field(const struct reading *reading, uint64_t *bits)
{
	const char *at = reading->at;

	*bits = 0;
	for (;;) {
		const char *comma = memchr(at, ',', (size_t)(reading->end - at));
		const char *end = comma ? comma : reading->end;

		if (!read_range(reading, at, end, bits))
			return false;
		if (!comma)
			return true;
		at = comma + 1;
	}
}

static bool
read_fields(const char *text, uint64_t bits[PARTS], bool is_any[PARTS],
	    struct error *err)
{
	int count = 0;

	for (const char *at = text + strspn(text, " \t"); *at; count++) {
		size_t len = strcspn(at, " \t");
		struct reading reading = {
			&parts[count < PARTS ? count : 0], at, at + len, err,
		};

		if (count < PARTS) {
			if (!read_field(&reading, &bits[count]))
				return false;
			is_any[count] = *at == '*';
		}
		at += len;
		at += strspn(at, " \t");
	}
	return count == PARTS
	       || fail(err, ERROR_INVALID,
		       "needs five fields (minute, hour, day of the month,"
		       " month, day of the week), not %d", count);
}

bool
cron_parse(const char *text, struct cron *cron, struct error *err)
{
	uint64_t bits[PARTS];
	bool is_any[PARTS];
	int64_t next;

	if (!read_fields(text, bits, is_any, err))
		return false;
	*cron = (struct cron){
		.minutes = bits[0], .hours = (uint32_t)bits[1],
		.days = (uint32_t)bits[2], .months = (uint32_t)bits[3],
		/* Sunday is 0 alone from here on */
		.weekdays = (uint32_t)((bits[4] | bits[4] >> 7) & 0x7f),
		.is_any_day = is_any[2], .is_any_weekday = is_any[4],
	};
	return cron_next(cron, zone_utc(), 0, &next)
	       || fail(err, ERROR_INVALID, "is a day that never comes");
}

static bool
is_in(uint64_t bits, int number)
{
	return bits >> number & 1;
}

static bool
is_day(const struct cron *cron, int64_t days)
{
	struct civil civil = civil_of(days * CIVIL_DAY_S);
	bool fits_day = is_in(cron->days, civil.day);
	bool fits_weekday = is_in(cron->weekdays, civil_weekday(days));

	if (!is_in(cron->months, civil.month))
		return false;
	if (cron->is_any_day || cron->is_any_weekday)
		return fits_day && fits_weekday;
	return fits_day || fits_weekday;
}

/* The first time of a day after a moment. */
static bool
find_in_day(const struct cron *cron, const struct zone *zone, int64_t days,
	    int64_t after_s, int64_t *next_s)
{
	for (int hour = 0; hour < 24; hour++) {
		for (int minute = 0; minute < 60; minute++) {
			if (!is_in(cron->hours, hour)
			    || !is_in(cron->minutes, minute))
				continue;
			*next_s = zone_moment(zone, days * CIVIL_DAY_S
					      + (hour * 60 + minute) * MINUTE_S);
			if (*next_s > after_s)
				return true;
		}
	}
	return false;
}

bool
cron_next(const struct cron *cron, const struct zone *zone, int64_t after_s,
	  int64_t *next_s)
{
	int64_t local_s = after_s + zone_at(zone, after_s)->offset_s;
	struct civil today = civil_of(local_s);
	int64_t days = civil_days(today.year, today.month, today.day);

	for (int i = 0; i <= DAYS_AHEAD; i++)
		if (is_day(cron, days + i)
		    && find_in_day(cron, zone, days + i, after_s, next_s))
			return true;
	return false;
}
