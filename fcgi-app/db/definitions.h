#ifndef DB_DEFINITIONS_H
#define DB_DEFINITIONS_H

/*
 * Definitions: functions and views, which are not migrated but put in again where
 * they changed, so that each has one file that says what it is now. What is the same
 * is left alone: to put in a view waits for all that read it, and they for that. The
 * table schema_definitions keeps what was put in.
 */

#include <stdbool.h>

struct arena;
struct client;
struct error;

/*
 * The files of sql/functions/{app,auth,api,private} and sql/views, each folder by
 * name, that are not in as they stand, in one transaction; false, and nothing is
 * changed. A file whose name begins with "_" is run each time: it prepares.
 */
bool definitions_put(struct arena *, struct client *, const char *sql_dir,
		     struct error *);

/* All are to be put in again: a migration may have dropped some. */
bool definitions_forget(struct client *, struct error *);

#endif
