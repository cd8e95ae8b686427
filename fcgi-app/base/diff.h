#ifndef BASE_DIFF_H
#define BASE_DIFF_H

/* Diff: which lines of two texts differ. */

#include <stddef.h>

struct arena;

enum diff_kind { DIFF_SAME, DIFF_REMOVED, DIFF_ADDED };

struct diff_line {
	enum diff_kind kind;
	const char *text;	/* into one of the two texts */
	size_t len;		/* without its end */
};

struct diff {
	struct diff_line *lines;
	size_t count;
	size_t changes;		/* of them removed or added */
};

/*
 * The fewest removed and added lines that make one text the other; where more
 * than a thousand would be, all between the first and the last difference are.
 * Arena-owned.
 */
struct diff diff_lines(struct arena *, const char *before, const char *after);

#endif
