#ifndef COMMAND_REWRAP_H
#define COMMAND_REWRAP_H

/* Rewrap: all data keys under the newest master key. */

#include <stdbool.h>

struct admin;
struct keyring;

/*
 * In transactions of some data keys each, so that it may be ended at any point and
 * begun again. When no data key needs an old master key, the database forgets it
 * and the file at path keeps it as retired.
 */
bool rewrap(struct admin *, struct keyring *, const char *path);

#endif
