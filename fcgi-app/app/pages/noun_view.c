#include "app/pages/noun_view.h"

#include <ctype.h>
#include <string.h>

#include "app/pages/blueprint_view.h"
#include "app/pages/noun.h"
#include "app/pages/usage_view.h"
#include "app/pages/view.h"
#include "base/arena.h"
#include "base/text.h"
#include "db/rows.h"
#include "http/request.h"
#include "json/json.h"
#include "resource/naming.h"
#include "resource/resource.h"
#include "resource/words.h"

#define SHORT_ID 8

const char *
noun_text(const struct noun_row *row, int field)
{
	char shown[FIELD_COLUMN_SIZE];

	if (field < 0)
		return NULL;
	return rows_named(row->rows, row->row,
			  field_shown(&row->resource->fields[field], shown));
}

static const char *
text_of(const struct noun_row *row, const char *name)
{
	return noun_text(row, resource_field(row->resource, name));
}

/* Ids of one minute begin alike. */
static const char *
short_id(const char *id)
{
	size_t len = strlen(id);

	return len > SHORT_ID ? id + len - SHORT_ID : id;
}

const char *
noun_called(const struct noun_row *row)
{
	int field = naming_row(row->resource);
	const char *called = noun_text(row, field);
	bool is_id = row->resource->fields[field].type == FIELD_ID;

	if (called && *called && !is_id)
		return called;
	return arena_printf(row->req->arena, "%s %s", row->resource->label,
			    short_id(text_of(row, "id")));
}

const char *
noun_maker(const struct noun_row *row)
{
	const char *name = text_of(row, "createdByName");

	return name && *name ? name : text_of(row, "createdByEmail");
}

bool
noun_is_own(const struct noun_row *row)
{
	return !row->resource->own
	       || text_equal(text_of(row, row->resource->own), "t");
}

int
noun_status(const struct resource *resource)
{
	static const char *const usual[] = { "state", "status" };
	int field = -1;

	for (size_t i = 0; field < 0 && i < sizeof usual / sizeof *usual; i++)
		field = resource_field(resource, usual[i]);
	if (field >= 0 && resource->fields[field].words)
		return field;
	return resource->switched ? resource_field(resource, resource->switched)
				  : -1;
}

bool
noun_is_beside(const struct resource *resource, int field)
{
	const char *name = resource->fields[field].name;

	if (strcmp(name, "currency") == 0)
		return true;
	for (int i = 0; resource->fields[i].name; i++)
		if (resource->fields[i].refers
		    && naming_of_id(resource, i) == field)
			return true;
	return false;
}

bool
noun_is_figure(const struct field *field)
{
	return (field->type == FIELD_INT || field->type == FIELD_NUMBER)
	       && !(field->flags & FIELD_RATING);
}

/* --- values --- */

/* A boolean's words are those of "true" and "false". */
static const char *
word_of(const struct field *field, const char *text)
{
	const struct word *word;

	if (field->type == FIELD_BOOL)
		text = text_equal(text, "t") ? "true" : "false";
	word = field->words ? words_find(field->words, text) : NULL;
	if (word && word->label)
		return word->label;
	if (field->type == FIELD_BOOL)
		return text_equal(text, "true") ? "Yes" : "No";
	return text;
}

/* "Active", "Not active": where the description has no words for it. */
static const char *
status_word(struct arena *arena, const struct field *field, const char *text)
{
	const char *label;

	if (field->type != FIELD_BOOL || field->words)
		return word_of(field, text);
	label = naming_label(arena, field);
	return text_equal(text, "t") ? label
	       : arena_printf(arena, "Not %c%s",
			      tolower((unsigned char)*label), label + 1);
}

void
noun_show_status(const struct noun_row *row, int field, struct json *data)
{
	const struct field *of = &row->resource->fields[field];
	const char *text = noun_text(row, field);
	const char *state = text;

	if (of->type == FIELD_BOOL)
		state = text_equal(text, "t") ? "active" : "inactive";
	json_set_static(data, "state", state);
	json_set_static(data, "state_word",
			text ? status_word(row->req->arena, of, text) : NULL);
}

