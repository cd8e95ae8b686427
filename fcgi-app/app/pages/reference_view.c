#include "app/pages/reference_view.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "json/writer.h"
#include "resource/call.h"
#include "resource/openapi.h"
#include "resource/words.h"

static const char *const places[] = {
	[PARAMETER_PATH] = "path",
	[PARAMETER_QUERY] = "query",
	[PARAMETER_HEADER] = "header",
};

/* ---- types, in words ---- */

static const char *const type_words[] = {
	[FIELD_TEXT] = "text", [FIELD_LONG_TEXT] = "text, with lines",
	[FIELD_INT] = "integer", [FIELD_NUMBER] = "number",
	[FIELD_BOOL] = "true or false", [FIELD_TIME] = "time",
	[FIELD_ID] = "id", [FIELD_CHOICE] = "word",
	[FIELD_JSON] = "any JSON", [FIELD_JSON_OBJECT] = "object",
	[FIELD_JSON_ARRAY] = "array", [FIELD_TAGS] = "array of words",
};

static const char *
bounds(struct arena *arena, const struct field *field)
{
	bool is_text = field->type == FIELD_TEXT
		       || field->type == FIELD_LONG_TEXT;
	const char *unit = is_text ? " characters" : "";

	if (field->max <= 0 || (!is_text && field->type != FIELD_INT))
		return "";
	if (field->min > 0 || !is_text)
		return arena_printf(arena, ", %lld to %lld%s",
				    (long long)field->min,
				    (long long)field->max, unit);
	return arena_printf(arena, ", at most %lld%s", (long long)field->max,
			    unit);
}

static const char *
type_of_field(struct arena *arena, const struct field *field,
	      enum dialect dialect)
{
	if (field->type == FIELD_CHOICE)
		return words_list(arena, field->words, dialect);
	return arena_printf(arena, "%s%s", type_words[field->type],
			    bounds(arena, field));
}

static const char *
type_of_member(struct arena *arena, const struct member *member,
	       enum dialect dialect)
{
	const char *of = member->row ? member->row->plural : "objects";

	if (member->is_list && !member->row && !member->members)
		return arena_printf(arena, "array of: %s",
				    type_of_field(arena, &(struct field){
					.type = member->field.type,
					.words = member->field.words }, dialect));
	if (member->is_list)
		return arena_printf(arena, "array of %s", of);
	if (member->row || member->members)
		return "object";
	return type_of_field(arena, &member->field, dialect);
}

static const char *
type_of_parameter(struct arena *arena, const struct parameter *parameter,
		  enum dialect dialect)
{
	struct buf buf;

	if (!parameter->choices)
		return type_of_field(arena, &parameter->field, dialect);
	buf_init(&buf, arena, 64);
	for (size_t i = 0; parameter->choices[i]; i++)
		buf_printf(&buf, "%s%s", i ? ", " : "", parameter->choices[i]);
	return buf.bytes;
}

/* ---- parameters ---- */

static void
add_option(struct json *options, const char *word)
{
	json_set_text(json_add_object(options), "word", word);
}

static void
show_options(struct json *item, const struct parameter *parameter,
	     enum dialect dialect)
{
	const struct words *words = parameter->field.words;
	struct json *options = json_set_array(item, "options");

	for (size_t i = 0; parameter->choices && parameter->choices[i]; i++)
		add_option(options, parameter->choices[i]);
	for (size_t i = 0; words && words_at(words, i); i++)
		add_option(options, words_speak(words,
						words_at(words, i)->store,
						dialect));
	json_set_bool(item, "is_choice", json_count(options) > 0);
}

static void
show_parameter(struct arena *arena, struct json *item,
	       const struct parameter *parameter, const struct route *route)
{
	json_set_text(item, "name", parameter->field.name);
	json_set_static(item, "place", places[parameter->place]);
	json_set_text(item, "type", type_of_parameter(arena, parameter,
						      route->dialect));
	json_set_text(item, "help", parameter->field.help);
	json_set_bool(item, "is_required", parameter->is_required);
	json_set_bool(item, "is_tried", route->method == GET
		      && parameter->place != PARAMETER_HEADER);
	show_options(item, parameter, route->dialect);
}

/* Other names of the same are for clients that have them already. */
static void
show_parameters(struct request *req, const struct openapi_source *source,
		const struct route *route, struct json *data)
{
	struct json *items = json_set_array(data, "parameters");
	const struct parameter *parameter =
		call_parameters(req->arena, route, source->resources);

	for (; parameter->field.name; parameter++)
		if (!parameter->alias_of)
			show_parameter(req->arena, json_add_object(items),
				       parameter, route);
	json_set_bool(data, "has_parameters", json_count(items) > 0);
}

