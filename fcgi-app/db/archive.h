#ifndef DB_ARCHIVE_H
#define DB_ARCHIVE_H

/* Archive: a file of dump_database, looked into and put back. */

#include <stdbool.h>

struct arena;
struct client;
struct copies;
struct error;

/*
 * Count what is in it, whole; out->kept are the lines of the table
 * schema_migrations (number, name, checksum, …, by tabs).
 */
bool archive_read(struct arena *, const char *path, struct copies *out,
		  struct error *);

/* The same of the table schema_migrations alone, which is quick. */
bool archive_read_ledger(struct arena *, const char *path, struct copies *out,
			 struct error *);

/*
 * Put all of it into a database that has none of Muster's schemas but an empty
 * public, in one transaction: it fails as a whole.
 */
bool archive_put(const char *path, const char *conninfo, struct error *);

/*
 * Muster's schemas out of its way, under other names; back again, in place of
 * what was put; or dropped. Each as a whole or not at all.
 */
bool archive_set_aside(struct client *, struct error *);
bool archive_bring_back(struct client *, struct error *);
bool archive_forget(struct client *, struct error *);

#endif
