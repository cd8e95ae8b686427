#include "resource/masked.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/seal.h"
#include "base/text.h"
#include "json/writer.h"
#include "resource/resource.h"
#include "resource/value.h"

static const char *
find_wrong(struct arena *arena, const struct field *field,
	   const struct json_member *member)
{
	const char *text;

	if (member->value.type == JSON_NULL)
		return NULL;
	if (member->value.type != JSON_STRING)
		return "must be a text";
	text = json_slice_text(arena, member->value);
	if (text_starts(text, MASK))
		return field->check(member->name, "");
	return field->check(member->name, text);
}

bool
masked_check(const struct value_place *place, const struct field *field,
	     struct json_slice object)
{
	struct arena *arena = place->arena;
	bool is_good = true;
	size_t count;
	const struct json_member *members = json_members(arena, object, &count);

	if (count > MASKED_MAX)
		return fail_field(place->error, place->pointer, "count",
				  "has more than %d members", MASKED_MAX);
	for (size_t i = 0; i < count; i++) {
		const char *wrong = find_wrong(arena, field, &members[i]);

		if (wrong)
			is_good = fail_field(place->error,
				arena_printf(arena, "%s/%s", place->pointer,
					     members[i].name),
				"invalid", "%s", wrong);
	}
	return is_good;
}

struct seal_place
masked_place(struct arena *arena, const struct seal_place *object,
	     const char *name)
{
	return (struct seal_place){
		object->table, object->column,
		arena_printf(arena, "%s/%s", object->row, name) };
}

static const char *
lower(struct arena *arena, const char *name)
{
	char *text = arena_text(arena, name);

	for (char *at = text; *at; at++)
		*at = (char)tolower((unsigned char)*at);
	return text;
}

static void
seal_member(struct arena *arena, const struct data_key *key,
	    const struct seal_place *object, const struct json_member *member,
	    struct json_writer *json)
{
	const char *name = lower(arena, member->name), *text;
	struct seal_place place = masked_place(arena, object, name);

	json_write_name(json, name);
	if (member->value.type == JSON_NULL) {
		json_write_null(json);
		return;
	}
	text = json_slice_text(arena, member->value);
	if (text_starts(text, MASK)) {
		json_write_bool(json, true);
		return;
	}
	assert(key);
	json_write_text(json, seal_value(arena, key, &place, text));
}

const char *
masked_seal(struct arena *arena, const struct data_key *key,
	    const struct seal_place *object, const char *text)
{
	struct json_slice slice = { JSON_OBJECT, text, strlen(text) };
	struct json_writer json;
	struct buf buf;
	size_t count;
	const struct json_member *members = json_members(arena, slice, &count);

	buf_init(&buf, arena, 256);
	json_writer_init(&json, &buf);
	json_begin_object(&json);
	for (size_t i = 0; i < count; i++)
		seal_member(arena, key, object, &members[i], &json);
	json_end_object(&json);
	return buf.bytes;
}
