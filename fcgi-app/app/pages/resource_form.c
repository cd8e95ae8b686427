#include "app/pages/resource_form.h"

#include <assert.h>
#include <string.h>

#include "app/pages/form.h"
#include "base/arena.h"
#include "base/text.h"
#include "db/rows.h"
#include "resource/naming.h"
#include "resource/resource.h"
#include "resource/words.h"

#define TAGS_HELP "Words with commas between them"

static enum form_kind
kind_of(const struct field *field)
{
	if (field->flags & FIELD_SECRET)
		return FORM_SECRET;
	if (field->flags & FIELD_RATING)
		return FORM_CHOICE;
	switch (field->type) {
	case FIELD_LONG_TEXT:
		return FORM_LONG;
	case FIELD_JSON:
	case FIELD_JSON_OBJECT:
	case FIELD_JSON_ARRAY:
		return FORM_CODE;
	case FIELD_INT:
		return FORM_NUMBER;
	case FIELD_CHOICE:
	case FIELD_BOOL:
		return FORM_CHOICE;
	default:
		return FORM_LINE;
	}
}

static size_t
count_words(const struct words *words)
{
	size_t count = 0;

	while (words_at(words, count))
		count++;
	return count;
}

/* Those that can be stored. */
static const struct choice *
choices_of_words(struct arena *arena, const struct words *words)
{
	struct choice *choices = arena_alloc(arena,
			(count_words(words) + 1) * sizeof *choices);
	const struct word *word;
	size_t count = 0;

	for (size_t i = 0; (word = words_at(words, i)); i++)
		if (!word->is_derived)
			choices[count++] = (struct choice){
				word->store,
				word->label ? word->label : word->store,
			};
	return choices;
}

static const struct choice answers[] = {
	{ "true", "Yes" },
	{ "false", "No" },
	{ NULL, NULL }
};

/* The best first. */
static const struct choice *
choices_of_rating(struct arena *arena, const struct field *field)
{
	size_t count = (size_t)(field->max - field->min + 1);
	struct choice *choices = arena_alloc(arena,
					     (count + 1) * sizeof *choices);

	for (size_t i = 0; i < count; i++) {
		const char *value = arena_printf(arena, "%d",
						 (int)field->max - (int)i);
		const char *end = i == 0 ? ", the best"
				  : i == count - 1 ? ", the worst" : "";

		choices[i] = (struct choice){ value,
			arena_printf(arena, "%s%s", value, end) };
	}
	return choices;
}

static const struct choice *
choices_of(struct arena *arena, const struct field *field)
{
	if (field->flags & FIELD_RATING)
		return choices_of_rating(arena, field);
	if (field->type == FIELD_BOOL)
		return answers;
	return field->words ? choices_of_words(arena, field->words) : NULL;
}

static bool
is_short(enum form_kind kind)
{
	return kind != FORM_LONG && kind != FORM_CODE && kind != FORM_SECRET;
}

static struct form_field
field_of(struct arena *arena, const struct field *field)
{
	return (struct form_field){
		.name = field->name,
		.label = naming_label(arena, field),
		.help = field->type == FIELD_TAGS ? TAGS_HELP : field->help,
		.kind = kind_of(field),
		.max = field->type == FIELD_TEXT ? (int)field->max : 0,
		.is_required = field->flags & FIELD_REQUIRED,
		.is_half = !(field->flags & FIELD_REQUIRED)
			&& is_short(kind_of(field)),
		.choices = choices_of(arena, field),
	};
}

struct form_field *
resource_form(struct arena *arena, const struct resource *resource,
	      const char *const *names)
{
	struct form_field *fields;
	size_t count = 0;

	while (names[count])
		count++;
	fields = arena_alloc(arena, (count + 1) * sizeof *fields);
	for (size_t i = 0; i < count; i++) {
		int at = resource_field(resource, names[i]);

		assert(at >= 0);
		fields[i] = field_of(arena, &resource->fields[at]);
	}
	return fields;
}

const char *const *
resource_form_changeable(struct arena *arena, const struct resource *resource,
			 const char *const *names)
{
	const char **changeable = arena_alloc(arena, (RESOURCE_FIELDS_MAX + 1)
						     * sizeof *changeable);
	size_t count = 0;

	for (; *names; names++) {
		int at = resource_field(resource, *names);

		if (!(resource->fields[at].flags & FIELD_IMMUTABLE))
			changeable[count++] = *names;
	}
	changeable[count] = NULL;
	return changeable;
}

static size_t
count_choices(const struct rows *rows, const char *name)
{
	size_t count = 0;

	for (int row = 0; row < rows->count; row++)
		count += text_equal(rows_text(rows, row, 0), name);
	return count;
}

/* Behind what stands there; the value that they do not have is the last. */
static void
add_choices(struct choice *choices, size_t count, const char *name,
	    const struct rows *rows, const char *value)
{
	for (int row = 0; row < rows->count; row++)
		if (text_equal(rows_text(rows, row, 0), name))
			choices[count++] = (struct choice){
				rows_text(rows, row, 1),
				rows_text(rows, row, 2),
			};
	if (value && *value && !choice_is_known(choices, value))
		choices[count] = (struct choice){ value, "As it is" };
}

void
resource_form_choose(struct arena *arena, struct form_field *field,
		     const struct rows *rows, const char *value)
{
	size_t count = count_choices(rows, field->name);
	struct choice *choices;

	if (count == 0)
		return;
	choices = arena_alloc(arena, (count + 2) * sizeof *choices);
	add_choices(choices, 0, field->name, rows, value);
	field->kind = FORM_CHOICE;
	field->choices = choices;
}

void
resource_form_refer(struct arena *arena, struct form_field *field,
		    const struct resource *to, const struct rows *rows,
		    const char *value)
{
	struct choice *choices = arena_alloc(arena,
			(count_choices(rows, field->name) + 3) * sizeof *choices);

	choices[0] = (struct choice){ "", field->is_required ? "Choose one"
		: arena_printf(arena, "No %s", resource_noun(arena, to)) };
	add_choices(choices, 1, field->name, rows, value);
	field->kind = FORM_CHOICE;
	field->choices = choices;
}

/* No tags are written as nothing, not as an empty array. */
static const char *
fallback_of(const struct field *field)
{
	if (!field->fallback || field->type == FIELD_TAGS)
		return "";
	return field->fallback;
}

const char **
resource_form_fallbacks(struct arena *arena, const struct resource *resource,
			const struct form_field *fields)
{
	const char **values;
	size_t count = 0;

	while (fields[count].name)
		count++;
	values = arena_alloc(arena, (count + 1) * sizeof *values);
	for (size_t i = 0; i < count; i++)
		values[i] = fallback_of(&resource->fields[
				resource_field(resource, fields[i].name)]);
	return values;
}
