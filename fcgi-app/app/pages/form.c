#include "app/pages/form.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"
#include "http/form.h"
#include "http/request.h"
#include "http/url.h"
#include "json/json.h"

size_t
form_count(const struct form_field *fields)
{
	size_t count = 0;

	while (fields[count].name)
		count++;
	return count;
}

const char **
form_sent(const struct request *req, const struct form_field *fields)
{
	size_t count = form_count(fields);
	const char **values = arena_alloc(req->arena,
					  (count + 1) * sizeof *values);

	for (size_t i = 0; i < count; i++) {
		values[i] = form_value(req, fields[i].name);
		if (!values[i])
			values[i] = "";
	}
	return values;
}

static const char *
sentence(struct arena *arena, const char *message)
{
	char *text = arena_text(arena, message);

	*text = (char)toupper((unsigned char)*text);
	return text;
}

/* "/tags" and "/tags/0" are of the field tags. */
static bool
is_within(const char *pointer, const char *name)
{
	size_t len = strlen(name);

	return *pointer == '/' && strncmp(pointer + 1, name, len) == 0
		&& (pointer[1 + len] == '\0' || pointer[1 + len] == '/');
}

/* What is wrong with a field; NULL if nothing is. */
static const char *
find_wrong(const struct error *err, const char *name)
{
	const struct error_field *field = err ? err->fields : NULL;

	for (; field; field = field->next)
		if (is_within(field->pointer, name))
			return field->message;
	return NULL;
}

static const char *
input_type(enum form_kind kind)
{
	switch (kind) {
	case FORM_EMAIL:
		return "email";
	case FORM_PASSWORD:
		return "password";
	case FORM_NUMBER:
		return "number";
	default:
		return "text";
	}
}

static void
set_kind(struct json *object, const struct form_field *field)
{
	bool is_secret = field->kind == FORM_SECRET;
	bool is_long = field->kind == FORM_LONG || field->kind == FORM_CODE
		       || is_secret;

	json_set_bool(object, "is_long", is_long);
	json_set_bool(object, "is_code",
		      field->kind == FORM_CODE || is_secret);
	json_set_bool(object, "is_secret", is_secret);
	json_set_bool(object, "is_choice", field->kind == FORM_CHOICE);
	json_set_bool(object, "is_hidden", field->kind == FORM_HIDDEN);
	json_set_bool(object, "is_line",
		      !is_long && field->kind != FORM_CHOICE);
	json_set_static(object, "type", input_type(field->kind));
}

static void
set_choices(struct json *object, const struct form_field *field,
	    const char *value)
{
	struct json *list = json_set_array(object, "choices");

	for (const struct choice *choice = field->choices;
	     choice && choice->value; choice++) {
		struct json *item = json_add_object(list);

		json_set_static(item, "value", choice->value);
		json_set_static(item, "word", choice->word);
		json_set_bool(item, "is_chosen",
			      strcmp(choice->value, value) == 0);
	}
}

static const char *
id_of(const struct form_field *field)
{
	return field->id ? field->id : field->name;
}

/* The ids of what explains a field: its error first, then its help. */
static void
set_description(struct arena *arena, struct json *object,
		const struct form_field *field, const char *wrong)
{
	const char *ids = NULL;

	if (wrong && field->help)
		ids = arena_printf(arena, "%s-error %s-help", id_of(field),
				   id_of(field));
	else if (wrong)
		ids = arena_printf(arena, "%s-error", id_of(field));
	else if (field->help)
		ids = arena_printf(arena, "%s-help", id_of(field));
	json_set_static(object, "described_by", ids);
	json_set_static(object, "wrong", wrong ? sentence(arena, wrong) : NULL);
}

static void
set_field(struct json *object, const struct form_field *field,
	  const char *value)
{
	json_set_static(object, "name", field->name);
	json_set_static(object, "id", id_of(field));
	json_set_static(object, "label", field->label);
	json_set_static(object, "help", field->help);
	json_set_static(object, "value", value);
	json_set_static(object, "autocomplete", field->autocomplete);
	json_set_bool(object, "is_required", field->is_required);
	json_set_bool(object, "is_half", field->is_half);
	json_set_bool(object, "is_optional", !field->is_required
		      && field->kind != FORM_CHOICE);
	if (field->max > 0)
		json_set_int(object, "max", field->max);
	else
		json_set_bool(object, "max", false);
	set_kind(object, field);
	set_choices(object, field, value);
}

