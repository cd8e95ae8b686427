#include "db/rows.h"

#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

const char *
rows_text(const struct rows *rows, int row, int column)
{
	if (PQgetisnull(rows->result, row, column))
		return NULL;
	return PQgetvalue(rows->result, row, column);
}

size_t
rows_length(const struct rows *rows, int row, int column)
{
	return (size_t)PQgetlength(rows->result, row, column);
}

/* Not PQfnumber: that folds and allocates a copy of the name at each call. */
int
rows_column(const struct rows *rows, const char *name)
{
	for (int column = 0; column < rows->columns; column++)
		if (strcmp(PQfname(rows->result, column), name) == 0)
			return column;
	return -1;
}

const char *
rows_named(const struct rows *rows, int row, const char *name)
{
	int column = rows_column(rows, name);

	return column < 0 ? NULL : rows_text(rows, row, column);
}

bool
rows_is_true(const struct rows *rows, int row, const char *name)
{
	const char *text = rows_named(rows, row, name);

	return text && strcmp(text, "t") == 0;
}

int64_t
rows_int(const struct rows *rows, int row, const char *name)
{
	const char *text = rows_named(rows, row, name);

	return text ? strtoll(text, NULL, 10) : 0;
}
