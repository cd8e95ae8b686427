/* Examples that fit the schemas; see openapi_internal.h. */
#include "resource/openapi_internal.h"

#include <string.h>

#include "base/buf.h"
#include "resource/crud.h"
#include "resource/openapi.h"
#include "resource/sql.h"
#include "resource/words.h"

#define EXAMPLE_ID "01958a6e-9c01-7d42-8f0b-3f5afcdc0a61"
#define EXAMPLE_TIME "2026-03-12T14:31:52.000Z"

static void
write_raw(struct draft *d, const char *json)
{
	json_write_raw(&d->json, json, strlen(json));
}

static void
write_text(struct draft *d, const struct field *field)
{
	const char *text = field->example;

	if (!text)
		text = field->label ? field->label : field->name;
	json_write_text(&d->json, text);
}

void
example_field(struct draft *d, const struct field *field)
{
	const char *example = field->example;

	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_LONG_TEXT:
		write_text(d, field);
		break;
	case FIELD_INT:
		json_write_int(&d->json, field->min > 1 ? field->min : 1);
		break;
	case FIELD_NUMBER:
		write_raw(d, example ? example : "0.5");
		break;
	case FIELD_BOOL:
		json_write_bool(&d->json, true);
		break;
	case FIELD_TIME:
		json_write_text(&d->json, example ? example : EXAMPLE_TIME);
		break;
	case FIELD_ID:
		json_write_text(&d->json, example ? example : EXAMPLE_ID);
		break;
	case FIELD_CHOICE:
		json_write_text(&d->json, words_speak(field->words,
			example ? example : words_at(field->words, 0)->store,
			d->dialect));
		break;
	case FIELD_JSON:
	case FIELD_JSON_OBJECT:
		write_raw(d, example ? example : "{}");
		break;
	case FIELD_JSON_ARRAY:
		write_raw(d, example ? example : "[]");
		break;
	case FIELD_TAGS:
		write_raw(d, example ? example : "[\"nightly\"]");
		break;
	case FIELD_IDS:
		write_raw(d, example ? example : "[]");
		break;
	}
}

static const struct field *
write_group(struct draft *d, const struct field *field)
{
	const char *group = field->group;
	char name[FIELD_COLUMN_SIZE];

	json_write_name(&d->json, group);
	json_begin_object(&d->json);
	for (; field->group && strcmp(field->group, group) == 0; field++) {
		json_write_name(&d->json, crud_member(field, name));
		example_field(d, field);
	}
	json_end_object(&d->json);
	return field - 1;
}

static bool
is_shown(const struct field *field, bool is_item)
{
	return sql_is_selected(field, is_item)
		&& !(field->flags & (FIELD_HIDDEN | FIELD_SECRET));
}

static void write_members(struct draft *, const struct member *, enum schema_use);

/* Members of an answer; of a body, those that a first try would send. */
static void
write_fields(struct draft *d, const struct resource *resource, bool is_item,
	     enum schema_use use)
{
	if (use == USE_ANSWER && resource->members)
		write_members(d, resource->members, use);
	for (const struct field *field = resource->fields; field->name; field++) {
		if (!is_shown(field, is_item)
		    || (use == USE_BODY && !(field->flags & FIELD_REQUIRED)))
			continue;
		if (field->group) {
			field = write_group(d, field);
			continue;
		}
		json_write_name(&d->json, field->name);
		example_field(d, field);
	}
}

static void
write_one(struct draft *d, const struct member *member, enum schema_use use)
{
	if (!member->row && !member->members) {
		example_field(d, &member->field);
		return;
	}
	json_begin_object(&d->json);
	if (member->row)
		write_fields(d, member->row, member->is_list, use);
	if (member->members)
		write_members(d, member->members, use);
	json_end_object(&d->json);
}

static bool
is_worth_showing(const struct member *member, enum schema_use use)
{
	return use == USE_ANSWER || !member->is_optional
		|| member->field.example;
}

static void
write_members(struct draft *d, const struct member *members, enum schema_use use)
{
	for (; members->field.name; members++) {
		if (!is_worth_showing(members, use))
			continue;
		json_write_name(&d->json, members->field.name);
		if (members->is_list)
			json_begin_array(&d->json);
		write_one(d, members, use);
		if (members->is_list)
			json_end_array(&d->json);
	}
}

void
example_members(struct draft *d, const struct member *members,
		enum schema_use use)
{
	json_begin_object(&d->json);
	write_members(d, members, use);
	json_end_object(&d->json);
}

void
example_body(struct draft *d)
{
	const struct call *call = call_of(d->route);

	if (call->flags & CALL_BODY_OF_MANY)
		example_members(d, call->body, USE_BODY);
	else
		example_members(d, call_body(d->arena, d->route), USE_BODY);
}

static struct draft
begin(struct arena *arena, const struct route *route, struct buf *buf)
{
	struct draft d = { .arena = arena, .route = route,
			   .dialect = route->dialect };

	buf_init(buf, arena, 256);
	json_writer_init(&d.json, buf);
	return d;
}

const char *
openapi_body(struct arena *arena, const struct route *route)
{
	struct buf buf;
	struct draft d = begin(arena, route, &buf);

	if (call_has_body(route))
		example_body(&d);
	return buf.bytes;
}

const char *
openapi_answer(struct arena *arena, const struct route *route)
{
	const struct member *answer = call_answer(arena, route);
	struct buf buf;
	struct draft d = begin(arena, route, &buf);

	if (answer->field.name)
		example_members(&d, answer, USE_ANSWER);
	return buf.bytes;
}