static void
show_price(const struct noun_row *row, int64_t micros, struct json *value)
{
	const char *currency = text_of(row, "currency");

	json_set_static(value, "text", micros == 0 ? "0"
			: usage_price(row->req->arena, micros,
				      currency ? currency : "USD"));
}

static void
show_number(const struct noun_row *row, const struct field *field,
	    const char *text, struct json *value)
{
	struct arena *arena = row->req->arena;
	int64_t whole;

	if (field->flags & FIELD_RATING)
		blueprint_show_stars(arena, value, text);
	else if (!text_to_int(text, INT64_MIN, INT64_MAX, &whole))
		json_set_static(value, "text", text);
	else if (text_ends(field->name, "Micros"))
		show_price(row, whole, value);
	else
		json_set_static(value, "text", view_count(arena, whole));
}

static void
show_reference(const struct noun_row *row, int field, const char *id,
	       struct json *value)
{
	const struct resource *to = row->resource->fields[field].refers;
	const char *name = noun_text(row, naming_of_id(row->resource, field));
	const char *path = to ? noun_path(row->req, to) : NULL;

	json_set_static(value, "text", name && *name ? name : short_id(id));
	json_set_bool(value, "is_mono", !name || !*name);
	if (path)
		json_set_static(value, "href",
				noun_row_path(row->req, to, id));
}

/* Each leads to what has it too, where the list can be asked for that. */
static void
show_tags(const struct noun_row *row, const struct field *field,
	  const char *text, struct json *value)
{
	const char *path = noun_path(row->req, row->resource);

	view_tags(row->req->arena, value, text, path);
	json_set_bool(value, "has_lists", field->flags & FIELD_FILTER
					  && strcmp(field->name, "tags") == 0);
	json_set_bool(value, "is_none",
		      !json_is_true(json_find(value, "has_tags")));
}

static void
show_text(const struct noun_row *row, int i, const char *text,
	  struct json *value)
{
	const struct field *field = &row->resource->fields[i];

	switch (field->type) {
	case FIELD_TIME:
		view_time(row->clock, value, "time", text);
		break;
	case FIELD_ID:
		show_reference(row, i, text, value);
		break;
	case FIELD_TAGS:
	case FIELD_IDS:
		show_tags(row, field, text, value);
		break;
	case FIELD_INT:
	case FIELD_NUMBER:
		show_number(row, field, text, value);
		break;
	case FIELD_BOOL:
	case FIELD_CHOICE:
		json_set_static(value, "text",
				word_of(field, text));
		break;
	default:
		json_set_static(value, "text", text);
	}
}

void
noun_show_value(const struct noun_row *row, int field, struct json *value)
{
	static const char *const kinds[] = {
		"time", "status", "stars", "rating", "tags", "href", "text",
	};
	const char *text = noun_text(row, field);

	if (strcmp(row->resource->fields[field].name, "createdByName") == 0)
		text = noun_maker(row);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		json_set_static(value, kinds[i], NULL);
	json_set_bool(value, "has_tags", false);
	json_set_bool(value, "is_mono", false);
	json_set_bool(value, "is_none", !text || !*text);
	if (!text || !*text)
		return;
	if (field == noun_status(row->resource))
		noun_show_status(row, field, json_set_object(value, "status"));
	else
		show_text(row, field, text, value);
}

const char *
noun_word(const struct json *value)
{
	static const struct {
		const char *kind, *word;
	} words[] = { { "time", "word" }, { "status", "state_word" } };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const struct json *of = json_find(value, words[i].kind);

		if (json_type_of(of) == JSON_OBJECT)
			return json_string(json_find(of, words[i].word));
	}
	for (size_t i = 0; i < 2; i++) {
		const char *text = json_string(json_find(value, i ? "rating"
								  : "text"));

		if (*text)
			return text;
	}
	return NULL;
}
