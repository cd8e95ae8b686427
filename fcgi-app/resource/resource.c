#include "resource/resource.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"

int
resource_field(const struct resource *resource, const char *name)
{
	for (int i = 0; resource->fields[i].name; i++)
		if (strcmp(resource->fields[i].name, name) == 0)
			return i;
	return -1;
}

int
resource_ordering(const struct resource *resource, int field)
{
	const char *other = resource->fields[field].ordered_by;

	return other ? resource_field(resource, other) : field;
}

int
resource_field_count(const struct resource *resource)
{
	int count = 0;

	while (resource->fields[count].name)
		count++;
	assert(count <= RESOURCE_FIELDS_MAX);
	return count;
}

const char *
resource_view(const struct resource *resource)
{
	return resource->view ? resource->view : resource->table;
}

const char *
resource_noun(struct arena *arena, const struct resource *resource)
{
	char *label = arena_text(arena, resource->label);

	if (label[1] >= 'a')
		label[0] |= 0x20;
	return label;
}

/* By its sound: "an MCP server", "a usage record". */
static const char *
article(const char *noun)
{
	bool is_spelled = noun[1] >= 'A' && noun[1] <= 'Z';

	if (text_starts(noun, "us"))
		return "a";
	return strchr(is_spelled ? "AEFHILMNORSX" : "aeiou", *noun) ? "an" : "a";
}

const char *
resource_one(struct arena *arena, const struct resource *resource)
{
	const char *noun = resource_noun(arena, resource);

	return arena_printf(arena, "%s %s", article(noun), noun);
}

const char *
resource_nouns(struct arena *arena, const struct resource *resource)
{
	const char *noun = resource_noun(arena, resource);
	size_t len = strlen(noun);
	bool has_ies = noun[len - 1] == 'y' && !strchr("aeiou", noun[len - 2]);

	return has_ies ? arena_printf(arena, "%.*sies", (int)len - 1, noun)
		       : arena_printf(arena, "%ss", noun);
}

const char *
resource_parameter(const struct resource *resource, const char *name)
{
	const struct alias *alias = resource->query_aliases;

	for (; alias && alias->from; alias++)
		if (strcmp(alias->from, name) == 0)
			return alias->to;
	return name;
}

bool
field_is_writable(const struct field *field)
{
	return !(field->flags & FIELD_READ_ONLY);
}

bool
field_orders_ranges(const struct field *field)
{
	return field->flags & FIELD_RANGE && field->flags & FIELD_SORT
	       && !(field->flags & FIELD_OF_ID);
}

bool
field_is_list(const struct field *field)
{
	return field->type == FIELD_TAGS || field->type == FIELD_IDS;
}

bool
field_is_json(const struct field *field)
{
	return field->type == FIELD_JSON || field->type == FIELD_JSON_OBJECT
		|| field->type == FIELD_JSON_ARRAY;
}

/* createdAt -> created_at */
static const char *
to_snake(const char *name, char *out)
{
	size_t len = 0;

	for (; *name; name++) {
		bool is_upper = *name >= 'A' && *name <= 'Z';

		assert(len < FIELD_COLUMN_SIZE - 2);
		if (is_upper)
			out[len++] = '_';
		out[len++] = is_upper ? (char)(*name - 'A' + 'a') : *name;
	}
	out[len] = '\0';
	return out;
}

const char *
field_column(const struct field *field, char *out)
{
	return field->column ? field->column : to_snake(field->name, out);
}

const char *
field_shown(const struct field *field, char *out)
{
	return field->shown ? field->shown : to_snake(field->name, out);
}

const char *
field_sql_type(const struct field *field)
{
	if (field->flags & FIELD_SECRET)
		return "bytea";
	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_LONG_TEXT:
	case FIELD_CHOICE:
		return "text";
	case FIELD_INT:
		return "bigint";
	case FIELD_NUMBER:
		return "numeric";
	case FIELD_BOOL:
		return "boolean";
	case FIELD_TIME:
		return "timestamptz";
	case FIELD_ID:
		return "uuid";
	case FIELD_JSON:
	case FIELD_JSON_OBJECT:
	case FIELD_JSON_ARRAY:
		return "jsonb";
	case FIELD_TAGS:
		return "text[]";
	case FIELD_IDS:
		return "uuid[]";
	}
	return "text";
}
