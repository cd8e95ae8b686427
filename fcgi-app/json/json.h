#ifndef JSON_JSON_H
#define JSON_JSON_H

/* A tree of JSON values in an arena: what templates render. Numbers are text. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "json/scan.h"

struct arena;
struct json;

struct json *json_object(struct arena *);
struct json *json_array(struct arena *);
struct json *json_text(struct arena *, const char *text);	/* copied; NULL: null */
struct json *json_number(struct arena *, const char *text);	/* copied */
struct json *json_int(struct arena *, int64_t);
struct json *json_bool(struct arena *, bool);
struct json *json_null(struct arena *);

/* Members keep their order; a name set twice is replaced. Names are not copied. */
void json_set(struct json *object, const char *name, struct json *value);
void json_set_text(struct json *object, const char *name, const char *text);
/* Like json_set_text, but text must outlive the tree. */
void json_set_static(struct json *object, const char *name, const char *text);
void json_set_int(struct json *object, const char *name, int64_t);
void json_set_bool(struct json *object, const char *name, bool);
struct json *json_set_object(struct json *object, const char *name);	/* the new one */
struct json *json_set_array(struct json *object, const char *name);
/* Like json_set for a name that the object surely does not have: no search. */
void json_append(struct json *object, const char *name, struct json *value);
void json_add(struct json *array, struct json *value);
struct json *json_add_object(struct json *array);			/* the new one */

enum json_type json_type_of(const struct json *);
size_t json_count(const struct json *);			/* items or members */
const struct json *json_find(const struct json *object, const char *name); /* or NULL */
/* The same for a name that is len bytes of a text. */
const struct json *json_find_part(const struct json *object, const char *name,
				  size_t len);
const struct json *json_at(const struct json *array, size_t index);
const char *json_name_at(const struct json *object, size_t index);
const struct json *json_value_at(const struct json *object, size_t index);

/* Text of a string or the spelling of a number; "" for all else. */
const char *json_string(const struct json *);
bool json_is_true(const struct json *);	/* the value true only */

#endif
