#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "app/time_zones.h"
#include "base/arena_state.h"
#include "base/zone.h"
#include "base/zones.h"

#define HOURS_BETWEEN 37	/* looks at all hours of the day */

static const struct zones *
opened(struct arena *arena)
{
	return zones_open(arena, ZONES_DIR, time_zone_names(arena));
}

/* The system's reader of these files is another maker's. */
static void
check_like_system(const struct zone *zone, int64_t unix_s)
{
	time_t moment = (time_t)unix_s;
	const struct zone_time *time = zone_at(zone, unix_s);
	struct tm tm;

	localtime_r(&moment, &tm);
	if (time->offset_s != tm.tm_gmtoff || strcmp(time->word, tm.tm_zone) != 0)
		fail_msg("%s at %lld is %d %s, not %ld %s", zone_name(zone),
			 (long long)unix_s, time->offset_s, time->word,
			 tm.tm_gmtoff, tm.tm_zone);
}

/* From 1970 on; before, the system leaves out what it does not need. */
static void
check_zone(const struct zone *zone, const char *name)
{
	assert_string_equal(zone_name(zone), name);
	setenv("TZ", name, 1);
	tzset();
	for (int64_t hour = 0; hour < INT64_C(24) * 365 * 110;
	     hour += HOURS_BETWEEN)
		check_like_system(zone, hour * 3600);
}

static void
every_zone_on_offer_is_as_the_system_says(void **state)
{
	const char *const *names = time_zone_names(*state);
	const struct zones *zones = opened(*state);

	for (; *names; names++)
		check_zone(zones_find(zones, *names), *names);
}

static void
an_unknown_zone_is_utc(void **state)
{
	const struct zones *zones = opened(*state);

	assert_ptr_equal(zones_find(zones, "Nowhere/Land"), zone_utc());
	assert_ptr_equal(zones_find(zones, ""), zone_utc());
	assert_ptr_equal(zones_find(NULL, "Europe/Berlin"), zone_utc());
}

static void
a_file_that_is_missing_or_broken_is_left_out(void **state)
{
	static const char *const names[] = {
		"Nowhere/Land", "zone.tab", "Europe", NULL
	};
	const struct zones *zones = zones_open(*state, ZONES_DIR, names);

	for (size_t i = 0; names[i]; i++)
		assert_ptr_equal(zones_find(zones, names[i]), zone_utc());
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(every_zone_on_offer_is_as_the_system_says),
		arena_test(an_unknown_zone_is_utc),
		arena_test(a_file_that_is_missing_or_broken_is_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
