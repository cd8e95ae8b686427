#ifndef DB_LEDGER_H
#define DB_LEDGER_H

/* Ledger: the table schema_migrations: what the database knows of them. */

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct client;
struct error;
struct migration_file;
struct rows;

/* One runner at a time; waits for another. */
bool ledger_lock(struct client *, struct error *);
bool ledger_unlock(struct client *, struct error *);

/* Make the table if it is absent. */
bool ledger_make(struct client *, struct error *);

/* Let the servers read it, as far as their roles exist. */
bool ledger_grant(struct client *, struct error *);

/* number, name, checksum, applied_at by number; no rows without the table. */
bool ledger_read(struct client *, struct rows *, struct error *);

bool ledger_add(struct arena *, struct client *, const struct migration_file *,
		int64_t duration_ms, struct error *);
bool ledger_remove(struct arena *, struct client *,
		   const struct migration_file *, struct error *);

#endif
