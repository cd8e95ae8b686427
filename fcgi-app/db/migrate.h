#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H

/*
 * Migrate: numbered files of sql/migrations, linear, checksummed (SHA-256), under
 * an advisory lock; functions and views are put in again after each run. Steps
 * already applied are skipped, so every run can be repeated.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct client;
struct error;

struct migration {
	int number;		/* 7 of 0007_execution.up.sql */
	const char *name;	/* "execution" */
	const char *checksum;	/* of the up file, hex */
	const char *applied_at;	/* RFC 3339, or NULL: pending */
	bool is_changed;	/* applied with another checksum */
	bool is_missing;	/* applied, but no file of that number */
};

struct migrations {
	struct migration *list;
	size_t count;
	size_t pending;
	bool is_production;	/* the database says so in settings */
};

/* Files compared with the table schema_migrations (made if absent). */
bool migrate_status(struct arena *, struct client *, const char *sql_dir,
		    struct migrations *, struct error *);

/* Apply what is pending, each in its transaction, then functions and views. */
bool migrate_up(struct arena *, struct client *, const char *sql_dir,
		struct error *);

/* Undo the newest `steps` migrations. */
bool migrate_down(struct arena *, struct client *, const char *sql_dir, int steps,
		  struct error *);

/* Write a pair of empty files with the next number; path of the up file. */
const char *migrate_create(struct arena *, const char *sql_dir, const char *name,
			   struct error *);

/* No pending, changed or missing migration: what a server asks before it starts.
 * Reads as the serving role; the hint says which command helps. */
bool migrate_verify(struct arena *, struct client *, const char *sql_dir,
		    struct error *);

#endif
