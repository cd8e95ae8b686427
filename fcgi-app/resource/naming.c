#include "resource/naming.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "resource/resource.h"
#include "resource/sql.h"

static bool
is_shown_text(const struct field *field, enum field_type type)
{
	return field->type == type && sql_is_selected(field, true)
	       && !(field->flags & FIELD_HIDDEN) && !field->group;
}

static int
find_text(const struct resource *resource, enum field_type type)
{
	for (int i = 0; resource->fields[i].name; i++)
		if (is_shown_text(&resource->fields[i], type))
			return i;
	return -1;
}

int
naming_row(const struct resource *resource)
{
	static const char *const usual[] = { "name", "title" };
	int field = resource->called
		    ? resource_field(resource, resource->called) : -1;

	for (size_t i = 0; field < 0 && i < sizeof usual / sizeof *usual; i++)
		field = resource_field(resource, usual[i]);
	if (field < 0)
		field = find_text(resource, FIELD_TEXT);
	return field < 0 ? resource_field(resource, "id") : field;
}

int
naming_about(const struct resource *resource)
{
	int field = find_text(resource, FIELD_LONG_TEXT);

	return field == naming_row(resource) ? -1 : field;
}

int
naming_of_id(const struct resource *resource, int field)
{
	const char *name = resource->fields[field].name;
	char of[FIELD_COLUMN_SIZE];
	size_t len = strlen(name);

	if (!text_ends(name, "Id") || len + strlen("Name") > sizeof of)
		return -1;
	snprintf(of, sizeof of, "%.*sName", (int)(len - strlen("Id")), name);
	return resource_field(resource, of);
}

/* What of its name a field's type says already: isOpen, agentId, beganAt. */
static size_t
trimmed(const struct field *field, const char **name)
{
	static const struct {
		enum field_type type;
		const char *end;
	} ends[] = { { FIELD_ID, "Id" }, { FIELD_TIME, "At" } };
	size_t len = strlen(*name);

	if (field->type == FIELD_BOOL && text_starts(*name, "is")
	    && isupper((unsigned char)(*name)[2])) {
		*name += 2;
		return len - 2;
	}
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (field->type == ends[i].type && text_ends(*name, ends[i].end)
		    && len > strlen(ends[i].end))
			return len - strlen(ends[i].end);
	return len;
}

const char *
naming_label(struct arena *arena, const struct field *field)
{
	const char *name = field->name;
	struct buf label;
	size_t len;

	if (field->label)
		return field->label;
	len = trimmed(field, &name);
	buf_init(&label, arena, len + 8);
	buf_char(&label, (char)toupper((unsigned char)*name));
	for (size_t i = 1; i < len; i++) {
		if (isupper((unsigned char)name[i]))
			buf_char(&label, ' ');
		buf_char(&label, (char)tolower((unsigned char)name[i]));
	}
	return label.bytes;
}

const char *
naming_list(struct arena *arena, const struct resource *resource)
{
	const char *nouns = resource_nouns(arena, resource);

	return arena_printf(arena, "%c%s", toupper((unsigned char)*nouns),
			    nouns + 1);
}

const char *
naming_slug(struct arena *arena, const struct resource *resource)
{
	char *slug = arena_text(arena, resource->label);

	for (char *at = slug; *at; at++)
		*at = *at == ' ' ? '-' : (char)tolower((unsigned char)*at);
	return slug;
}
