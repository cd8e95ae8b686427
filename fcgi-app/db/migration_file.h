#ifndef DB_MIGRATION_FILE_H
#define DB_MIGRATION_FILE_H

/* Migration file: NNNN_noun.up.sql and NNNN_noun.down.sql of sql/migrations. */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;

enum { MIGRATION_NUMBER_MAX = 9999 };

struct migration_file {
	int number;
	const char *name;
	const char *up, *down;	/* paths; down may be NULL */
	const char *checksum;	/* SHA-256 of the up file, hex */
};

struct migration_files {
	struct migration_file *list;	/* by number */
	size_t count;
};

/* A lower-case word: letters, digits, underscores. */
bool migration_name_is_valid(const char *name);

/*
 * False and an error for a name of another shape, a number that occurs twice,
 * an up file that is missing or cannot be read.
 */
bool migration_files_read(struct arena *, const char *sql_dir,
			  struct migration_files *, struct error *);

/* NULL if there is none of that number. */
const struct migration_file *
migration_file_find(const struct migration_files *, int number);

/* Write a new pair with a line of comment; path of the up file. */
const char *migration_file_create(struct arena *, const char *sql_dir,
				  const char *name, struct error *);

#endif
