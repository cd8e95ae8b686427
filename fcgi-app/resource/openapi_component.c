/* The schemas that operations refer to: rows and bodies; see openapi_internal.h. */
#include "resource/openapi_internal.h"

#include <string.h>

#include "base/arena.h"
#include "resource/crud.h"
#include "resource/sql.h"

static struct component *
find_component(struct draft *d, const char *name)
{
	struct component *component = d->components;

	while (component && strcmp(component->name, name) != 0)
		component = component->next;
	return component;
}

static const char *
capital(struct draft *d, const char *name)
{
	char *text = arena_text(d->arena, name);

	text[0] = (char)(text[0] & ~0x20);
	return text;
}

/* Rows are made alike wherever they are made; a body is its route's. */
static bool
is_same(const struct component *a, const struct component *b)
{
	if (a->row != b->row || a->dialect != b->dialect)
		return false;
	if (!a->row || !a->route || !b->route)
		return a->route == b->route;
	return (a->route->flags & ROUTE_LENIENT)
		== (b->route->flags & ROUTE_LENIENT);
}

/* A name that was taken by another schema gets a number. */
static const char *
add_component(struct draft *d, const struct component *wanted)
{
	const char *name = wanted->name;
	struct component *found;

	for (int i = 2; (found = find_component(d, name)); i++) {
		if (is_same(found, wanted))
			return name;
		name = arena_printf(d->arena, "%s%d", wanted->name, i);
	}
	found = arena_alloc(d->arena, sizeof *found);
	*found = *wanted;
	found->name = name;
	*d->end = found;
	d->end = &found->next;
	return name;
}

static void
write_reference(struct draft *d, const struct component *wanted)
{
	json_member_text(&d->json, "$ref",
			 arena_printf(d->arena, "#/components/schemas/%s",
				      add_component(d, wanted)));
}

static bool
has_payload(const struct resource *resource)
{
	const struct field *field = resource->fields;

	while (field->name && !(field->flags & FIELD_PAYLOAD))
		field++;
	return field->name != NULL;
}

/* Lists leave the payload out. In a body it is what a row is made of. */
void
schema_refer_to_row(struct draft *d, const struct member *member, bool is_list,
		    enum schema_use use)
{
	bool is_item = is_list && has_payload(member->row);
	struct component row = {
		.name = arena_printf(d->arena, "%s%s",
				     capital(d, member->row->name),
				     use == USE_BODY ? "Input"
				     : is_item ? "Item" : ""),
		.row = member->row, .is_item = is_item, .dialect = d->dialect,
		.route = use == USE_BODY ? d->route : NULL,
	};

	write_reference(d, &row);
}

/* ---- rows ---- */

/* What an answer surely has: what is stored for it when it is not given. */
static bool
is_given(const struct resource *resource, const struct field *field)
{
	bool is_id = field == resource->fields
		     && !(field->flags & FIELD_ABSENT);

	return is_id || field->fallback
		|| field->flags & (FIELD_REQUIRED | FIELD_GIVEN | FIELD_OF_ID);
}

static bool
is_shown(const struct field *field, bool is_item)
{
	return sql_is_selected(field, is_item)
		&& !(field->flags & (FIELD_HIDDEN | FIELD_SECRET));
}

/* The fields of a group are one object, or null where its first is. */
static const struct field *
write_group(struct draft *d, const struct field *field, bool is_item)
{
	const char *group = field->group;
	const struct field *first = field;
	char name[FIELD_COLUMN_SIZE];

	json_write_name(&d->json, group);
	json_begin_object(&d->json);
	schema_type(d, "object", true, false);
	json_write_name(&d->json, "properties");
	json_begin_object(&d->json);
	for (; field->name && field->group && strcmp(field->group, group) == 0;
	     field++) {
		if (!is_shown(field, is_item))
			continue;
		json_write_name(&d->json, crud_member(field, name));
		schema_field(d, field, USE_ANSWER, field != first);
	}
	json_end_object(&d->json);
	json_member_bool(&d->json, "readOnly", true);
	json_end_object(&d->json);
	return field - 1;
}

static void
write_row_properties(struct draft *d, const struct resource *resource,
		     bool is_item)
{
	const struct field *field = resource->fields;

	for (const struct member *m = resource->members; m && m->field.name; m++)
		schema_member(d, m, USE_ANSWER);
	for (; field->name; field++) {
		if (!is_shown(field, is_item))
			continue;
		if (field->group) {
			field = write_group(d, field, is_item);
			continue;
		}
		json_write_name(&d->json, field->name);
		schema_field(d, field, USE_ANSWER, !is_given(resource, field));
	}
}

static void
write_row_required(struct draft *d, const struct resource *resource,
		   bool is_item)
{
	const struct field *field = resource->fields;

	json_write_name(&d->json, "required");
	json_begin_array(&d->json);
	for (const struct member *m = resource->members; m && m->field.name; m++)
		json_write_text(&d->json, m->field.name);
	for (; field->name; field++)
		if (!field->group && is_shown(field, is_item))
			json_write_text(&d->json, field->name);
	json_end_array(&d->json);
}

