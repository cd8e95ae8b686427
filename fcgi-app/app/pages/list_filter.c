#include "app/pages/list_filter.h"

#include <stddef.h>

#include "app/pages/form.h"
#include "app/pages/resource_form.h"
#include "base/arena.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "resource/resource.h"

#define CHOICES_MAX 500		/* as api.filter_choices gives at most */

static const struct statement filter_choices = {
	.name = "filter_choices",
	.sql = "select field, value, word from api.filter_choices($1::text[])",
};

bool
list_filter_add(struct unit *unit, const char *fields)
{
	return unit_add(unit, &filter_choices, fields);
}

/* The choices with "Any" before them. */
static void
add_any(struct arena *arena, struct form_field *field)
{
	const struct choice *from = field->choices;
	struct choice *choices;
	size_t count = 0;

	while (from[count].value)
		count++;
	choices = arena_alloc(arena, (count + 2) * sizeof *choices);
	choices[0] = (struct choice){ "", "Any" };
	for (size_t i = 0; i < count; i++)
		choices[i + 1] = from[i];
	field->choices = choices;
	field->help = count >= CHOICES_MAX ? "These are not all" : NULL;
}

static void
make_filter(struct arena *arena, struct form_field *field,
	    const struct rows *choices, const char *value)
{
	field->help = NULL;
	resource_form_choose(arena, field, choices, value);
	if (field->kind == FORM_CHOICE)
		add_any(arena, field);
}

/* Nobody types an id: where there is nothing to choose, there is no filter. */
static bool
is_offered(const struct resource *resource, const struct form_field *field)
{
	int at = resource_field(resource, field->name);

	return field->kind == FORM_CHOICE
	       || resource->fields[at].type != FIELD_ID;
}

void
list_filter_show(struct request *req, const struct resource *resource,
		 const char *const *names, const struct rows *choices,
		 struct json *data)
{
	struct form_field *fields = resource_form(req->arena, resource, names);
	const char **values;
	size_t count = 0;

	for (size_t i = 0; fields[i].name; i++) {
		make_filter(req->arena, &fields[i], choices,
			    request_query(req, fields[i].name));
		if (is_offered(resource, &fields[i]))
			fields[count++] = fields[i];
	}
	fields[count].name = NULL;
	values = arena_alloc(req->arena, (count + 1) * sizeof *values);
	for (size_t i = 0; i < count; i++)
		values[i] = request_query(req, fields[i].name);
	form_show(req->arena, data, "filter_fields", fields, values, NULL);
}

const char *
list_filter_word(const struct rows *choices, const char *field,
		 const char *value)
{
	for (int row = 0; row < choices->count; row++)
		if (text_equal(rows_text(choices, row, 0), field)
		    && text_equal(rows_text(choices, row, 1), value))
			return rows_text(choices, row, 2);
	return NULL;
}
