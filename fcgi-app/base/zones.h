#ifndef BASE_ZONES_H
#define BASE_ZONES_H

/* Zones: those that users choose from, read once. */

struct arena;
struct zone;
struct zones;

/* Where Debian and most other systems keep them. */
#define ZONES_DIR "/usr/share/zoneinfo"

/*
 * The zones of these names (ends with NULL) below a folder; what cannot be read
 * is left out, and one line of the log says so.
 */
const struct zones *zones_open(struct arena *, const char *dir,
			       const char *const *names);

/* UTC for a name that is not among them; NULL has none. */
const struct zone *zones_find(const struct zones *, const char *name);

#endif
