#include "json/parse.h"

#include <string.h>

/* Its types have names of ours; types are not linked, so others will do. */
#define json_type json_c_type
#define json_object json_c_object
#define json_bool json_c_bool
#include <json-c/json.h>
#undef json_type
#undef json_object
#undef json_bool

#include "base/arena.h"
#include "base/error.h"
#include "json/json.h"
#include "json/scan.h"

/*
 * json-c decodes what the scan has let in. It keeps the spelling of fractions
 * but holds integers in 64 bits: -0 loses its sign, and larger ones become the
 * largest, without an error. Documents that may have such a number are built
 * from their slices instead.
 */

/* Every integer of so many digits fits 64 bits. */
#define DIGITS_MAX 18

/* ---- from json-c ---- */

static struct json *convert(struct arena *, struct json_c_object *);

static struct json *
convert_object(struct arena *arena, struct json_c_object *from)
{
	struct json *object = json_object(arena);
	struct json_object_iterator at = json_object_iter_begin(from);
	struct json_object_iterator end = json_object_iter_end(from);

	for (; !json_object_iter_equal(&at, &end); json_object_iter_next(&at))
		json_append(object,
			    arena_text(arena, json_object_iter_peek_name(&at)),
			    convert(arena, json_object_iter_peek_value(&at)));
	return object;
}

static struct json *
convert_array(struct arena *arena, struct json_c_object *from)
{
	struct json *array = json_array(arena);

	for (size_t i = 0; i < json_object_array_length(from); i++)
		json_add(array, convert(arena,
					json_object_array_get_idx(from, i)));
	return array;
}

static struct json *
convert(struct arena *arena, struct json_c_object *from)
{
	switch (json_object_get_type(from)) {
	case json_type_null:
		return json_null(arena);
	case json_type_boolean:
		return json_bool(arena, json_object_get_boolean(from));
	case json_type_string:
		return json_text(arena, json_object_get_string(from));
	case json_type_object:
		return convert_object(arena, from);
	case json_type_array:
		return convert_array(arena, from);
	case json_type_int:
	case json_type_double:
		break;
	}
	return json_number(arena, json_object_get_string(from));
}

/* ---- from slices ---- */

static struct json *build(struct arena *, struct json_slice);

static struct json *
build_nested(struct arena *arena, struct json_slice slice)
{
	size_t count;
	struct json_member *members = json_members(arena, slice, &count);
	struct json *json;

	if (slice.type == JSON_ARRAY) {
		json = json_array(arena);
		for (size_t i = 0; i < count; i++)
			json_add(json, build(arena, members[i].value));
		return json;
	}
	json = json_object(arena);
	for (size_t i = 0; i < count; i++)
		json_append(json, members[i].name,
			    build(arena, members[i].value));
	return json;
}

static struct json *
build(struct arena *arena, struct json_slice slice)
{
	switch (slice.type) {
	case JSON_NULL:
		return json_null(arena);
	case JSON_FALSE:
	case JSON_TRUE:
		return json_bool(arena, slice.type == JSON_TRUE);
	case JSON_NUMBER:
		return json_number(arena, json_slice_raw(arena, slice));
	case JSON_STRING:
		return json_text(arena, json_slice_text(arena, slice));
	case JSON_ARRAY:
	case JSON_OBJECT:
		break;
	}
	return build_nested(arena, slice);
}

/* ---- both ---- */

static void
free_tokener(void *tokener)
{
	json_tokener_free(tokener);
}

static void
put_object(void *object)
{
	json_object_put(object);
}

/* The NUL behind the text tells json-c where a number on its own ends. */
static struct json *
parse_with_json_c(struct arena *arena, struct json_slice slice)
{
	struct json_tokener *tokener = json_tokener_new_ex(JSON_DEPTH_MAX + 2);
	const char *text = json_slice_raw(arena, slice);
	struct json_c_object *object;

	if (tokener == NULL)
		return NULL;
	arena_on_reset(arena, free_tokener, tokener);
	object = json_tokener_parse_ex(tokener, text, (int)slice.len + 1);
	arena_on_reset(arena, put_object, object);
	if (json_tokener_get_error(tokener) != json_tokener_success)
		return NULL;
	return convert(arena, object);
}

/* Digits in strings count too: a longer way around, the same tree. */
static bool
json_c_keeps_numbers(struct json_slice slice)
{
	size_t digits = 0;

	for (size_t i = 0; i < slice.len; i++) {
		bool is_digit = slice.text[i] >= '0' && slice.text[i] <= '9';

		digits = is_digit ? digits + 1 : 0;
		if (digits > DIGITS_MAX)
			return false;
	}
	return memmem(slice.text, slice.len, "-0", 2) == NULL;
}

struct json *
json_parse(struct arena *arena, const char *text, size_t len, struct error *err)
{
	struct json_slice slice;
	struct json *json = NULL;

	if (!json_scan(arena, text, len, &slice, err))
		return NULL;
	if (json_c_keeps_numbers(slice))
		json = parse_with_json_c(arena, slice);
	return json != NULL ? json : build(arena, slice);
}
