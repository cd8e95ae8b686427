#include "resource/value_list.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"
#include "base/uuid.h"
#include "resource/value.h"

const char *
value_array(struct arena *arena, const char *const *texts, size_t count)
{
	struct buf buf;

	buf_init(&buf, arena, 64);
	buf_char(&buf, '{');
	for (size_t i = 0; i < count; i++) {
		buf_text(&buf, i > 0 ? ",\"" : "\"");
		for (const char *at = texts[i]; *at; at++) {
			if (*at == '"' || *at == '\\')
				buf_char(&buf, '\\');
			buf_char(&buf, *at);
		}
		buf_char(&buf, '"');
	}
	buf_char(&buf, '}');
	return buf.bytes;
}

static bool
check_tag(const struct value_place *place, size_t i, const char *tag)
{
	const char *pointer = arena_printf(place->arena, "%s/%zu",
					   place->pointer, i);

	if (!*text_trim(place->arena, tag) || !text_is_plain(tag))
		return fail_field(place->error, pointer, "tag",
				  "must be a word");
	if (text_length(tag) > TAG_LENGTH_MAX)
		return fail_field(place->error, pointer, "too_long",
				  "at most %d characters are allowed",
				  TAG_LENGTH_MAX);
	return true;
}

static bool
check_id(const struct value_place *place, size_t i, const char *id)
{
	return is_uuid(id)
	       || fail_field(place->error,
			     arena_printf(place->arena, "%s/%zu",
					  place->pointer, i),
			     "id", "must be an id (UUID)");
}

size_t
value_list_max(const struct field *field)
{
	if (field->max > 0)
		return (size_t)field->max;
	return field->type == FIELD_IDS ? IDS_MAX : TAGS_MAX;
}

static bool
take_list(const struct value_place *place, const struct field *field,
	  const char *const *items, size_t count, const char **out)
{
	size_t most = value_list_max(field);
	bool is_good = true;

	if (count > most)
		return fail_field(place->error, place->pointer, "too_many",
				  "at most %zu are allowed", most);
	for (size_t i = 0; i < count; i++)
		is_good &= field->type == FIELD_IDS
				   ? check_id(place, i, items[i])
				   : check_tag(place, i, items[i]);
	*out = value_array(place->arena, items, count);
	return is_good;
}

bool
value_list_from_json(const struct value_place *place, const struct field *field,
	       struct json_slice slice, const char **out)
{
	size_t count;
	struct json_member *items = json_members(place->arena, slice, &count);
	const char **tags = arena_alloc(place->arena,
					(count + 1) * sizeof *tags);

	for (size_t i = 0; i < count; i++) {
		if (items[i].value.type != JSON_STRING)
			return fail_field(place->error, place->pointer, "type",
					  "must be an array of texts");
		tags[i] = json_slice_text(place->arena, items[i].value);
	}
	return take_list(place, field, tags, count, out);
}

bool
value_list_from_text(const struct value_place *place, const struct field *field,
	       const char *text, const char **out)
{
	char **tags = text_split(place->arena, text, ',');
	size_t count = 0;

	while (tags[count])
		count++;
	return take_list(place, field, (const char *const *)tags, count, out);
}
