#ifndef DB_DUMP_H
#define DB_DUMP_H

/* Dump: pg_dump of the whole database, by the admin login. */

#include <stdbool.h>

struct error;

/*
 * Write a custom-format dump to a new file, readable by its owner alone.
 * snapshot: of pg_export_snapshot, or NULL for what is there now.
 */
bool dump_database(const char *conninfo, const char *path, const char *snapshot,
		   struct error *);

#endif
