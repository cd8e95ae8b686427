#ifndef COMMAND_MASTER_KEYS_H
#define COMMAND_MASTER_KEYS_H

/* Master keys: those of the file against those that the database wants. */

#include <stdbool.h>

struct client;
struct error;
struct keyring;

/*
 * True if the file has every master key that a data key needs, and each is the
 * one that the database knows; true also where the database knows none. Else
 * ERROR_INVALID, which names the key that is wanted.
 */
bool master_keys_check(struct client *, const char *path, struct error *);

/* The same of keys that have been read. */
bool master_keys_fit(struct client *, const struct keyring *, const char *path,
		     struct error *);

#endif
