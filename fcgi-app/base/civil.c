#include "base/civil.h"

#define SECONDS_MIN INT64_C(-62135596800)	/* 0001-01-01T00:00:00 */
#define SECONDS_MAX INT64_C(253402300799)	/* 9999-12-31T23:59:59 */
#define ERA_DAYS 146097				/* of 400 years */
#define EPOCH_DAYS 719468			/* 0000-03-01 to 1970-01-01 */

bool
civil_is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Years that begin in March end with their leap day, so that months are alike. */
int64_t
civil_days(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t of_era = y - era * 400;
	int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5
			  + day - 1;

	return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100
		+ of_year - EPOCH_DAYS;
}

/* 1 January 1970 was a Thursday. */
int
civil_weekday(int64_t days)
{
	return (int)((days % 7 + 11) % 7);
}

static void
set_date(struct civil *civil, int64_t days)
{
	int64_t shifted = days + EPOCH_DAYS;
	int64_t era = (shifted >= 0 ? shifted : shifted - ERA_DAYS + 1) / ERA_DAYS;
	int64_t of_era = shifted - era * ERA_DAYS;
	int64_t year = (of_era - of_era / 1460 + of_era / 36524
			- of_era / (ERA_DAYS - 1)) / 365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * of_year + 2) / 153;

	civil->day = (int)(of_year - (153 * month + 2) / 5 + 1);
	civil->month = (int)(month < 10 ? month + 3 : month - 9);
	civil->year = (int)(year + era * 400 + (civil->month <= 2));
}

struct civil
civil_of(int64_t seconds)
{
	struct civil civil;
	int64_t rest;

	if (seconds < SECONDS_MIN)
		seconds = SECONDS_MIN;
	if (seconds > SECONDS_MAX)
		seconds = SECONDS_MAX;
	rest = (seconds % CIVIL_DAY_S + CIVIL_DAY_S) % CIVIL_DAY_S;
	set_date(&civil, (seconds - rest) / CIVIL_DAY_S);
	civil.hour = (int)(rest / 3600);
	civil.minute = (int)(rest / 60 % 60);
	civil.second = (int)(rest % 60);
	return civil;
}
