#ifndef COMMAND_ROWS_CHECK_H
#define COMMAND_ROWS_CHECK_H

/* Rows check: is what is in the database what is in the file? */

#include <stdbool.h>

struct admin;
struct copies;
struct rows;

/* The rows of private.count_rows(); the client is the owner. */
bool rows_count(struct admin *, struct rows *out);

/* Every table that differs is a field of the error. */
bool rows_check(struct admin *, const struct rows *counted,
		const struct copies *);

/* "1,234 rows of 56 tables" as arena-owned text. */
const char *rows_told(struct admin *, const struct copies *);

#endif
