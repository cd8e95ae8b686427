#include "resource/value.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "base/time.h"
#include "resource/masked.h"
#include "resource/number.h"
#include "resource/value_list.h"
#include "resource/words.h"

/* A long text may hold line ends and tabs, and turn its direction. */
static bool
is_printable(const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c == 0x7f || (c < 0x20 && !strchr("\t\n\r", c)))
			return false;
	}
	return true;
}

static bool
check_length(const struct value_place *place, const struct field *field,
	     const char *text)
{
	int64_t length = (int64_t)text_length(text);

	if (field->max > 0 && length > field->max)
		return fail_field(place->error, place->pointer, "too_long",
				  "has %lld characters, at most %lld are allowed",
				  (long long)length, (long long)field->max);
	if (length < field->min)
		return fail_field(place->error, place->pointer, "too_short",
				  "needs at least %lld characters",
				  (long long)field->min);
	return true;
}

/* Empty is not there. */
static bool
check_rule(const struct value_place *place, const struct field *field,
	   const char *text)
{
	const char *wrong = field->check && *text
			    ? field->check(field->name, text) : NULL;

	return !wrong || fail_field(place->error, place->pointer, "invalid",
				    "%s", wrong);
}

static bool
take_text(const struct value_place *place, const struct field *field,
	  const char *text, const char **out)
{
	bool is_good = field->type == FIELD_LONG_TEXT ? is_printable(text)
						      : text_is_plain(text);

	if (!is_good)
		return fail_field(place->error, place->pointer, "control_character",
				  "contains a control character");
	if (field->flags & FIELD_REQUIRED && !*text_trim(place->arena, text))
		return fail_field(place->error, place->pointer, "required",
				  "must not be empty");
	*out = text;
	return check_length(place, field, text)
	       && check_rule(place, field, text);
}

static bool
take_choice(const struct value_place *place, const struct field *field,
	    const char *text, const char **out)
{
	const struct word *word = words_find(field->words, text);

	if (!word)
		return fail_field(place->error, place->pointer, "choice",
				  "must be %s",
				  words_list(place->arena, field->words,
					     place->dialect));
	*out = word_stored(word);
	return true;
}

static bool
take_int(const struct value_place *place, const struct field *field,
	 const char *text, const char **out)
{
	bool is_bounded = field->min != 0 || field->max != 0;
	int64_t min = is_bounded ? field->min : INT64_MIN;
	int64_t max = is_bounded && field->max ? field->max : INT64_MAX;
	int64_t number;

	if (!text_to_int(text, min, max, &number))
		return fail_field(place->error, place->pointer, "integer",
				  "must be an integer from %lld to %lld",
				  (long long)min, (long long)max);
	*out = arena_printf(place->arena, "%lld", (long long)number);
	return true;
}

static bool
take_number(const struct value_place *place, const struct field *field,
	    const char *text, const char **out)
{
	double number = strtod(text, NULL);

	if (!number_is_kept(text))
		return fail_field(place->error, place->pointer, "number",
				  "is no number, too large or too precise");
	if (field->max && (number < field->min || number > field->max))
		return fail_field(place->error, place->pointer, "number",
				  "must be a number from %lld to %lld",
				  (long long)field->min, (long long)field->max);
	*out = text;
	return true;
}

static bool
take_time(const struct value_place *place, const char *text, const char **out)
{
	char formatted[TIME_TEXT_SIZE];
	int64_t ms;

	if (!time_parse(text, &ms))
		return fail_field(place->error, place->pointer, "time",
				  "must be a time such as 2026-03-12T14:31:52Z");
	time_format(ms, formatted);
	*out = arena_text(place->arena, formatted);
	return true;
}

static bool
take_id(const struct value_place *place, const char *text, const char **out)
{
	if (!is_uuid(text))
		return fail_field(place->error, place->pointer, "id",
				  "must be an id (UUID)");
	*out = text;
	return true;
}

/* A spelling of true or false in forms and queries. */
static bool
take_bool(const struct value_place *place, const char *text, const char **out)
{
	static const char *const yes[] = { "true", "1", "yes", "on", NULL };
	static const char *const no[] = { "false", "0", "no", "off", NULL };

	for (size_t i = 0; yes[i]; i++) {
		if (text_equal_case(text, yes[i]))
			return (*out = "true");
		if (text_equal_case(text, no[i]))
			return (*out = "false");
	}
	return fail_field(place->error, place->pointer, "boolean",
			  "must be true or false");
}

