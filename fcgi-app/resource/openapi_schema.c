/* Schemas (JSON Schema 2020-12) of fields and parameters; see openapi_internal.h. */
#include "resource/openapi_internal.h"

#include <string.h>

#include "resource/masked.h"
#include "resource/value.h"
#include "resource/value_list.h"
#include "resource/words.h"

/* What text_is_plain and a long text refuse, as members of a class. */
#define NOT_PLAIN "\\u0000-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069"
#define NOT_PRINTABLE "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f"

static const char plain[] = "^[^" NOT_PLAIN "]*$";
static const char plain_word[] =
	"^[^" NOT_PLAIN "]*[^ " NOT_PLAIN "][^" NOT_PLAIN "]*$";
const char schema_long_text[] = "^[^" NOT_PRINTABLE "]*$";
static const char printable_word[] =
	"^[^" NOT_PRINTABLE "]*[^\\s" NOT_PRINTABLE "][^" NOT_PRINTABLE "]*$";

static const char *const type_names[] = {
	[FIELD_TEXT] = "string", [FIELD_LONG_TEXT] = "string",
	[FIELD_INT] = "integer", [FIELD_NUMBER] = "number",
	[FIELD_BOOL] = "boolean", [FIELD_TIME] = "string",
	[FIELD_ID] = "string", [FIELD_CHOICE] = "string",
	[FIELD_JSON] = NULL, [FIELD_JSON_OBJECT] = "object",
	[FIELD_JSON_ARRAY] = "array", [FIELD_TAGS] = "array",
	[FIELD_IDS] = "array",
};

void
schema_type(struct draft *d, const char *type, bool is_nullable, bool or_text)
{
	json_write_name(&d->json, "type");
	if (!is_nullable && !or_text) {
		json_write_text(&d->json, type);
		return;
	}
	json_begin_array(&d->json);
	json_write_text(&d->json, type);
	if (or_text)
		json_write_text(&d->json, "string");
	if (is_nullable)
		json_write_text(&d->json, "null");
	json_end_array(&d->json);
}

/* ---- words ---- */

/* Spellings that were written, so that none comes twice. */
struct spellings {
	struct draft *draft;
	const char *list[128];
	size_t count;
};

static void
add_spelling(struct spellings *s, const char *spelling)
{
	for (size_t i = 0; i < s->count; i++)
		if (strcmp(s->list[i], spelling) == 0)
			return;
	if (s->count == sizeof s->list / sizeof *s->list)
		return;
	s->list[s->count++] = spelling;
	json_write_text(&s->draft->json, spelling);
}

static void
add_accepted(struct spellings *s, const struct word *word)
{
	add_spelling(s, word->store);
	if (word->dashboard)
		add_spelling(s, word->dashboard);
	if (word->builder)
		add_spelling(s, word->builder);
	for (size_t i = 0; word->accepted[i]; i++)
		add_spelling(s, word->accepted[i]);
}

/* What the dashboard's dialect speaks instead, where another field says so. */
static bool
is_spoken(const struct draft *d, const struct field *field,
	  const struct word *word)
{
	if (!word->is_derived)
		return true;
	return field->derived_by && word->dashboard
		&& d->dialect == DIALECT_DASHBOARD;
}

/* Answers have one spelling of each; what is sent may have any. */
static void
write_words(struct draft *d, const struct field *field, enum schema_use use,
	    bool is_nullable)
{
	struct spellings s = { .draft = d };
	const struct words *words = field->words;
	const struct word *word;

	json_write_name(&d->json, "enum");
	json_begin_array(&d->json);
	for (size_t i = 0; (word = words_at(words, i)); i++)
		if (use != USE_ANSWER || is_spoken(d, field, word))
			add_spelling(&s, words_speak(words, word->store,
						     d->dialect));
	for (size_t i = 0; use != USE_ANSWER && (word = words_at(words, i)); i++)
		add_accepted(&s, word);
	if (is_nullable)
		json_write_null(&d->json);
	json_end_array(&d->json);
}

/* ---- fields ---- */

void
schema_bounds(struct draft *d, const char *min_name, int64_t min,
	      const char *max_name, int64_t max)
{
	if (min > 0)
		json_member_int(&d->json, min_name, min);
	if (max > 0)
		json_member_int(&d->json, max_name, max);
}

static void
write_text_bounds(struct draft *d, const struct field *field,
		  enum schema_use use)
{
	bool is_long = field->type == FIELD_LONG_TEXT;
	bool is_given = field->flags & FIELD_REQUIRED;
	int64_t min = is_given && use == USE_BODY && !field->min ? 1 : field->min;

	if (field->format && use == USE_BODY)
		json_member_text(&d->json, "format", field->format);
	schema_bounds(d, "minLength", use == USE_ANSWER ? 0 : min, "maxLength",
		      field->max);
	if (use != USE_BODY)
		return;
	if (is_given)
		json_member_text(&d->json, "pattern",
				 is_long ? printable_word : plain_word);
	else
		json_member_text(&d->json, "pattern",
				 is_long ? schema_long_text : plain);
}

static void
write_tags(struct draft *d, const struct field *field, enum schema_use use)
{
	json_write_name(&d->json, "items");
	json_begin_object(&d->json);
	json_member_text(&d->json, "type", "string");
	if (use == USE_BODY) {
		schema_bounds(d, "minLength", 1, "maxLength", TAG_LENGTH_MAX);
		json_member_text(&d->json, "pattern", plain_word);
	}
	json_end_object(&d->json);
	if (use == USE_BODY)
		json_member_int(&d->json, "maxItems",
				(int64_t)value_list_max(field));
}

