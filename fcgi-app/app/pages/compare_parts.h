#ifndef APP_PAGES_COMPARE_PARTS_H
#define APP_PAGES_COMPARE_PARTS_H

/* Compare parts: what both sides of a comparison hold, line by line. */

#include <stdint.h>

struct arena;
struct json;
struct payload_columns;
struct rows;

/*
 * Add {title, member, note, is_same, lines, is_cut} to parts, see
 * partials/compare-parts; nothing where both are NULL.
 */
void compare_text(struct arena *, struct json *parts, const char *title,
		  const char *a, const char *b);

/* The same for the values of the last row of each side, which may have none. */
void compare_row(struct arena *, struct json *parts,
		 const struct payload_columns *, const struct rows *a,
		 const struct rows *b);

/* "+1.2 s (+11 %)": how much longer b took; NULL where both took the same. */
const char *compare_ms(struct arena *, int64_t a, int64_t b);

#endif
