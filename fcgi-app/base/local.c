#include "base/local.h"

#include <string.h>

#include "base/arena.h"
#include "base/civil.h"
#include "base/time.h"
#include "base/zone.h"

static const char *const months[] = {
	"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December",
};

static int64_t
whole_seconds(int64_t unix_ms)
{
	return (unix_ms - (unix_ms % 1000 + 1000) % 1000) / 1000;
}

static struct civil
civil_in(const struct zone *zone, int64_t unix_ms)
{
	int64_t unix_s = whole_seconds(unix_ms);

	return civil_of(unix_s + zone_at(zone, unix_s)->offset_s);
}

const char *
local_word(struct arena *arena, const struct zone *zone, int64_t unix_ms)
{
	const char *word = zone_at(zone, whole_seconds(unix_ms))->word;
	bool is_number = *word == '+' || *word == '-';

	return arena_printf(arena, is_number ? "UTC%s" : "%s", word);
}

const char *
local_long(struct arena *arena, const struct zone *zone, int64_t unix_ms)
{
	struct civil civil = civil_in(zone, unix_ms);

	return arena_printf(arena, "%d %s %d, %02d:%02d:%02d %s", civil.day,
			    months[civil.month - 1], civil.year, civil.hour,
			    civil.minute, civil.second,
			    local_word(arena, zone, unix_ms));
}

const char *
local_day(struct arena *arena, const struct zone *zone, int64_t unix_ms)
{
	struct civil civil = civil_in(zone, unix_ms);

	return arena_printf(arena, "%d %.3s", civil.day,
			    months[civil.month - 1]);
}

const char *
local_brief(struct arena *arena, const struct zone *zone, int64_t unix_ms,
	    int64_t now_ms)
{
	const char *day = local_day(arena, zone, unix_ms);
	int year = civil_in(zone, unix_ms).year;

	if (year != civil_in(zone, now_ms).year)
		return arena_printf(arena, "%s %d", day, year);
	return arena_printf(arena, "%s, %s", day,
			    local_minute(arena, zone, unix_ms));
}

const char *
local_minute(struct arena *arena, const struct zone *zone, int64_t unix_ms)
{
	struct civil civil = civil_in(zone, unix_ms);

	return arena_printf(arena, "%02d:%02d", civil.hour, civil.minute);
}

const char *
local_clock(struct arena *arena, const struct zone *zone, int64_t unix_ms)
{
	struct civil civil = civil_in(zone, unix_ms);

	return arena_printf(arena, "%02d:%02d:%02d", civil.hour, civil.minute,
			    civil.second);
}

const char *
local_date(struct arena *arena, const struct zone *zone, int64_t unix_ms)
{
	struct civil civil = civil_in(zone, unix_ms);

	return arena_printf(arena, "%04d-%02d-%02d", civil.year, civil.month,
			    civil.day);
}

bool
local_parse_date(const struct zone *zone, const char *date, int64_t *unix_ms)
{
	int64_t midnight_ms;

	if (strlen(date) != strlen("2026-03-12")
	    || !time_parse(date, &midnight_ms))
		return false;
	*unix_ms = zone_moment(zone, midnight_ms / 1000) * 1000;
	return true;
}
