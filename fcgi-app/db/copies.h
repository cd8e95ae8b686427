#ifndef DB_COPIES_H
#define DB_COPIES_H

/*
 * Copies: the rows that a script of pg_restore brings, counted while the script
 * passes by in pieces.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum { COPIES_LINE_MAX = 512 };

struct copied_table {
	const char *name;	/* "public.agents" */
	int64_t rows;
};

struct copies {
	struct arena *arena;
	struct copied_table *tables;	/* in the order of the script */
	size_t count, room;
	int64_t rows;			/* of all tables */
	const char *kept_table;		/* whose lines are kept, cut; or NULL */
	const char **kept;
	size_t kept_count, kept_room;
	bool is_copying;
	char line[COPIES_LINE_MAX];	/* the begin of the line that is read */
	size_t len;			/* of it; may be more than fits */
};

void copies_init(struct copies *, struct arena *, const char *kept_table);

/* The next piece of the script. */
void copies_read(struct copies *, const char *bytes, size_t len);

/* How many rows a table gets; -1 if the script does not copy into it. */
int64_t copies_of(const struct copies *, const char *table);

#endif
