#ifndef DB_SQL_FILE_H
#define DB_SQL_FILE_H

/* SQL file: the files of a folder of sql/ and what is in them. */

struct arena;
struct error;

/*
 * Names of the files in a folder, sorted by bytes, NULL-terminated; none if
 * there is no such folder. Hidden files are left out; a name without ".sql" is
 * an error (NULL).
 */
char **sql_file_names(struct arena *, const char *folder, struct error *);

/* The whole text; NULL and an error if it cannot be read. */
char *sql_file_read(struct arena *, const char *path, struct error *);

/* SHA-256 of a text, hex. */
const char *sql_file_checksum(struct arena *, const char *text);

#endif
