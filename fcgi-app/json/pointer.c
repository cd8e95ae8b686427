#include "json/pointer.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"

/* "~1" is "/", "~0" is "~". */
static const char *
unescape(struct arena *arena, const char *token, size_t len)
{
	char *name = arena_copy(arena, token, len), *out = name;

	for (const char *in = name; *in; in++) {
		bool is_escape = in[0] == '~' && (in[1] == '0' || in[1] == '1');

		*out++ = is_escape ? "~/"[in[1] - '0'] : *in;
		in += is_escape;
	}
	*out = '\0';
	return name;
}

/* By its name in an object, by its index in an array. */
static const struct json_member *
find_member(const struct json_member *members, size_t count,
	    enum json_type type, const char *token)
{
	int64_t index;

	if (type == JSON_ARRAY)
		return text_to_int(token, 0, INT32_MAX, &index)
		       && (size_t)index < count ? &members[index] : NULL;
	for (size_t i = 0; i < count; i++)
		if (strcmp(members[i].name, token) == 0)
			return &members[i];
	return NULL;
}

bool
json_pointer_find(struct arena *arena, struct json_slice whole,
		  const char *pointer, struct json_slice *found)
{
	*found = whole;
	while (*pointer == '/') {
		size_t len = strcspn(pointer + 1, "/"), count;
		const char *token = unescape(arena, pointer + 1, len);
		struct json_member *members;
		const struct json_member *member;

		if (found->type != JSON_OBJECT && found->type != JSON_ARRAY)
			return false;
		members = json_members(arena, *found, &count);
		member = find_member(members, count, found->type, token);
		if (!member)
			return false;
		*found = member->value;
		pointer += len + 1;
	}
	return *pointer == '\0';
}

struct json_position
json_position(const char *text, size_t offset)
{
	struct json_position position = { 1, 1 };

	for (size_t i = 0; i < offset; i++) {
		position.column++;
		if (text[i] != '\n')
			continue;
		position.line++;
		position.column = 1;
	}
	return position;
}