static void
write_ids(struct draft *d, enum schema_use use)
{
	json_write_name(&d->json, "items");
	json_begin_object(&d->json);
	json_member_text(&d->json, "type", "string");
	json_member_text(&d->json, "format", "uuid");
	json_end_object(&d->json);
	if (use == USE_BODY)
		json_member_int(&d->json, "maxItems", IDS_MAX);
}

/* Null takes a member away. */
static void
write_masked(struct draft *d, const struct field *field, enum schema_use use)
{
	if (use == USE_BODY)
		json_member_int(&d->json, "maxProperties", MASKED_MAX);
	json_write_name(&d->json, "additionalProperties");
	json_begin_object(&d->json);
	schema_type(d, "string", use == USE_BODY, false);
	if (use == USE_BODY)
		schema_bounds(d, "minLength", 1, "maxLength", field->max);
	json_end_object(&d->json);
}

static void
write_number_bounds(struct draft *d, const struct field *field)
{
	if (field->min == 0 && field->max == 0)
		return;
	json_member_int(&d->json, "minimum", field->min);
	if (field->max)
		json_member_int(&d->json, "maximum", field->max);
}

static void
write_details(struct draft *d, const struct field *field, enum schema_use use,
	      bool is_nullable)
{
	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_LONG_TEXT:
		write_text_bounds(d, field, use);
		break;
	case FIELD_INT:
		json_member_text(&d->json, "format", "int64");
		write_number_bounds(d, field);
		break;
	case FIELD_NUMBER:
		write_number_bounds(d, field);
		break;
	case FIELD_TIME:
		json_member_text(&d->json, "format", "date-time");
		break;
	case FIELD_ID:
		json_member_text(&d->json, "format", "uuid");
		break;
	case FIELD_CHOICE:
		write_words(d, field, use, is_nullable);
		break;
	case FIELD_TAGS:
		write_tags(d, field, use);
		break;
	case FIELD_IDS:
		write_ids(d, use);
		break;
	case FIELD_JSON_OBJECT:
		if (field->flags & FIELD_MASKED)
			write_masked(d, field, use);
		break;
	case FIELD_JSON_ARRAY:
		json_write_name(&d->json, "items");
		json_begin_object(&d->json);
		json_end_object(&d->json);
		break;
	default:
		break;
	}
}

static void
write_default(struct draft *d, const struct field *field)
{
	const char *text = field->fallback;
	bool is_text = field->type == FIELD_TEXT
		       || field->type == FIELD_LONG_TEXT;

	json_write_name(&d->json, "default");
	if (is_text)
		json_write_text(&d->json, text);
	else if (field->type == FIELD_CHOICE)
		json_write_text(&d->json, words_speak(field->words, text,
						      d->dialect));
	else if (field_is_list(field))
		json_write_raw(&d->json, "[]", strlen("[]"));
	else
		json_write_raw(&d->json, text, strlen(text));
}

/* Where what is not sent becomes it. */
static bool
has_default(const struct draft *d, const struct field *field,
	    enum schema_use use)
{
	enum call_kind kind = call_of(d->route)->kind;

	if (!field->fallback || use == USE_ANSWER)
		return false;
	return use == USE_QUERY || kind == CALL_CREATE
		|| (kind == CALL_REPLACE && !(d->route->flags & ROUTE_LENIENT));
}

void
schema_value(struct draft *d, const struct field *field, enum schema_use use,
	     bool is_nullable, bool or_text)
{
	const char *help = field->help ? field->help : field->label;

	if (type_names[field->type])
		schema_type(d, type_names[field->type], is_nullable, or_text);
	write_details(d, field, use, is_nullable);
	if (has_default(d, field, use))
		write_default(d, field);
	if (help && use != USE_QUERY)
		json_member_text(&d->json, "description", help);
	if (field->flags & FIELD_READ_ONLY && use == USE_ANSWER)
		json_member_bool(&d->json, "readOnly", true);
}

void
schema_field(struct draft *d, const struct field *field, enum schema_use use,
	     bool is_nullable)
{
	json_begin_object(&d->json);
	schema_value(d, field, use, is_nullable, false);
	json_end_object(&d->json);
}

/* ---- parameters ---- */

static void
write_choices(struct draft *d, const struct parameter *parameter)
{
	json_begin_object(&d->json);
	json_member_text(&d->json, "type", "string");
	json_write_name(&d->json, "enum");
	json_begin_array(&d->json);
	for (size_t i = 0; parameter->choices[i]; i++)
		json_write_text(&d->json, parameter->choices[i]);
	json_end_array(&d->json);
	if (parameter->field.fallback)
		json_member_text(&d->json, "default", parameter->field.fallback);
	json_end_object(&d->json);
}

void
schema_parameter(struct draft *d, const struct parameter *parameter)
{
	if (parameter->choices) {
		write_choices(d, parameter);
	} else if (parameter->is_list) {
		json_begin_object(&d->json);
		json_member_text(&d->json, "type", "array");
		json_write_name(&d->json, "items");
		schema_field(d, &(struct field){
			.name = parameter->field.name,
			.type = parameter->field.type,
			.words = parameter->field.words }, USE_QUERY, false);
		json_end_object(&d->json);
	} else {
		schema_field(d, &parameter->field, USE_QUERY, false);
	}
}
