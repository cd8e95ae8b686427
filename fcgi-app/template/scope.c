#include "template/scope.h"

#include <stdlib.h>

#include "json/json.h"
#include "template/program.h"

static const struct json *
find_first(const struct scope *scope, struct part name)
{
	for (; scope != NULL; scope = scope->outer) {
		const struct json *found =
			json_find_part(scope->value, name.text, name.len);

		if (found != NULL)
			return found;
	}
	return NULL;
}

/* The first name is looked for in all contexts, the others only below it. */
const struct json *
scope_find(const struct scope *scope, const struct instruction *tag)
{
	const struct json *value;

	if (tag->path_len == 0)
		return scope->value;
	value = find_first(scope, tag->path[0]);
	for (size_t i = 1; value != NULL && i < tag->path_len; i++)
		value = json_find_part(value, tag->path[i].text,
				       tag->path[i].len);
	return value;
}

bool
scope_is_empty(const struct json *value)
{
	if (value == NULL)
		return true;
	switch (json_type_of(value)) {
	case JSON_NULL:
	case JSON_FALSE:
		return true;
	case JSON_STRING:
		return *json_string(value) == '\0';
	case JSON_NUMBER:
		return strtod(json_string(value), NULL) == 0;
	case JSON_ARRAY:
		return json_count(value) == 0;
	case JSON_TRUE:
	case JSON_OBJECT:
		break;
	}
	return false;
}

const char *
scope_text(const struct json *value)
{
	if (value == NULL)
		return "";
	if (json_type_of(value) == JSON_TRUE)
		return "true";
	if (json_type_of(value) == JSON_FALSE)
		return "false";
	return json_string(value);
}
