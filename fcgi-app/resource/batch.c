#include "resource/batch.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "http/request.h"
#include "http/router.h"
#include "json/writer.h"
#include "resource/resource.h"
#include "resource/value.h"

#define BIT(i) ((uint64_t)1 << (i))

/* One row while it is read. */
struct reading {
	struct request *req;
	const struct batch_of *of;
	struct json_writer *json;
	const char *pointer;
	uint64_t given;		/* bit i: the i-th field, and not null */
};

/* -1 if there is no such field that may be written. */
static int
find_field(const struct resource *resource, const char *name)
{
	const struct alias *alias = resource->member_aliases;
	int i;

	for (; alias && alias->from; alias++)
		if (strcmp(alias->from, name) == 0)
			name = alias->to;
	i = resource_field(resource, name);
	return i >= 0 && field_is_writable(&resource->fields[i]) ? i : -1;
}

static void
write_value(struct json_writer *json, const struct field *field,
	    const char *text)
{
	json_write_name(json, field->name);
	if (field_is_json(field) || field->type == FIELD_NUMBER)
		json_write_raw(json, text, strlen(text));
	else
		json_write_text(json, text);
}

static bool
read_member(struct reading *reading, const char *name, struct json_slice slice)
{
	int i = find_field(reading->of->resource, name);
	const struct field *field = &reading->of->resource->fields[i];
	struct arena *arena = reading->req->arena;
	struct value_place place = {
		.arena = arena, .error = &reading->req->error,
		.pointer = arena_printf(arena, "%s/%s", reading->pointer, name),
		.dialect = reading->req->route->dialect,
	};
	const char *text;

	if (i < 0)
		return reading->req->route->flags & ROUTE_LENIENT
		       || fail_field(place.error, place.pointer, "unknown",
				     "is not known here");
	if (!value_from_json(&place, field, slice, &text)) {
		reading->given |= BIT(i);
		return false;
	}
	if (!text)
		return true;
	reading->given |= BIT(i);
	write_value(reading->json, field, text);
	return true;
}

/* What was not sent: its fallback, or a fault. */
static bool
fill(struct reading *reading)
{
	const struct field *fields = reading->of->resource->fields;
	bool is_good = true;

	for (int i = 0; fields[i].name; i++) {
		if (reading->given & BIT(i) || !field_is_writable(&fields[i]))
			continue;
		if (fields[i].fallback)
			write_value(reading->json, &fields[i],
				    fields[i].fallback);
		else if (fields[i].flags & FIELD_REQUIRED)
			is_good = fail_field(&reading->req->error,
				arena_printf(reading->req->arena, "%s/%s",
					     reading->pointer, fields[i].name),
				"required", "is required");
	}
	return is_good;
}

static bool
read_members(struct reading *reading, struct json_slice row)
{
	size_t count;
	struct json_member *members =
		json_members(reading->req->arena, row, &count);
	bool is_good = true;

	for (size_t i = 0; i < count; i++)
		is_good &= read_member(reading, members[i].name,
				       members[i].value);
	return is_good;
}

static bool
read_row(struct request *req, const struct batch_of *of,
	 struct json_writer *json, struct json_slice row, const char *pointer)
{
	struct reading reading = { .req = req, .of = of, .json = json,
				   .pointer = pointer };
	bool is_text = row.type == JSON_STRING && of->text;
	bool is_good;

	if (!is_text && row.type != JSON_OBJECT)
		return fail_field(&req->error, pointer, "type",
				  "must be an object%s",
				  of->text ? " or a text" : "");
	json_begin_object(json);
	is_good = is_text ? read_member(&reading, of->text, row)
			  : read_members(&reading, row);
	is_good &= fill(&reading);
	json_end_object(json);
	return is_good;
}

static bool
read_rows(struct request *req, const struct batch_of *of,
	  struct json_writer *json, const struct json_member *rows, size_t count,
	  const char *pointer)
{
	bool is_good = true;

	if (count > of->max)
		return fail_field(&req->error, pointer, "too_many",
				  "has more than %zu %s", of->max, of->row);
	for (size_t i = 0; i < count; i++)
		is_good &= read_row(req, of, json, rows[i].value,
				    arena_printf(req->arena, "%s/%zu", pointer,
						 i));
	return is_good;
}

bool
batch_read(struct request *req, const struct batch_of *of,
	   struct json_slice slice, const char *pointer, struct batch *out)
{
	struct json_member *rows;
	struct json_writer json;
	struct buf buf;
	bool is_good;

	buf_init(&buf, req->arena, slice.len + 64);
	json_writer_init(&json, &buf);
	out->count = 1;
	json_begin_array(&json);
	if (slice.type == JSON_ARRAY) {
		rows = json_members(req->arena, slice, &out->count);
		is_good = read_rows(req, of, &json, rows, out->count, pointer);
	} else
		is_good = read_row(req, of, &json, slice, pointer);
	json_end_array(&json);
	out->json = buf.bytes;
	return is_good;
}
