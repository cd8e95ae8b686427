#ifndef DB_DEFINITIONS_H
#define DB_DEFINITIONS_H

/*
 * Definitions: functions and views, which are not migrated but put in again as
 * a whole, so that each has one file that says what it is now.
 */

#include <stdbool.h>

struct arena;
struct client;
struct error;

/*
 * All files of sql/functions/{app,auth,api,private} and sql/views, each folder
 * by name, in one transaction; false, and nothing is changed.
 */
bool definitions_put(struct arena *, struct client *, const char *sql_dir,
		     struct error *);

#endif
