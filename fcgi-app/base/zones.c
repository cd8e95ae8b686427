#include "base/zones.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/log.h"
#include "base/zone.h"

#define FILE_SIZE_MAX (16 * 1024)	/* the largest has 4 KiB */

struct zones {
	const struct zone **list;
	size_t count;
};

/* A file that is missing is read as an empty one, which is no zone. */
static const struct zone *
read_zone(struct arena *arena, const char *dir, const char *name)
{
	struct error err = { .arena = arena };
	char bytes[FILE_SIZE_MAX];
	FILE *file = fopen(arena_printf(arena, "%s/%s", dir, name), "rbe");
	size_t len = 0;

	if (file) {
		len = fread(bytes, 1, sizeof bytes, file);
		fclose(file);
	}
	return zone_parse(arena, name, bytes, len, &err);
}

static size_t
count_names(const char *const *names)
{
	size_t count = 0;

	while (names[count])
		count++;
	return count;
}

const struct zones *
zones_open(struct arena *arena, const char *dir, const char *const *names)
{
	struct zones *zones = arena_alloc(arena, sizeof *zones);
	size_t wanted = count_names(names);

	zones->list = arena_alloc(arena, (wanted + 1) * sizeof *zones->list);
	for (size_t i = 0; i < wanted; i++) {
		const struct zone *zone = read_zone(arena, dir, names[i]);

		if (zone)
			zones->list[zones->count++] = zone;
	}
	if (zones->count < wanted)
		log_message(LOG_WARN, "%zu of %zu time zones are not in %s:"
			    " install tzdata", wanted - zones->count, wanted,
			    dir);
	return zones;
}

const struct zone *
zones_find(const struct zones *zones, const char *name)
{
	for (size_t i = 0; zones && i < zones->count; i++)
		if (strcmp(zone_name(zones->list[i]), name) == 0)
			return zones->list[i];
	return zone_utc();
}