static void
show_body(struct request *req, const struct route *route, struct json *data)
{
	struct json *items = json_set_array(data, "body");
	const struct member *member = call_body(req->arena, route);

	if (call_of(route)->flags & CALL_BODY_OF_MANY)
		member = call_of(route)->body;
	for (; member->field.name; member++) {
		struct json *item = json_add_object(items);

		json_set_text(item, "name", member->field.name);
		json_set_text(item, "type", type_of_member(req->arena, member,
							   route->dialect));
		json_set_text(item, "help", member->field.help);
		json_set_bool(item, "is_required", !member->is_optional);
	}
	json_set_bool(data, "has_body", json_count(items) > 0);
}

/* ---- answers ---- */

static void
add_status(struct json *items, int status)
{
	struct json *item = json_add_object(items);

	json_set_int(item, "status", status);
	json_set_static(item, "word", response_reason(status));
	json_set_bool(item, "is_problem", status >= 400);
}

static void
show_answers(const struct route *route, struct json *data)
{
	struct json *items = json_set_array(data, "answers");
	int problems[CALL_PROBLEMS_MAX];

	add_status(items, call_status(route));
	if (route->method == GET && call_is_tagged(route))
		add_status(items, 304);
	call_problems(route, problems);
	for (size_t i = 0; problems[i]; i++)
		add_status(items, problems[i]);
}

/* ---- the call ---- */

static const char *
pretty(struct arena *arena, const char *json)
{
	struct buf buf;

	buf_init(&buf, arena, 256);
	if (*json)
		json_pretty(&buf, json, strlen(json));
	return buf.bytes;
}

/* In single quotes, which a shell takes as they are. */
static void
add_quoted(struct buf *buf, const char *text)
{
	buf_char(buf, '\'');
	for (; *text; text++)
		if (*text == '\'')
			buf_text(buf, "'\\''");
		else
			buf_char(buf, *text);
	buf_char(buf, '\'');
}

/* Names of the path are variables of the shell. */
static void
add_address(struct buf *buf, const char *origin, const char *path)
{
	buf_printf(buf, "\"%s", origin);
	for (; *path; path++)
		buf_char(buf, *path == ':' ? '$' : *path);
	buf_char(buf, '"');
}

static const char *
curl(struct request *req, const struct route *route, const char *body)
{
	struct buf buf;

	buf_init(&buf, req->arena, 256);
	buf_text(&buf, "curl -sS");
	if (route->method != GET && !(route->method == POST && *body))
		buf_printf(&buf, " -X %s", method_name(route->method));
	if (route->role != ROLE_ANYONE)
		buf_text(&buf, " -H \"Authorization: Bearer $key\"");
	buf_char(&buf, ' ');
	add_address(&buf, request_origin(req), route->path);
	if (!*body)
		return buf.bytes;
	buf_text(&buf, " -H 'Content-Type: application/json' -d ");
	add_quoted(&buf, body);
	return buf.bytes;
}

static const char *
keys_of(struct request *req, const struct openapi_source *source,
	const struct route *route)
{
	struct noun noun = noun_of(req->arena, source,
				   call_noun(req->arena, route));
	char *keys = arena_printf(req->arena, "%s %s %s %s %s",
				  method_name(route->method), route->path,
				  route->title ? route->title : "",
				  call_name(req->arena, route), noun.title);

	for (char *c = keys; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return keys;
}

bool
reference_view_fits(struct request *req, const struct openapi_source *source,
		    const struct route *route, const char *search)
{
	const char *keys = keys_of(req, source, route);
	char *wanted = arena_text(req->arena, search);
	char **words;

	for (char *c = wanted; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	words = text_split(req->arena, wanted, ' ');
	while (*words && strstr(keys, *words))
		words++;
	return !*words;
}

void
reference_view_show(struct request *req, const struct openapi_source *source,
		    const struct route *route, struct json *item)
{
	const char *body = openapi_body(req->arena, route);
	bool is_beyond = route->role > req->caller.role;

	json_set_text(item, "name", call_name(req->arena, route));
	json_set_static(item, "method", method_name(route->method));
	json_set_static(item, "path", route->path);
	json_set_static(item, "title", route->title);
	json_set_static(item, "role", role_name(route->role));
	json_set_static(item, "help", call_of(route)->help);
	json_set_text(item, "keys", keys_of(req, source, route));
	show_parameters(req, source, route, item);
	show_body(req, route, item);
	show_answers(route, item);
	json_set_text(item, "example", pretty(req->arena, body));
	json_set_text(item, "answer",
		      pretty(req->arena, openapi_answer(req->arena, route)));
	json_set_text(item, "curl", curl(req, route, body));
	json_set_bool(item, "is_beyond", is_beyond);
	json_set_bool(item, "can_try", route->method == GET && !is_beyond);
}