void
form_show(struct arena *arena, struct json *data, const char *name,
	  const struct form_field *fields, const char *const *values,
	  const struct error *err)
{
	struct json *list = json_set_array(data, name);

	for (size_t i = 0; fields[i].name; i++) {
		const char *value = values && values[i] ? values[i] : "";
		const char *wrong = find_wrong(err, fields[i].name);
		struct json *object = json_add_object(list);

		/* A password is typed again. */
		if (fields[i].kind == FORM_PASSWORD
		    || fields[i].kind == FORM_SECRET)
			value = "";
		set_field(object, &fields[i], value);
		set_description(arena, object, &fields[i], wrong);
	}
}

static size_t
show_wrong_fields(struct arena *arena, struct json *problem,
		  const struct form_field *fields, const struct error *err)
{
	struct json *list = json_set_array(problem, "wrong_fields");

	for (; fields->name; fields++) {
		const char *wrong = find_wrong(err, fields->name);
		struct json *object;

		if (!wrong)
			continue;
		object = json_add_object(list);
		json_set_static(object, "id", id_of(fields));
		json_set_static(object, "label", fields->label);
		json_set_static(object, "wrong", arena_text(arena, wrong));
	}
	return json_count(list);
}

static const char *
problem_title(struct arena *arena, const struct error *err, size_t wrong)
{
	if (wrong == 1)
		return "One field needs another look";
	if (wrong > 1)
		return arena_printf(arena, "%zu fields need another look",
				    wrong);
	if (err->kind == ERROR_INTERNAL)
		return "Something went wrong on our side";
	return sentence(arena, err->message ? err->message
			: error_title(err->kind));
}

void
form_show_problem(struct arena *arena, struct json *data, const char *name,
		  const struct form_field *fields, const struct error *err)
{
	struct json *problem;
	size_t wrong;

	if (err->kind == ERROR_NONE) {
		json_set_static(data, name, NULL);
		return;
	}
	problem = json_set_object(data, name);
	wrong = show_wrong_fields(arena, problem, fields, err);
	json_set_bool(problem, "has_fields", wrong > 0);
	json_set_static(problem, "title", problem_title(arena, err, wrong));
	json_set_static(problem, "detail",
			err->hint ? sentence(arena, err->hint) : NULL);
}

struct error
form_take_error(struct request *req)
{
	struct error err = req->error;

	error_clear(&req->error);
	return err;
}

static const char *
unify_lines(struct arena *arena, const char *text)
{
	char *copy = arena_text(arena, text), *out = copy;

	for (const char *in = copy; *in; in++)
		if (in[0] != '\r' || in[1] != '\n')
			*out++ = *in;
	*out = '\0';
	return copy;
}

void
form_unify_lines(struct request *req)
{
	for (size_t i = 0; i < req->form.count; i++) {
		struct pair *pair = &req->form.list[i];

		if (strchr(pair->value, '\r'))
			pair->value = unify_lines(req->arena, pair->value);
	}
}

static void
form_add(struct request *req, const char *name, const char *value)
{
	size_t count = req->form.count;
	struct pair *list = arena_alloc(req->arena, (count + 1) * sizeof *list);

	if (count > 0)
		memcpy(list, req->form.list, count * sizeof *list);
	list[count] = (struct pair){ name, value };
	req->form = (struct pairs){ list, count + 1 };
}

void
form_set(struct request *req, const char *name, const char *value)
{
	for (size_t i = 0; i < req->form.count; i++) {
		if (strcmp(req->form.list[i].name, name) != 0)
			continue;
		req->form.list[i].value = value;
		return;
	}
	form_add(req, name, value);
}

const char *
form_next(const struct request *req, const char *otherwise)
{
	const char *next = url_local_path(form_value(req, "next"));

	return next ? next : otherwise;
}

/* Ids hold nothing that an array would have to quote. */
const char *
form_ids(struct request *req, const char *name)
{
	const char **ids = form_values(req, name);
	struct buf buf;

	buf_init(&buf, req->arena, 512);
	buf_char(&buf, '{');
	for (size_t i = 0; ids[i]; i++) {
		if (!is_uuid(ids[i])) {
			fail(&req->error, ERROR_BAD_REQUEST, "'%s' is no id",
			     ids[i]);
			return NULL;
		}
		buf_printf(&buf, "%s%s", i ? "," : "", ids[i]);
	}
	buf_char(&buf, '}');
	return buf.bytes;
}
