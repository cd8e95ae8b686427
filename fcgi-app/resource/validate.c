#include "resource/validate.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "http/request.h"
#include "http/router.h"
#include "resource/value.h"

#define BIT(i) ((uint64_t)1 << (i))

/* One body while it is read. */
struct reading {
	struct request *req;
	const struct resource *resource;
	enum validate_mode mode;
	struct values *values;
};

static bool
is_lenient(const struct reading *reading)
{
	return reading->req->route->flags & ROUTE_LENIENT;
}

/* RFC 6901: "~" is "~0", "/" is "~1". */
static const char *
pointer_to(struct arena *arena, const char *name)
{
	struct buf buf;

	buf_init(&buf, arena, 32);
	buf_char(&buf, '/');
	for (; *name; name++)
		if (*name == '~' || *name == '/')
			buf_text(&buf, *name == '~' ? "~0" : "~1");
		else
			buf_char(&buf, *name);
	return buf.bytes;
}

static int
find_field(const struct reading *reading, const char *name)
{
	const struct alias *alias = reading->resource->member_aliases;

	for (; alias && alias->from; alias++)
		if (strcmp(alias->from, name) == 0)
			name = alias->to;
	return resource_field(reading->resource, name);
}

/* Why a member may not be set: as code and message; NULL if it may. */
static const char *
refusal(const struct reading *reading, int i, const char **message)
{
	const struct field *field = i < 0 ? NULL
					  : &reading->resource->fields[i];

	*message = "is not a member of this resource";
	if (!field)
		return "unknown";
	*message = "cannot be set";
	if (!field_is_writable(field))
		return "read_only";
	*message = "cannot be changed";
	if (field->flags & FIELD_IMMUTABLE
	    && reading->mode != VALIDATE_CREATE)
		return "immutable";
	return NULL;
}

/* True if the member is to be read; what clients echo back is passed over. */
static bool
admit_member(const struct reading *reading, int i, const char *pointer)
{
	const char *message, *code = refusal(reading, i, &message);

	if (code && !is_lenient(reading))
		fail_field(&reading->req->error, pointer, code, "%s", message);
	return !code;
}

static struct value_place
place_of(const struct reading *reading, const char *pointer)
{
	return (struct value_place){
		.arena = reading->req->arena, .error = &reading->req->error,
		.pointer = pointer, .dialect = reading->req->route->dialect,
	};
}

/* Null means the fallback; what is required has none. */
static void
store(const struct reading *reading, int i, const char *text, const char *pointer)
{
	const struct field *field = &reading->resource->fields[i];

	if (!text && field->flags & FIELD_REQUIRED) {
		fail_field(&reading->req->error, pointer, "required",
			   "is required");
		return;
	}
	reading->values->text[i] = text ? text : field->fallback;
	reading->values->given |= BIT(i);
}

static void
read_member(const struct reading *reading, const struct json_member *member)
{
	const char *pointer = pointer_to(reading->req->arena, member->name);
	struct value_place place = place_of(reading, pointer);
	int i = find_field(reading, member->name);
	const char *text;

	if (admit_member(reading, i, pointer)
	    && value_from_json(&place, &reading->resource->fields[i],
			       member->value, &text))
		store(reading, i, text, pointer);
}

static void
read_members(const struct reading *reading)
{
	struct request *req = reading->req;
	size_t count;
	struct json_member *members =
		json_members(req->arena, req->json, &count);

	for (size_t i = 0; i < count; i++)
		read_member(reading, &members[i]);
}

/* Pages send fields of their own too (token, tenant), so unknown ones pass. */
static void
read_pair(const struct reading *reading, const struct pair *pair)
{
	const char *pointer = pointer_to(reading->req->arena, pair->name);
	struct value_place place = place_of(reading, pointer);
	int i = find_field(reading, pair->name);
	const char *message, *text;

	/* What was never shown comes back empty: it stays. */
	if (i >= 0 && reading->resource->fields[i].flags & FIELD_SECRET
	    && !*pair->value)
		return;
	if (!refusal(reading, i, &message)
	    && value_from_text(&place, &reading->resource->fields[i],
			       pair->value, &text))
		store(reading, i, text, pointer);
}

static void
read_form(const struct reading *reading)
{
	const struct pairs *form = &reading->req->form;

	for (size_t i = 0; i < form->count; i++)
		read_pair(reading, &form->list[i]);
}

static bool
is_wrong(const struct error *err, const char *pointer)
{
	const struct error_field *field = err->fields;

	while (field && strcmp(field->pointer, pointer) != 0)
		field = field->next;
	return field != NULL;
}

/* What is set when a row is made stays when that is replaced. */
static bool
is_needed(const struct reading *reading, const struct field *field)
{
	return field->flags & FIELD_REQUIRED
	       && (reading->mode == VALIDATE_CREATE
		   || !(field->flags & FIELD_IMMUTABLE));
}

/* What was not given takes its fallback, or is missing. A secret stays: nobody who
 * gets the row and puts it back has it. */
static void
complete(const struct reading *reading)
{
	const struct field *fields = reading->resource->fields;
	struct request *req = reading->req;

	for (int i = 0; fields[i].name; i++) {
		const char *pointer = pointer_to(req->arena, fields[i].name);

		if (reading->values->given & BIT(i)
		    || !field_is_writable(&fields[i]))
			continue;
		reading->values->text[i] = fields[i].fallback;
		if (is_needed(reading, &fields[i])
		    && !is_wrong(&req->error, pointer))
			fail_field(&req->error, pointer, "required",
				   "is required");
		if (!(fields[i].flags & (FIELD_IMMUTABLE | FIELD_SECRET)))
			reading->values->given |= BIT(i);
	}
}

const char *
values_text(const struct resource *resource, const struct values *values,
	    const char *name)
{
	int i = resource_field(resource, name);

	return values->given & BIT(i) ? values->text[i] : NULL;
}

struct values
values_one(struct arena *arena, const struct resource *resource,
	   const char *name, const char *value)
{
	const char **text = arena_alloc(arena, RESOURCE_FIELDS_MAX
					       * sizeof *text);
	int field = resource_field(resource, name);

	text[field] = value;
	return (struct values){ text, BIT(field) };
}

bool
validate_body(struct request *req, const struct resource *resource,
	      enum validate_mode mode, struct values *values)
{
	struct reading reading = { req, resource, mode, values };

	*values = (struct values){ .text = arena_alloc(req->arena,
		RESOURCE_FIELDS_MAX * sizeof *values->text) };
	if (req->json.len == 0)
		read_form(&reading);
	else if (req->json.type == JSON_OBJECT)
		read_members(&reading);
	else
		return fail_field(&req->error, "", "type", "must be an object");
	if (mode != VALIDATE_UPDATE)
		complete(&reading);
	return (!resource->check || resource->check(req, values))
	       && req->error.kind == ERROR_NONE;
}
