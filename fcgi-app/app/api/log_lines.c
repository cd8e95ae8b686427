#include "app/api/log_lines.h"

#include <string.h>

#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/router.h"
#include "json/writer.h"
#include "resource/resource.h"
#include "resource/value.h"

static const struct statement add_execution_logs = {
	.name = "add_execution_logs",
	.sql = "insert into execution_logs"
	       " (execution_id, at, level, message, context, node_id)"
	       " select e.id, coalesce(l.timestamp, now()), l.level, l.message,"
	       " l.context, l.\"nodeId\""
	       " from executions e, jsonb_to_recordset($2::jsonb) as l"
	       " (timestamp timestamptz, level text, message text,"
	       " context jsonb, \"nodeId\" text)"
	       " where e.id = app.row_id('execution', $1::text)"
	       " returning execution_id",
};

/* One line while it is read. */
struct reading {
	struct request *req;
	struct json_writer *json;
	const char *pointer;
	bool has_message, has_level;
};

static const struct field *
find_field(const char *name)
{
	const struct alias *alias = log_resource.member_aliases;
	int i;

	for (; alias->from; alias++)
		if (strcmp(alias->from, name) == 0)
			name = alias->to;
	i = resource_field(&log_resource, name);
	if (i < 0 || !field_is_writable(&log_resource.fields[i]))
		return NULL;
	return &log_resource.fields[i];
}

static bool
read_member(struct reading *reading, const char *name, struct json_slice slice)
{
	const struct field *field = find_field(name);
	struct arena *arena = reading->req->arena;
	struct value_place place = {
		.arena = arena, .error = &reading->req->error,
		.pointer = arena_printf(arena, "%s/%s", reading->pointer, name),
		.dialect = reading->req->route->dialect,
	};
	const char *text;

	if (!field)
		return true;
	reading->has_message |= strcmp(field->name, "message") == 0;
	if (!value_from_json(&place, field, slice, &text))
		return false;
	if (!text)
		return true;
	reading->has_level |= strcmp(field->name, "level") == 0;
	json_write_name(reading->json, field->name);
	if (field->type == FIELD_JSON)
		json_write_raw(reading->json, text, strlen(text));
	else
		json_write_text(reading->json, text);
	return true;
}

static bool
read_object(struct reading *reading, struct json_slice line)
{
	size_t count;
	struct json_member *members =
		json_members(reading->req->arena, line, &count);
	bool is_good = true;

	for (size_t i = 0; i < count; i++)
		is_good &= read_member(reading, members[i].name,
				       members[i].value);
	if (reading->has_message)
		return is_good;
	return fail_field(&reading->req->error,
			  arena_printf(reading->req->arena, "%s/message",
				       reading->pointer),
			  "required", "is required");
}

static bool
read_line(struct request *req, struct json_writer *json, struct json_slice line,
	  const char *pointer)
{
	struct reading reading = { .req = req, .json = json, .pointer = pointer };
	bool is_good;

	if (line.type != JSON_STRING && line.type != JSON_OBJECT)
		return fail_field(&req->error, pointer, "type",
				  "must be an object or a text");
	json_begin_object(json);
	is_good = line.type == JSON_STRING
			  ? read_member(&reading, "message", line)
			  : read_object(&reading, line);
	if (!reading.has_level)
		json_member_text(json, "level", "info");
	json_end_object(json);
	return is_good;
}

static bool
read_lines(struct request *req, struct json_writer *json,
	   const struct json_member *lines, size_t count, const char *pointer)
{
	bool is_good = true;

	if (count > LOG_LINES_MAX)
		return fail_field(&req->error, pointer, "too_many",
				  "has more than %d lines", LOG_LINES_MAX);
	for (size_t i = 0; i < count; i++)
		is_good &= read_line(req, json, lines[i].value,
				     arena_printf(req->arena, "%s/%zu", pointer,
						  i));
	return is_good;
}

bool
log_lines_read(struct request *req, struct json_slice slice, const char *pointer,
	       struct log_lines *out)
{
	struct json_member one = { .value = slice }, *lines = &one;
	struct json_writer json;
	struct buf buf;
	bool is_good;

	buf_init(&buf, req->arena, slice.len + 64);
	json_writer_init(&json, &buf);
	out->count = 1;
	if (slice.type == JSON_ARRAY)
		lines = json_members(req->arena, slice, &out->count);
	json_begin_array(&json);
	is_good = slice.type == JSON_ARRAY
			  ? read_lines(req, &json, lines, out->count, pointer)
			  : read_line(req, &json, slice, pointer);
	json_end_array(&json);
	out->json = buf.bytes;
	return is_good;
}

bool
log_lines_add(struct unit *unit, const char *execution,
	      const struct log_lines *lines)
{
	return unit_add(unit, &add_execution_logs, execution, lines->json);
}