static void
write_row(struct draft *d, const struct component *component)
{
	json_begin_object(&d->json);
	json_member_text(&d->json, "type", "object");
	if (component->row->help)
		json_member_text(&d->json, "description", component->row->help);
	json_write_name(&d->json, "properties");
	json_begin_object(&d->json);
	write_row_properties(d, component->row, component->is_item);
	json_end_object(&d->json);
	write_row_required(d, component->row, component->is_item);
	json_end_object(&d->json);
}

/* ---- bodies ---- */

static bool
is_open(const struct route *route)
{
	return route->flags & ROUTE_LENIENT
		|| call_of(route)->flags & CALL_BODY_IS_OPEN;
}

/* A row as one of many in a body: as it would be made alone. */
static void
write_input(struct draft *d, const struct component *component)
{
	struct route route = *component->route;
	static const struct call create = { .kind = CALL_CREATE };

	route.resource = component->row;
	route.call = &create;
	schema_members(d, call_body(d->arena, &route), USE_BODY, NULL,
		       is_open(&route));
}

static void
write_body(struct draft *d, const struct route *route)
{
	schema_members(d, call_body(d->arena, route), USE_BODY,
		       call_of(route)->either, is_open(route));
}

static const char *
body_name(struct draft *d)
{
	static const char *const forms[] = {
		[CALL_CREATE] = "Create", [CALL_REPLACE] = "Replace",
		[CALL_UPDATE] = "Patch", [CALL_SAVE] = "Save",
		[CALL_DELETE] = NULL,
	};
	const char *form = forms[call_of(d->route)->kind];

	if (form)
		return arena_printf(d->arena, "%s%s",
				    capital(d, d->route->resource->name), form);
	return arena_printf(d->arena, "%sBody",
			    capital(d, call_name(d->arena, d->route)));
}

static void
refer_to_body(struct draft *d)
{
	const struct component body = {
		.name = body_name(d), .route = d->route, .dialect = d->dialect,
	};

	json_begin_object(&d->json);
	write_reference(d, &body);
	json_end_object(&d->json);
}

/* One row, an array of them, or an object that holds the array. */
static void
write_many(struct draft *d)
{
	const struct member *rows = call_of(d->route)->body;

	json_begin_object(&d->json);
	json_write_name(&d->json, "anyOf");
	json_begin_array(&d->json);
	schema_members(d, rows, USE_BODY, NULL, true);
	json_begin_object(&d->json);
	schema_list(d, rows, USE_BODY, false);
	json_end_object(&d->json);
	schema_item(d, rows, USE_BODY);
	json_end_array(&d->json);
	json_end_object(&d->json);
}

void
schema_body(struct draft *d)
{
	if (call_of(d->route)->flags & CALL_BODY_OF_MANY)
		write_many(d);
	else
		refer_to_body(d);
}

static void
write_component(struct draft *d, const struct component *component)
{
	d->dialect = component->dialect;
	if (component->route)
		d->route = component->route;
	json_write_name(&d->json, component->name);
	if (!component->row)
		write_body(d, component->route);
	else if (component->route)
		write_input(d, component);
	else
		write_row(d, component);
}

/* RFC 9457, with the members that existing clients read; see http/problem.h. */
static const struct member wrong_members[] = {
	{ MEMBER("pointer", FIELD_TEXT, .help = "RFC 6901, or ? and the name of a"
		 " parameter") },
	{ MEMBER("code", FIELD_TEXT) },
	{ MEMBER("message", FIELD_TEXT) },
	{ 0 }
};

static const struct member allowance_members[] = {
	{ MEMBER("unit", FIELD_TEXT, .help = "agents, executions, tokens …") },
	{ MEMBER("used", FIELD_NUMBER) },
	{ MEMBER("limit", FIELD_NUMBER) },
	{ MEMBER("periodEnd", FIELD_TIME,
		 .help = "When the month ends that counts") },
	{ 0 }
};

static const struct member problem_members[] = {
	{ MEMBER("type", FIELD_TEXT) },
	{ MEMBER("title", FIELD_TEXT) },
	{ MEMBER("status", FIELD_INT) },
	{ MEMBER("detail", FIELD_TEXT, .help = "What happened") },
	{ MEMBER("instance", FIELD_TEXT, .help = "The request id, as a URN") },
	{ MEMBER("error", FIELD_TEXT, .help = "In short") },
	{ MEMBER("message", FIELD_TEXT, .help = "What to do about it") },
	{ MEMBER("hint", FIELD_TEXT), .is_optional = true },
	{ MEMBER("retryAfter", FIELD_INT, .help = "Seconds"), .is_optional = true },
	{ .field = { .name = "allowance", .help = "Of 402: what is used" },
	  .members = allowance_members, .is_optional = true },
	{ .field = { .name = "errors", .help = "Each wrong member" },
	  .members = wrong_members, .is_list = true, .is_optional = true },
	{ MEMBER("details", FIELD_TEXT, .help = "The same in lines"),
	  .is_list = true, .is_optional = true },
	{ 0 }
};

/* The list grows while it is written: components refer to others. */
void
schema_components(struct draft *d)
{
	json_write_name(&d->json, "schemas");
	json_begin_object(&d->json);
	for (const struct component *c = d->components; c; c = c->next)
		write_component(d, c);
	json_write_name(&d->json, "Problem");
	schema_members(d, problem_members, USE_ANSWER, NULL, true);
	json_end_object(&d->json);
}
