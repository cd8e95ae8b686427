#include "app/time_zones.h"

#include <stddef.h>

#include "base/arena.h"

const struct choice time_zones[] = {
	{ "UTC", "UTC" },
	{ "Pacific/Honolulu", "Honolulu" },
	{ "America/Anchorage", "Anchorage" },
	{ "America/Los_Angeles", "Los Angeles" },
	{ "America/Denver", "Denver" },
	{ "America/Phoenix", "Phoenix" },
	{ "America/Chicago", "Chicago" },
	{ "America/Mexico_City", "Mexico City" },
	{ "America/New_York", "New York" },
	{ "America/Toronto", "Toronto" },
	{ "America/Bogota", "Bogotá" },
	{ "America/Halifax", "Halifax" },
	{ "America/Santiago", "Santiago" },
	{ "America/St_Johns", "St. John’s" },
	{ "America/Sao_Paulo", "São Paulo" },
	{ "America/Argentina/Buenos_Aires", "Buenos Aires" },
	{ "Atlantic/Azores", "Azores" },
	{ "Atlantic/Reykjavik", "Reykjavík" },
	{ "Europe/London", "London" },
	{ "Europe/Dublin", "Dublin" },
	{ "Europe/Lisbon", "Lisbon" },
	{ "Africa/Casablanca", "Casablanca" },
	{ "Africa/Lagos", "Lagos" },
	{ "Europe/Amsterdam", "Amsterdam" },
	{ "Europe/Berlin", "Berlin" },
	{ "Europe/Madrid", "Madrid" },
	{ "Europe/Paris", "Paris" },
	{ "Europe/Prague", "Prague" },
	{ "Europe/Rome", "Rome" },
	{ "Europe/Stockholm", "Stockholm" },
	{ "Europe/Vienna", "Vienna" },
	{ "Europe/Warsaw", "Warsaw" },
	{ "Europe/Zurich", "Zurich" },
	{ "Africa/Cairo", "Cairo" },
	{ "Africa/Johannesburg", "Johannesburg" },
	{ "Europe/Athens", "Athens" },
	{ "Europe/Bucharest", "Bucharest" },
	{ "Europe/Helsinki", "Helsinki" },
	{ "Europe/Kyiv", "Kyiv" },
	{ "Asia/Jerusalem", "Jerusalem" },
	{ "Africa/Nairobi", "Nairobi" },
	{ "Asia/Riyadh", "Riyadh" },
	{ "Europe/Istanbul", "Istanbul" },
	{ "Europe/Moscow", "Moscow" },
	{ "Asia/Tehran", "Tehran" },
	{ "Asia/Dubai", "Dubai" },
	{ "Asia/Kabul", "Kabul" },
	{ "Asia/Karachi", "Karachi" },
	{ "Asia/Kolkata", "Kolkata" },
	{ "Asia/Kathmandu", "Kathmandu" },
	{ "Asia/Dhaka", "Dhaka" },
	{ "Asia/Yangon", "Yangon" },
	{ "Asia/Bangkok", "Bangkok" },
	{ "Asia/Jakarta", "Jakarta" },
	{ "Asia/Ho_Chi_Minh", "Ho Chi Minh City" },
	{ "Asia/Hong_Kong", "Hong Kong" },
	{ "Asia/Manila", "Manila" },
	{ "Asia/Shanghai", "Shanghai" },
	{ "Asia/Singapore", "Singapore" },
	{ "Asia/Taipei", "Taipei" },
	{ "Australia/Perth", "Perth" },
	{ "Asia/Seoul", "Seoul" },
	{ "Asia/Tokyo", "Tokyo" },
	{ "Australia/Adelaide", "Adelaide" },
	{ "Australia/Brisbane", "Brisbane" },
	{ "Australia/Sydney", "Sydney" },
	{ "Pacific/Auckland", "Auckland" },
	{ NULL, NULL }
};

bool
time_zone_is_known(const char *name)
{
	return choice_is_known(time_zones, name);
}

const char *const *
time_zone_names(struct arena *arena)
{
	const size_t count = sizeof time_zones / sizeof *time_zones;
	const char **names = arena_alloc(arena, count * sizeof *names);

	for (size_t i = 0; i < count; i++)
		names[i] = time_zones[i].value;
	return names;
}
