#include "json/json.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"

/* An item of an array has no name. */
struct member {
	const char *name;
	size_t name_len;
	struct json *value;
};

struct json {
	enum json_type type;
	struct arena *arena;
	const char *text;		/* of strings and numbers */
	struct member *members;		/* of objects and arrays */
	size_t count, size;
};

static struct json *
json_new(struct arena *arena, enum json_type type)
{
	struct json *json = arena_alloc(arena, sizeof *json);

	json->type = type;
	json->arena = arena;
	return json;
}

struct json *
json_object(struct arena *arena)
{
	return json_new(arena, JSON_OBJECT);
}

struct json *
json_array(struct arena *arena)
{
	return json_new(arena, JSON_ARRAY);
}

static struct json *
json_static(struct arena *arena, const char *text)
{
	struct json *json;

	if (text == NULL)
		return json_null(arena);
	json = json_new(arena, JSON_STRING);
	json->text = text;
	return json;
}

struct json *
json_text(struct arena *arena, const char *text)
{
	return json_static(arena, arena_text(arena, text));
}

struct json *
json_number(struct arena *arena, const char *text)
{
	struct json *json = json_new(arena, JSON_NUMBER);

	json->text = arena_text(arena, text);
	return json;
}

struct json *
json_int(struct arena *arena, int64_t number)
{
	struct json *json = json_new(arena, JSON_NUMBER);

	json->text = arena_printf(arena, "%lld", (long long)number);
	return json;
}

struct json *
json_bool(struct arena *arena, bool value)
{
	return json_new(arena, value ? JSON_TRUE : JSON_FALSE);
}

struct json *
json_null(struct arena *arena)
{
	return json_new(arena, JSON_NULL);
}

static struct member *
member_find(const struct json *object, const char *name, size_t len)
{
	for (size_t i = 0; i < object->count; i++) {
		struct member *member = &object->members[i];

		if (member->name_len == len &&
		    memcmp(member->name, name, len) == 0)
			return member;
	}
	return NULL;
}

static struct member *
member_new(struct json *json)
{
	struct member *members;

	if (json->count == json->size) {
		json->size = json->size == 0 ? 8 : json->size * 2;
		members = arena_alloc(json->arena, json->size * sizeof *members);
		if (json->count > 0)
			memcpy(members, json->members,
			       json->count * sizeof *members);
		json->members = members;
	}
	return &json->members[json->count++];
}

void
json_append(struct json *object, const char *name, struct json *value)
{
	assert(object->type == JSON_OBJECT);
	*member_new(object) = (struct member){ name, strlen(name), value };
}

void
json_set(struct json *object, const char *name, struct json *value)
{
	struct member *member = member_find(object, name, strlen(name));

	if (member != NULL)
		member->value = value;
	else
		json_append(object, name, value);
}

void
json_set_text(struct json *object, const char *name, const char *text)
{
	json_set(object, name, json_text(object->arena, text));
}

void
json_set_static(struct json *object, const char *name, const char *text)
{
	json_set(object, name, json_static(object->arena, text));
}

void
json_set_int(struct json *object, const char *name, int64_t number)
{
	json_set(object, name, json_int(object->arena, number));
}

void
json_set_bool(struct json *object, const char *name, bool value)
{
	json_set(object, name, json_bool(object->arena, value));
}

struct json *
json_set_object(struct json *object, const char *name)
{
	struct json *value = json_object(object->arena);

	json_set(object, name, value);
	return value;
}

struct json *
json_set_array(struct json *object, const char *name)
{
	struct json *value = json_array(object->arena);

	json_set(object, name, value);
	return value;
}

void
json_add(struct json *array, struct json *value)
{
	assert(array->type == JSON_ARRAY);
	*member_new(array) = (struct member){ .value = value };
}

struct json *
json_add_object(struct json *array)
{
	struct json *value = json_object(array->arena);

	json_add(array, value);
	return value;
}

enum json_type
json_type_of(const struct json *json)
{
	return json->type;
}

size_t
json_count(const struct json *json)
{
	return json->count;
}

const struct json *
json_find_part(const struct json *object, const char *name, size_t len)
{
	struct member *member;

	if (object->type != JSON_OBJECT)
		return NULL;
	member = member_find(object, name, len);
	return member == NULL ? NULL : member->value;
}

const struct json *
json_find(const struct json *object, const char *name)
{
	return json_find_part(object, name, strlen(name));
}

const struct json *
json_at(const struct json *array, size_t index)
{
	assert(index < array->count);
	return array->members[index].value;
}

const char *
json_name_at(const struct json *object, size_t index)
{
	assert(index < object->count);
	return object->members[index].name;
}

const struct json *
json_value_at(const struct json *object, size_t index)
{
	return json_at(object, index);
}

const char *
json_string(const struct json *json)
{
	return json->text != NULL ? json->text : "";
}

bool
json_is_true(const struct json *json)
{
	return json->type == JSON_TRUE;
}
