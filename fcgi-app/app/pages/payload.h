#ifndef APP_PAGES_PAYLOAD_H
#define APP_PAGES_PAYLOAD_H

/*
 * Payload: a JSON value for people, in lines of which the member names stand
 * out.
 */

#include <stddef.h>
#include <stdint.h>

struct arena;
struct json;
struct rows;

#define PAYLOAD_PARTS 4

/* Values of a row: each a column, and its length in the next. */
struct payload_columns {
	const char *titles[PAYLOAD_PARTS];
	int first;		/* column */
};

/* Characters that pages show; also in their SQL. */
#define PAYLOAD_MAX 65536

/*
 * Add {title, note, lines, is_cut, api} to parts, see partials/payload-parts.
 * text is the beginning of a value of length characters; NULL: there is none,
 * and nothing is added. api: where the whole of it is, or NULL.
 */
void payload_add(struct arena *, struct json *parts, const char *title,
		 const char *text, const char *length, const char *api);

/* The same for the values of a row; nothing where there is no such row. */
void payload_add_row(struct arena *, struct json *parts,
		     const struct payload_columns *, const struct rows *,
		     int row, const char *api);

/* How many characters a value has; those of text, where length is NULL. */
int64_t payload_length(const char *text, const char *length);

/* The text of a value as it is shown: in lines, unless it is cut. */
const char *payload_text(struct arena *, const char *text, const char *length);

#endif
