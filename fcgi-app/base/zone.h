#ifndef BASE_ZONE_H
#define BASE_ZONE_H

/* Zone: the local time of a place, from a TZif file (RFC 9636). Read only. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/zone_rule.h"

struct arena;
struct error;
struct zone;

/*
 * The content of a TZif file, of any version; NULL, and an error, if it is not
 * one. Leap seconds are not looked at: the system's clock has none. name is kept.
 */
const struct zone *zone_parse(struct arena *, const char *name,
			      const char *bytes, size_t len, struct error *);

const struct zone *zone_utc(void);

/* "Europe/Berlin" */
const char *zone_name(const struct zone *);

bool zone_is_utc(const struct zone *);

/* What clocks show at a moment. */
const struct zone_time *zone_at(const struct zone *, int64_t unix_s);

/*
 * When clocks show this (a date and time, in the seconds that it would have in UTC). The first
 * time if they do so twice; if they skip it, as though they had not yet.
 */
int64_t zone_moment(const struct zone *, int64_t local_s);

#endif
