#include "base/time.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"

/* The years 0000 to 9999: what RFC 3339 can spell. */
#define UNIX_MS_MIN INT64_C(-62167219200000)
#define UNIX_MS_MAX INT64_C(253402300799999)

int64_t
time_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

int64_t
time_monotonic_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000000) + now.tv_nsec / 1000;
}

/* Seconds since 1970, rounded down, and the milliseconds left over. */
static int
split(int64_t unix_ms, struct tm *tm)
{
	int ms;
	time_t seconds;

	if (unix_ms < UNIX_MS_MIN)
		unix_ms = UNIX_MS_MIN;
	if (unix_ms > UNIX_MS_MAX)
		unix_ms = UNIX_MS_MAX;
	ms = (int)((unix_ms % 1000 + 1000) % 1000);
	seconds = (unix_ms - ms) / 1000;
	gmtime_r(&seconds, tm);
	return ms;
}

static char *
put_digits(char *out, int width, int number)
{
	for (int i = width - 1; i >= 0; i--, number /= 10)
		out[i] = (char)('0' + number % 10);
	return out + width;
}

/* By hand: a page of a list formats a hundred of these. */
void
time_format(int64_t unix_ms, char out[TIME_TEXT_SIZE])
{
	struct tm tm;
	int ms = split(unix_ms, &tm);

	out = put_digits(out, 4, tm.tm_year + 1900);
	*out++ = '-';
	out = put_digits(out, 2, tm.tm_mon + 1);
	*out++ = '-';
	out = put_digits(out, 2, tm.tm_mday);
	*out++ = 'T';
	out = put_digits(out, 2, tm.tm_hour);
	*out++ = ':';
	out = put_digits(out, 2, tm.tm_min);
	*out++ = ':';
	out = put_digits(out, 2, tm.tm_sec);
	*out++ = '.';
	out = put_digits(out, 3, ms);
	memcpy(out, "Z", 2);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Takes exactly width digits; NULL (also for NULL) if they are not there. */
static const char *
take_digits(const char *text, int width, int *number)
{
	if (text == NULL)
		return NULL;
	*number = 0;
	for (int i = 0; i < width; i++) {
		if (!is_digit(text[i]))
			return NULL;
		*number = *number * 10 + text[i] - '0';
	}
	return text + width;
}

static const char *
take_char(const char *text, char c)
{
	return text != NULL && *text == c ? text + 1 : NULL;
}

static int
days_in_month(int year, int month)
{
	static const int days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

static const char *
take_date(const char *text, struct tm *tm)
{
	text = take_char(take_digits(text, 4, &tm->tm_year), '-');
	text = take_char(take_digits(text, 2, &tm->tm_mon), '-');
	text = take_digits(text, 2, &tm->tm_mday);
	if (text == NULL || tm->tm_mon < 1 || tm->tm_mon > 12 ||
	    tm->tm_mday < 1 ||
	    tm->tm_mday > days_in_month(tm->tm_year, tm->tm_mon))
		return NULL;
	tm->tm_year -= 1900;
	tm->tm_mon -= 1;
	return text;
}

/* Second 60 is a leap second; timegm makes it the next minute's first. */
static const char *
take_clock(const char *text, struct tm *tm)
{
	text = take_char(take_digits(text, 2, &tm->tm_hour), ':');
	text = take_char(take_digits(text, 2, &tm->tm_min), ':');
	text = take_digits(text, 2, &tm->tm_sec);
	if (text == NULL || tm->tm_hour > 23 || tm->tm_min > 59 ||
	    tm->tm_sec > 60)
		return NULL;
	return text;
}

static const char *
take_fraction(const char *text, int *ms)
{
	int scale = 100;

	*ms = 0;
	if (text == NULL || *text != '.')
		return text;
	if (!is_digit(*++text))
		return NULL;
	for (; is_digit(*text); text++, scale /= 10)
		*ms += (*text - '0') * scale;
	return text;
}

static const char *
take_offset(const char *text, int *minutes)
{
	int sign, hour, minute;

	*minutes = 0;
	if (text == NULL)
		return NULL;
	if (*text == 'Z' || *text == 'z')
		return text + 1;
	if (*text != '+' && *text != '-')
		return NULL;
	sign = *text == '-' ? -1 : 1;
	text = take_char(take_digits(text + 1, 2, &hour), ':');
	text = take_digits(text, 2, &minute);
	if (text == NULL || hour > 23 || minute > 59)
		return NULL;
	*minutes = sign * (hour * 60 + minute);
	return text;
}

static bool
is_separator(char c)
{
	return c == 'T' || c == 't' || c == ' ';
}

bool
time_parse(const char *text, int64_t *unix_ms)
{
	struct tm tm = { 0 };
	int ms = 0, offset_minutes = 0;

	text = take_date(text, &tm);
	if (text == NULL)
		return false;
	if (*text != '\0') {
		if (!is_separator(*text))
			return false;
		text = take_fraction(take_clock(text + 1, &tm), &ms);
		text = take_offset(text, &offset_minutes);
		if (text == NULL || *text != '\0')
			return false;
	}
	*unix_ms = (timegm(&tm) - offset_minutes * 60) * INT64_C(1000) + ms;
	return true;
}

/*
 * Only the shape is checked, the database has checked the rest: this runs for
 * every time of every row of an answer.
 */
bool
time_from_sql(const char *sql, char out[TIME_TEXT_SIZE])
{
	static const char shape[] = "dddd-dd-dd dd:dd:dd";
	char ms[3] = { '0', '0', '0' };
	const char *at;

	if (sql == NULL)
		return false;
	for (int i = 0; shape[i] != '\0'; i++)
		if (shape[i] == 'd' ? !is_digit(sql[i]) : sql[i] != shape[i])
			return false;
	at = sql + sizeof shape - 1;
	if (*at == '.')
		for (int i = 0; is_digit(*++at); i++)
			if (i < 3)
				ms[i] = *at;
	if (strcmp(at, "+00") != 0)
		return false;
	memcpy(out, sql, sizeof shape - 1);
	out[10] = 'T';
	out[19] = '.';
	memcpy(out + 20, ms, 3);
	memcpy(out + 23, "Z", 2);
	return true;
}

#define SECOND_MS INT64_C(1000)
#define MINUTE_MS (60 * SECOND_MS)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)

static const struct {
	int64_t ms;
	const char *name;
} units[] = {
	{ DAY_MS, "d" }, { HOUR_MS, "h" }, { MINUTE_MS, "min" },
	{ SECOND_MS, "s" },
};

#define UNIT_COUNT (sizeof units / sizeof units[0])

const char *
time_ago(struct arena *arena, int64_t unix_ms, int64_t now_ms)
{
	int64_t age = now_ms > unix_ms ? now_ms - unix_ms : unix_ms - now_ms;
	size_t i = 0;

	while (i < UNIT_COUNT - 1 && age < units[i].ms)
		i++;
	age /= units[i].ms;
	if (age == 0)
		return "just now";
	return arena_printf(arena, now_ms > unix_ms ? "%lld %s ago" :
			    "in %lld %s", (long long)age, units[i].name);
}

/* The two largest units; a smaller one that is zero is left out. */
const char *
time_duration(struct arena *arena, int64_t ms)
{
	size_t i = 0;
	int64_t whole, rest;

	if (ms < 0)
		ms = 0;
	if (ms < SECOND_MS)
		return arena_printf(arena, "%d ms", (int)ms);
	if (ms < MINUTE_MS)
		return arena_printf(arena, "%d.%d s", (int)(ms / SECOND_MS),
				    (int)(ms % SECOND_MS / 100));
	while (ms < units[i].ms)
		i++;
	whole = ms / units[i].ms;
	rest = ms % units[i].ms / units[i + 1].ms;
	if (rest == 0)
		return arena_printf(arena, "%lld %s", (long long)whole,
				    units[i].name);
	return arena_printf(arena, "%lld %s %lld %s", (long long)whole,
			    units[i].name, (long long)rest, units[i + 1].name);
}
