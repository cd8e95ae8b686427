#ifndef BASE_TEXT_H
#define BASE_TEXT_H

/* Text: checks and conversions of strings that know no protocol. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* Well-formed UTF-8 (RFC 3629), no NUL. */
bool text_is_utf8(const char *bytes, size_t len);

/* Count of code points of well-formed UTF-8. */
size_t text_length(const char *text);

/* One line, fit for a name: no control characters (C0, DEL), and none that turn the
 * direction of what is written behind (U+202A to U+202E, U+2066 to U+2069). */
bool text_is_plain(const char *text);

bool text_equal(const char *a, const char *b);		/* NULL equals NULL only */
bool text_equal_case(const char *a, const char *b);	/* ASCII case folded */
bool text_starts(const char *text, const char *prefix);
bool text_ends(const char *text, const char *suffix);

/* Decimal integer that fills the whole text and lies within [min, max]. */
bool text_to_int(const char *text, int64_t min, int64_t max, int64_t *out);

/* The value of a hexadecimal digit in either case; -1 of anything else. */
int text_hex_digit(char);

/* Without white space (Unicode: ASCII only) at both ends; arena-owned. */
char *text_trim(struct arena *, const char *text);

/* Parts between separators, trimmed, empty ones left out; NULL-terminated. */
char **text_split(struct arena *, const char *text, char separator);

/* 36 characters of RFC 9562 in either case. */
bool is_uuid(const char *text);

#endif
