#ifndef BASE_CIVIL_H
#define BASE_CIVIL_H

/* Civil: dates of the Gregorian calendar, and days and seconds since 1970. */

#include <stdbool.h>
#include <stdint.h>

#define CIVIL_DAY_S INT64_C(86400)

/* Date and time of day; year 1 to 9999, month and day from 1. */
struct civil {
	int year, month, day;
	int hour, minute, second;
};

/* Years outside 1 to 9999 become the nearest moment inside. */
struct civil civil_of(int64_t seconds);

int64_t civil_seconds(const struct civil *);

/* Days since 1 January 1970 of a date that exists. */
int64_t civil_days(int year, int month, int day);

/* 0 is Sunday. */
int civil_weekday(int64_t days);

bool civil_is_leap(int year);

#endif
