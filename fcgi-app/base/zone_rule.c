#include "base/zone_rule.h"

#include <string.h>

#include "base/civil.h"

#define HOUR_S 3600
#define WORD_MIN 3
#define OFFSET_HOURS_MAX 24
#define CHANGE_HOURS_MAX 167		/* a week less an hour */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* "<+0530>" may hold more than letters. */
static bool
is_of_word(char c, bool is_quoted)
{
	return is_letter(c)
		|| (is_quoted && (is_digit(c) || c == '+' || c == '-'));
}

/* All take what they are for; NULL (also for NULL) if it is not there. */

static const char *
take_word(const char *text, char word[ZONE_WORD_SIZE])
{
	bool is_quoted = text && *text == '<';
	size_t len = 0;

	if (!text)
		return NULL;
	text += is_quoted;
	while (is_of_word(text[len], is_quoted))
		len++;
	if (len < WORD_MIN || len >= ZONE_WORD_SIZE
	    || (is_quoted && text[len] != '>'))
		return NULL;
	memcpy(word, text, len);
	word[len] = '\0';
	return text + len + is_quoted;
}

static const char *
take_number(const char *text, int least, int most, int *number)
{
	int digits = 0;

	if (!text)
		return NULL;
	for (*number = 0; is_digit(text[digits]) && digits < 4; digits++)
		*number = *number * 10 + text[digits] - '0';
	if (digits == 0 || is_digit(text[digits]) || *number < least
	    || *number > most)
		return NULL;
	return text + digits;
}

/* ":30" of a time; without it there are none. */
static const char *
take_part(const char *text, int unit, int32_t *seconds)
{
	int number = 0;

	if (!text || *text != ':')
		return text;
	text = take_number(text + 1, 0, 59, &number);
	*seconds += number * unit;
	return text;
}

static const char *
take_time(const char *text, int hours_max, int32_t *seconds)
{
	int hours = 0, sign = 1;

	if (!text)
		return NULL;
	if (*text == '-' || *text == '+')
		sign = *text++ == '-' ? -1 : 1;
	text = take_number(text, 0, hours_max, &hours);
	*seconds = hours * HOUR_S;
	if (text && *text == ':') {
		text = take_part(text, 60, seconds);
		text = take_part(text, 1, seconds);
	}
	*seconds *= sign;
	return text;
}

static const char *
take_char(const char *text, char c)
{
	return text && *text == c ? text + 1 : NULL;
}

static const char *
take_day(const char *text, struct zone_change *change)
{
	if (text && *text == 'J') {
		change->kind = CHANGE_JULIAN;
		return take_number(text + 1, 1, 365, &change->day);
	}
	if (text && *text == 'M') {
		change->kind = CHANGE_WEEKDAY;
		text = take_number(text + 1, 1, 12, &change->month);
		text = take_number(take_char(text, '.'), 1, 5, &change->week);
		return take_number(take_char(text, '.'), 0, 6, &change->day);
	}
	change->kind = CHANGE_DAY;
	return take_number(text, 0, 365, &change->day);
}

static const char *
take_change(const char *text, struct zone_change *change)
{
	text = take_day(take_char(text, ','), change);
	change->at_s = 2 * HOUR_S;
	if (text && *text == '/')
		text = take_time(text + 1, CHANGE_HOURS_MAX, &change->at_s);
	return text;
}

/* POSIX counts westwards. */
static const char *
take_offset(const char *text, int32_t *offset_s)
{
	text = take_time(text, OFFSET_HOURS_MAX, offset_s);
	*offset_s = -*offset_s;
	return text;
}

static const char *
take_summer(const char *text, struct zone_rule *rule)
{
	rule->has_summer = true;
	text = take_word(text, rule->summer.word);
	rule->summer.offset_s = rule->standard.offset_s + HOUR_S;
	if (text && *text != ',')
		text = take_offset(text, &rule->summer.offset_s);
	text = take_change(text, &rule->begin);
	return take_change(text, &rule->end);
}

bool
zone_rule_parse(const char *text, struct zone_rule *rule)
{
	*rule = (struct zone_rule){ .has_summer = false };
	text = take_word(text, rule->standard.word);
	text = take_offset(text, &rule->standard.offset_s);
	if (text && *text)
		text = take_summer(text, rule);
	return text && !*text;
}

/* Days since 1970 of the n-th weekday of a month; the fifth may be the fourth. */
static int64_t
nth_weekday(int year, const struct zone_change *change)
{
	int64_t first = civil_days(year, change->month, 1);
	int64_t next = change->month < 12 ? civil_days(year, change->month + 1, 1)
					  : civil_days(year + 1, 1, 1);
	int ahead = (change->day - civil_weekday(first) + 7) % 7;
	int64_t day = first + ahead + (int64_t)(change->week - 1) * 7;

	return day < next ? day : day - 7;
}

/* J60 is the first of March in every year. */
static int64_t
change_day(int year, const struct zone_change *change)
{
	int64_t first = civil_days(year, 1, 1);

	if (change->kind == CHANGE_WEEKDAY)
		return nth_weekday(year, change);
	if (change->kind == CHANGE_DAY)
		return first + change->day;
	return first + change->day - 1
		+ (change->day >= 60 && civil_is_leap(year));
}

/* offset_s is what clocks show before it. */
static int64_t
change_at(int year, const struct zone_change *change, int32_t offset_s)
{
	return change_day(year, change) * CIVIL_DAY_S + change->at_s - offset_s;
}

const struct zone_time *
zone_rule_at(const struct zone_rule *rule, int64_t unix_s)
{
	int year = civil_of(unix_s + rule->standard.offset_s).year;
	int64_t begin, end;
	bool is_summer;

	if (!rule->has_summer)
		return &rule->standard;
	begin = change_at(year, &rule->begin, rule->standard.offset_s);
	end = change_at(year, &rule->end, rule->summer.offset_s);
	/* south of the equator summer ends before it begins */
	is_summer = begin < end ? unix_s >= begin && unix_s < end
				: unix_s >= begin || unix_s < end;
	return is_summer ? &rule->summer : &rule->standard;
}
