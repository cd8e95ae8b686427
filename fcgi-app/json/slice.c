#include "json/slice.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "json/plain.h"
#include "json/writer.h"

/* ---- the text of a string ---- */

static unsigned
hex4(const char *at)
{
	unsigned value = 0;

	for (int i = 0; i < 4; i++) {
		int digit = at[i] <= '9' ? at[i] - '0' :
			(at[i] | 0x20) - 'a' + 10;

		value = value << 4 | (unsigned)digit;
	}
	return value;
}

static char *
put_utf8(char *out, unsigned point)
{
	if (point < 0x80) {
		*out++ = (char)point;
		return out;
	}
	if (point < 0x800) {
		*out++ = (char)(0xc0 | point >> 6);
	} else if (point < 0x10000) {
		*out++ = (char)(0xe0 | point >> 12);
		*out++ = (char)(0x80 | (point >> 6 & 0x3f));
	} else {
		*out++ = (char)(0xf0 | point >> 18);
		*out++ = (char)(0x80 | (point >> 12 & 0x3f));
		*out++ = (char)(0x80 | (point >> 6 & 0x3f));
	}
	*out++ = (char)(0x80 | (point & 0x3f));
	return out;
}

/* At the first digit; the scan has seen that surrogates come in pairs. */
static const char *
take_unicode(const char *at, unsigned *point)
{
	*point = hex4(at);
	if ((*point & 0xfc00) != 0xd800)
		return at + 4;
	*point = 0x10000 + ((*point & 0x3ff) << 10) + (hex4(at + 6) & 0x3ff);
	return at + 10;
}

/* Behind the backslash. */
static const char *
take_escape(const char *at, char **out)
{
	static const char escapes[] = "b\bf\fn\nr\rt\t";
	const char *found;
	unsigned point;

	if (*at == 'u') {
		at = take_unicode(at + 1, &point);
		*out = put_utf8(*out, point);
		return at;
	}
	found = strchr(escapes, *at);
	*(*out)++ = found != NULL ? found[1] : *at;
	return at + 1;
}

/* No escape is shorter than what it stands for. */
static char *
unescape(struct arena *arena, const char *at, const char *end)
{
	char *text = arena_alloc(arena, (size_t)(end - at) + 1);
	char *out = text;

	while (at < end) {
		size_t plain = json_plain_length(at, (size_t)(end - at));

		memcpy(out, at, plain);
		out += plain;
		at += plain;
		if (at < end)
			at = take_escape(at + 1, &out);
	}
	return text;
}

char *
json_slice_text(struct arena *arena, struct json_slice slice)
{
	const char *start = slice.text + 1;
	size_t len = slice.len - 2;

	if (memchr(start, '\\', len) == NULL)
		return arena_copy(arena, start, len);
	return unescape(arena, start, start + len);
}

char *
json_slice_raw(struct arena *arena, struct json_slice slice)
{
	return arena_copy(arena, slice.text, slice.len);
}

/* ---- members ---- */

static const char *
skip_space(const char *at)
{
	while (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r')
		at++;
	return at;
}

/* At the opening quote; behind the closing one afterwards. */
static const char *
skip_string(const char *at, const char *end)
{
	at++;
	for (;;) {
		at += json_plain_length(at, (size_t)(end - at));
		if (*at == '"')
			return at + 1;
		at += 2;
	}
}

static const char *
skip_nested(const char *at, const char *end)
{
	int depth = 0;

	do {
		if (*at == '"') {
			at = skip_string(at, end);
			continue;
		}
		if (*at == '{' || *at == '[')
			depth++;
		else if (*at == '}' || *at == ']')
			depth--;
		at++;
	} while (depth > 0);
	return at;
}

static const char *
skip_bare(const char *at)
{
	return at + strcspn(at, " \n\t\r,]}");
}

static enum json_type
type_at(const char *at)
{
	switch (*at) {
	case '{': return JSON_OBJECT;
	case '[': return JSON_ARRAY;
	case '"': return JSON_STRING;
	case 't': return JSON_TRUE;
	case 'f': return JSON_FALSE;
	case 'n': return JSON_NULL;
	default:  return JSON_NUMBER;
	}
}

static const char *
take_value(const char *at, const char *end, struct json_slice *slice)
{
	slice->type = type_at(at);
	slice->text = at;
	if (slice->type == JSON_STRING)
		at = skip_string(at, end);
	else if (slice->type == JSON_OBJECT || slice->type == JSON_ARRAY)
		at = skip_nested(at, end);
	else
		at = skip_bare(at);
	slice->len = (size_t)(at - slice->text);
	return at;
}

static const char *
take_name(struct arena *arena, const char *at, const char *end,
	  const char **name)
{
	struct json_slice slice;

	at = take_value(at, end, &slice);
	*name = json_slice_text(arena, slice);
	return skip_space(skip_space(at) + 1);	/* the colon */
}

struct list {
	struct json_member *members;
	size_t count, size;
};

static struct json_member *
list_next(struct arena *arena, struct list *list)
{
	struct json_member *members;

	if (list->count == list->size) {
		list->size = list->size == 0 ? 8 : list->size * 2;
		members = arena_alloc(arena, list->size * sizeof *members);
		if (list->count > 0)
			memcpy(members, list->members,
			       list->count * sizeof *members);
		list->members = members;
	}
	return &list->members[list->count++];
}

struct json_member *
json_members(struct arena *arena, struct json_slice slice, size_t *count)
{
	const char *end = slice.text + slice.len;
	const char *at = skip_space(slice.text + 1);
	struct list list = { 0 };

	while (*at != '}' && *at != ']') {
		struct json_member *member = list_next(arena, &list);

		if (slice.type == JSON_OBJECT)
			at = take_name(arena, at, end, &member->name);
		at = skip_space(take_value(at, end, &member->value));
		if (*at == ',')
			at = skip_space(at + 1);
	}
	*count = list.count;
	return list.members;
}

struct json_slice
json_rest(struct arena *arena, const struct json_member *members, size_t count,
	  bool (*is_known)(const char *name))
{
	struct json_slice rest = { .type = JSON_NULL, .text = "null", .len = 4 };
	struct json_writer json;
	struct buf buf;

	buf_init(&buf, arena, 64);
	json_writer_init(&json, &buf);
	json_begin_object(&json);
	for (size_t i = 0; i < count; i++) {
		if (is_known(members[i].name))
			continue;
		json_write_name(&json, members[i].name);
		json_write_raw(&json, members[i].value.text,
			       members[i].value.len);
		rest.type = JSON_OBJECT;
	}
	json_end_object(&json);
	if (rest.type == JSON_OBJECT)
		rest = (struct json_slice){ JSON_OBJECT, buf.bytes, buf.len };
	return rest;
}
