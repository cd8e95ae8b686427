#ifndef JSON_PLAIN_H
#define JSON_PLAIN_H

/* Plain: bytes that stand for themselves in a JSON string. */

#include <stddef.h>

/* How many bytes come before the first quote, backslash or control character. */
size_t json_plain_length(const char *bytes, size_t len);

#endif
