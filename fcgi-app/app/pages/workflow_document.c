#include "app/pages/workflow_document.h"

#include <string.h>

#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "json/scan.h"
#include "json/writer.h"
#include "resource/resource.h"

#define EXTRA "extra"

/* Where the members of a document come from. */
struct source {
	struct arena *arena;
	const struct rows *now, *graph;
	struct json_member *head;
	size_t head_count;
};

static bool
is_graph(const struct field *field)
{
	return text_equal(field->name, "nodes")
	       || text_equal(field->name, "edges")
	       || text_equal(field->name, "variables");
}

bool
workflow_document_has(const struct field *field)
{
	return field_is_writable(field) && !(field->flags & FIELD_HIDDEN)
	       && !text_equal(field->name, "projectId");
}

static const struct json_member *
find_head(const struct source *source, const char *name)
{
	for (size_t i = 0; i < source->head_count; i++)
		if (strcmp(source->head[i].name, name) == 0)
			return &source->head[i];
	return NULL;
}

static void
write_stored(struct json_writer *json, const struct rows *rows,
	     const struct field *field)
{
	char column[FIELD_COLUMN_SIZE];
	const char *text = rows_named(rows, 0, field_shown(field, column));

	if (!text)
		json_write_null(json);
	else if (field->type == FIELD_BOOL)
		json_write_bool(json, *text == 't');
	else if (field_is_json(field) || field_is_list(field))
		json_write_raw(json, text, strlen(text));
	else
		json_write_text(json, text);
}

static void
write_field(struct json_writer *json, const struct source *source,
	    const struct field *field)
{
	const struct json_member *member = find_head(source, field->name);

	json_write_name(json, field->name);
	if (is_graph(field))
		write_stored(json, source->graph, field);
	else if (member)
		json_write_raw(json, member->value.text, member->value.len);
	else
		write_stored(json, source->now, field);
}

/* Members that no field stands for. */
static void
write_extra(struct json_writer *json, const struct source *source)
{
	const char *text = rows_named(source->graph, 0, EXTRA);
	struct json_slice object = { JSON_OBJECT, text, strlen(text) };
	struct json_member *members;
	size_t count;

	members = json_members(source->arena, object, &count);
	for (size_t i = 0; i < count; i++) {
		json_write_name(json, members[i].name);
		json_write_raw(json, members[i].value.text,
			       members[i].value.len);
	}
}

static const char *
write(const struct source *source)
{
	const struct field *field = workflow_resource.fields;
	struct json_writer json;
	struct buf plain, pretty;

	buf_init(&plain, source->arena, 4096);
	json_writer_init(&json, &plain);
	json_begin_object(&json);
	for (; field->name; field++)
		if (workflow_document_has(field))
			write_field(&json, source, field);
	write_extra(&json, source);
	json_end_object(&json);
	buf_init(&pretty, source->arena, 2 * plain.len);
	json_pretty(&pretty, plain.bytes, plain.len);
	return pretty.bytes;
}

const char *
workflow_document(struct arena *arena, const struct rows *rows)
{
	return write(&(const struct source){ .arena = arena, .now = rows,
					     .graph = rows });
}

const char *
workflow_document_head(struct arena *arena, const struct rows *rows)
{
	const struct field *field = workflow_resource.fields;
	struct json_writer json;
	struct buf buf;

	buf_init(&buf, arena, 1024);
	json_writer_init(&json, &buf);
	json_begin_object(&json);
	for (; field->name; field++) {
		if (!workflow_document_has(field) || is_graph(field))
			continue;
		json_write_name(&json, field->name);
		write_stored(&json, rows, field);
	}
	json_end_object(&json);
	return buf.bytes;
}

const char *
workflow_document_of(struct arena *arena, const char *head,
		     const struct rows *graph, const struct rows *now)
{
	struct source source = { .arena = arena, .now = now,
				 .graph = graph->count > 0 ? graph : now };
	struct error ignored = { .arena = arena };
	struct json_slice object;

	if (head && json_scan(arena, head, strlen(head), &object, &ignored)
	    && object.type == JSON_OBJECT)
		source.head = json_members(arena, object, &source.head_count);
	return write(&source);
}
