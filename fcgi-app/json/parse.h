#ifndef JSON_PARSE_H
#define JSON_PARSE_H

/* Parse: JSON text into a tree, by json-c behind the strict scan. */

#include <stddef.h>

struct arena;
struct error;
struct json;

/* NULL and an error as of json_scan if it is not JSON. */
struct json *json_parse(struct arena *, const char *text, size_t len,
			struct error *);

#endif
