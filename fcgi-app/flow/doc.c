#include "flow/doc.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define NUMBER_MAX 1e6

static struct doc
open_as(struct arena *arena, const struct json_slice *slice,
	enum json_type type)
{
	struct doc doc = { NULL, 0 };

	if (slice != NULL && slice->type == type)
		doc.members = json_members(arena, *slice, &doc.count);
	return doc;
}

struct doc
doc_open(struct arena *arena, const struct json_slice *slice)
{
	return open_as(arena, slice, JSON_OBJECT);
}

struct doc
doc_items(struct arena *arena, const struct json_slice *slice)
{
	return open_as(arena, slice, JSON_ARRAY);
}

const struct json_slice *
doc_find(const struct doc *doc, const char *name)
{
	for (size_t i = 0; i < doc->count; i++)
		if (strcmp(doc->members[i].name, name) == 0)
			return &doc->members[i].value;
	return NULL;
}

static const struct json_slice *
find_as(const struct doc *doc, const char *name, enum json_type type)
{
	const struct json_slice *value = doc_find(doc, name);

	return value != NULL && value->type == type ? value : NULL;
}

const struct json_slice *
doc_find_object(const struct doc *doc, const char *name)
{
	return find_as(doc, name, JSON_OBJECT);
}

const struct json_slice *
doc_find_array(const struct doc *doc, const char *name)
{
	return find_as(doc, name, JSON_ARRAY);
}

const char *
doc_text(struct arena *arena, const struct doc *doc, const char *name)
{
	const struct json_slice *value = find_as(doc, name, JSON_STRING);
	const char *text = value ? json_slice_text(arena, *value) : "";

	return *text != '\0' ? text : NULL;
}

const char *
slice_id(struct arena *arena, struct json_slice value)
{
	const char *text = "";

	if (value.type == JSON_STRING)
		text = json_slice_text(arena, value);
	else if (value.type == JSON_NUMBER)
		text = json_slice_raw(arena, value);
	return *text != '\0' ? text : NULL;
}

const char *
doc_id(struct arena *arena, const struct doc *doc, const char *name)
{
	const struct json_slice *value = doc_find(doc, name);

	return value ? slice_id(arena, *value) : NULL;
}

bool
slice_number(struct arena *arena, struct json_slice value, double *out)
{
	double number;

	if (value.type != JSON_NUMBER)
		return false;
	number = strtod(json_slice_raw(arena, value), NULL);
	if (!isfinite(number) || fabs(number) > NUMBER_MAX)
		return false;
	*out = number;
	return true;
}

bool
doc_number(struct arena *arena, const struct doc *doc, const char *name,
	   double *out)
{
	const struct json_slice *value = doc_find(doc, name);

	return value != NULL && slice_number(arena, *value, out);
}
