#ifndef DB_DUMP_H
#define DB_DUMP_H

/* Dump: pg_dump of the whole database, by the admin login. */

#include <stdbool.h>

struct error;

/* Write a custom-format dump to a new file, readable by its owner alone. */
bool dump_database(const char *conninfo, const char *path, struct error *);

#endif
