/*
 * Zone: whatever is taken for a TZif file answers for any moment, with an offset
 * that RFC 9636 allows, and for any local time. The name of a rule is tried, too.
 */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/zone.h"

#define OFFSET_MAX_S (26 * 3600)

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const int64_t moments[] = {
	INT64_MIN / 4, -62135596800, -1, 0, 951782400, 1774746000, 4102444800,
	253402300799, INT64_MAX / 4,
};

static void
check_time(const struct zone_time *time)
{
	if (time->offset_s < -OFFSET_MAX_S || time->offset_s > OFFSET_MAX_S
	    || !memchr(time->word, '\0', ZONE_WORD_SIZE))
		abort();
}

static void
check_zone(const struct zone *zone)
{
	for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
		check_time(zone_at(zone, moments[i]));
		zone_moment(zone, moments[i]);
	}
}

static void
check_rule(struct arena *arena, const char *bytes, size_t len)
{
	struct zone_rule rule;

	if (!zone_rule_parse(arena_copy(arena, bytes, len), &rule))
		return;
	for (size_t i = 0; i < sizeof moments / sizeof *moments; i++)
		check_time(zone_rule_at(&rule, moments[i]));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(256);
	struct error err = { .arena = arena };
	/* Exactly as large, so that reading on is found. */
	char *text = malloc(len + (len == 0));
	const struct zone *zone;

	if (len > 0)
		memcpy(text, bytes, len);
	zone = zone_parse(arena, "Fuzz", text, len, &err);
	if (zone)
		check_zone(zone);
	check_rule(arena, text, len);
	arena_free(arena);
	free(text);
	return 0;
}
