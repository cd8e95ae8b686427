#ifndef APP_TIME_ZONES_H
#define APP_TIME_ZONES_H

/*
 * Time zones that settings offer: one for each offset and region in wide use.
 */

#include <stdbool.h>

#include "app/choice.h"

struct arena;

extern const struct choice time_zones[];

bool time_zone_is_known(const char *name);

/* Their names, "Europe/Berlin"; ends with NULL. Arena-owned. */
const char *const *time_zone_names(struct arena *);

#endif
