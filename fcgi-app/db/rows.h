#ifndef DB_ROWS_H
#define DB_ROWS_H

/* Rows: the result of one statement, as text. Lives as long as its unit. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rows {
	void *result;		/* libpq's, freed with the arena */
	int count;
	int columns;
};

/* The text of a field; NULL is SQL null. */
const char *rows_text(const struct rows *, int row, int column);
size_t rows_length(const struct rows *, int row, int column);

/* Index of a named column; -1 if there is none. */
int rows_column(const struct rows *, const char *name);

/* By name; for single rows, not for loops over lists. NULL if null or absent. */
const char *rows_named(const struct rows *, int row, const char *name);
bool rows_is_true(const struct rows *, int row, const char *name);
int64_t rows_int(const struct rows *, int row, const char *name);	/* 0 if null */

#endif