/* As it was sent, but for the white space around it. */
static bool
take_json(const struct value_place *place, const struct field *field,
	  struct json_slice slice, const char **out)
{
	if (field->type == FIELD_JSON_OBJECT && slice.type != JSON_OBJECT)
		return fail_field(place->error, place->pointer, "type",
				  "must be an object");
	if (field->type == FIELD_JSON_ARRAY && slice.type != JSON_ARRAY)
		return fail_field(place->error, place->pointer, "type",
				  "must be an array");
	if (field->flags & FIELD_MASKED && !masked_check(place, field, slice))
		return false;
	*out = json_slice_raw(place->arena, slice);
	if (number_is_huge_in(*out, slice.len))
		return fail_field(place->error, place->pointer, "number",
				  "contains a number that is too large or too precise");
	return true;
}

static bool
take_json_text(const struct value_place *place, const struct field *field,
	       const char *text, const char **out)
{
	struct error error = { .arena = place->arena };
	struct json_slice slice;

	if (!json_scan(place->arena, text, strlen(text), &slice, &error))
		return fail_field(place->error, place->pointer, "json", "%s",
				  error.message);
	return take_json(place, field, slice, out);
}

static bool
take_any(const struct value_place *place, const struct field *field,
	 const char *text, const char **out)
{
	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_LONG_TEXT:
		return take_text(place, field, text, out);
	case FIELD_INT:
		return take_int(place, field, text, out);
	case FIELD_NUMBER:
		return take_number(place, field, text, out);
	case FIELD_BOOL:
		return take_bool(place, text, out);
	case FIELD_TIME:
		return take_time(place, text, out);
	case FIELD_ID:
		return take_id(place, text, out);
	case FIELD_CHOICE:
		return take_choice(place, field, text, out);
	case FIELD_JSON:
	case FIELD_JSON_OBJECT:
	case FIELD_JSON_ARRAY:
		return take_json_text(place, field, text, out);
	case FIELD_TAGS:
	case FIELD_IDS:
		return value_list_from_text(place, field, text, out);
	}
	return true;
}

/* A text that is null where nothing is said has no empty one from a form. */
static bool
may_be_empty(const struct field *field)
{
	bool is_text = field->type == FIELD_TEXT
		       || field->type == FIELD_LONG_TEXT;

	return field_is_list(field)
	       || (is_text && (field->fallback
			       || field->flags & FIELD_REQUIRED));
}

bool
value_from_text(const struct value_place *place, const struct field *field,
		const char *text, const char **out)
{
	*out = NULL;
	if (!*text && !may_be_empty(field))
		return true;
	return take_any(place, field, text, out);
}

/* The type of JSON that a field takes, but for null; in words. */
static const char *
expected(const struct field *field, enum json_type given)
{
	bool is_bool = given == JSON_TRUE || given == JSON_FALSE;

	if (field_is_json(field))
		return NULL;
	switch (field->type) {
	case FIELD_INT:
	case FIELD_NUMBER:
		return given == JSON_NUMBER ? NULL : "a number";
	case FIELD_BOOL:
		return is_bool ? NULL : "true or false";
	case FIELD_TAGS:
	case FIELD_IDS:
		return given == JSON_ARRAY ? NULL : "an array of texts";
	default:
		return given == JSON_STRING ? NULL : "a text";
	}
}

bool
value_from_json(const struct value_place *place, const struct field *field,
		struct json_slice slice, const char **out)
{
	const char *wanted = expected(field, slice.type);

	*out = NULL;
	if (slice.type == JSON_NULL)
		return true;
	if (wanted)
		return fail_field(place->error, place->pointer, "type",
				  "must be %s", wanted);
	if (field_is_list(field))
		return value_list_from_json(place, field, slice, out);
	if (field_is_json(field))
		return take_json(place, field, slice, out);
	return take_any(place, field,
			slice.type == JSON_STRING
				? json_slice_text(place->arena, slice)
				: json_slice_raw(place->arena, slice),
			out);
}
