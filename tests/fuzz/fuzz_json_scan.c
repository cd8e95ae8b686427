/*
 * JSON: whatever the scan accepts is parsed, is indented to what it accepts
 * again, and is written again from its tree as the same tree.
 */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "json/json.h"
#include "json/parse.h"
#include "json/scan.h"
#include "json/writer.h"
#include "tests/fuzz/must.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void write_value(struct json_writer *, const struct json *);

static void
write_nested(struct json_writer *writer, const struct json *json)
{
	bool is_object = json_type_of(json) == JSON_OBJECT;

	if (is_object)
		json_begin_object(writer);
	else
		json_begin_array(writer);
	for (size_t i = 0; i < json_count(json); i++) {
		if (is_object)
			json_write_name(writer, json_name_at(json, i));
		write_value(writer, json_value_at(json, i));
	}
	if (is_object)
		json_end_object(writer);
	else
		json_end_array(writer);
}

static void
write_value(struct json_writer *writer, const struct json *json)
{
	switch (json_type_of(json)) {
	case JSON_NULL:
		json_write_null(writer);
		break;
	case JSON_FALSE:
	case JSON_TRUE:
		json_write_bool(writer, json_is_true(json));
		break;
	case JSON_NUMBER:
		json_write_raw(writer, json_string(json),
			       strlen(json_string(json)));
		break;
	case JSON_STRING:
		json_write_text(writer, json_string(json));
		break;
	case JSON_ARRAY:
	case JSON_OBJECT:
		write_nested(writer, json);
		break;
	}
}

static struct buf
written(struct arena *arena, const struct json *json)
{
	struct json_writer writer;
	struct buf buf;

	buf_init(&buf, arena, 16);
	json_writer_init(&writer, &buf);
	write_value(&writer, json);
	return buf;
}

static void
check_accepted(struct arena *arena, const char *text, size_t len,
	       struct json_slice slice)
{
	struct error err = { .arena = arena };
	const struct json *json = json_parse(arena, text, len, &err);
	struct buf once, again, pretty;

	must(json != NULL && json_type_of(json) == slice.type);
	once = written(arena, json);
	buf_init(&pretty, arena, 16);
	json_pretty(&pretty, text, len);
	json = json_parse(arena, pretty.bytes, pretty.len, &err);
	must(json != NULL);
	again = written(arena, json);
	must(once.len == again.len);
	must(memcmp(once.bytes, again.bytes, once.len) == 0);
	json = json_parse(arena, once.bytes, once.len, &err);
	must(json != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(256);
	struct error err = { .arena = arena };
	/* Exactly as large, so that reading on is found. */
	char *text = malloc(len + (len == 0));
	struct json_slice slice;

	if (len > 0)
		memcpy(text, bytes, len);
	if (json_scan(arena, text, len, &slice, &err))
		check_accepted(arena, text, len, slice);
	else
		must(err.kind == ERROR_BAD_REQUEST && err.message != NULL);
	arena_free(arena);
	free(text);
	return 0;
}
