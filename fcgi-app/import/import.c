#include "import/import.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "import/format.h"

#define MEBIBYTE ((size_t)1024 * 1024)
#define ARRAY_FLOWS_MAX 1000

bool
import_size_ok(size_t size, struct error *err)
{
	if (size <= IMPORT_SIZE_MAX)
		return true;
	return fail(err, ERROR_TOO_LARGE, "the file has %zu MiB; at most "
		    "%zu MiB are read", (size + MEBIBYTE - 1) / MEBIBYTE,
		    IMPORT_SIZE_MAX / MEBIBYTE);
}

/* The last part of a path, without its ending. */
static const char *
name_of_file(struct arena *arena, const char *file)
{
	const char *slash = file ? strrchr(file, '/') : NULL;
	const char *name = slash != NULL ? slash + 1 : file;
	const char *dot = name ? strrchr(name, '.') : NULL;

	if (dot == NULL || dot == name)
		return name;
	return arena_copy(arena, name, (size_t)(dot - name));
}

/* Editors on Windows put a byte order mark in front, which is no JSON. */
static const char *
without_mark(const char *text, size_t *len)
{
	if (*len < 3 || memcmp(text, "\xef\xbb\xbf", 3) != 0)
		return text;
	*len -= 3;
	return text + 3;
}

static void
open_source(struct import_source *source, struct json_slice text)
{
	source->text = text;
	source->doc = text.type == JSON_ARRAY
		? doc_items(source->arena, &source->text)
		: doc_open(source->arena, &source->text);
}

static bool
read_one(struct import_source *source)
{
	const struct import_format *format = import_detect(source);

	return format != NULL && format->read(source);
}

static bool
is_array_of_documents(struct import_source *source)
{
	struct import_source first = *source;

	if (source->text.type != JSON_ARRAY || source->doc.count == 0)
		return false;
	open_source(&first, source->doc.members[0].value);
	return first.text.type == JSON_OBJECT &&
		doc_find_array(&first.doc, "nodes") != NULL &&
		(doc_find(&first.doc, "connections") != NULL ||
		 doc_find(&first.doc, "edges") != NULL);
}

/* Exports of many documents at once are arrays of them. */
static bool
read_array(struct import_source *source)
{
	struct doc documents = source->doc;

	if (documents.count > ARRAY_FLOWS_MAX)
		return fail(source->err, ERROR_INVALID, "the file has %zu "
			    "flows; at most %d are read at once", documents.count,
			    ARRAY_FLOWS_MAX);
	for (size_t i = 0; i < documents.count; i++) {
		open_source(source, documents.members[i].value);
		if (!read_one(source))
			return false;
	}
	return true;
}

/*
 * What was written must read back: members that moved a level deeper may now be
 * deeper than any JSON that Muster takes.
 */
static bool
is_writable(struct import_source *source, const struct import_flow *flow)
{
	struct json_slice slice;

	return json_scan(source->arena, flow->flowchart.text,
			 flow->flowchart.len, &slice, source->err);
}

static bool
all_are_writable(struct import_source *source)
{
	for (size_t i = 0; i < source->list->count; i++)
		if (!is_writable(source, &source->list->flows[i]))
			return false;
	return true;
}

struct import_list *
import_read(struct arena *arena, const char *file, const char *text, size_t len,
	    struct error *err)
{
	struct import_list list = { NULL, 0 };
	struct import_source source = { .arena = arena, .err = err,
		.name = name_of_file(arena, file), .list = &list };
	struct json_slice slice;
	struct import_list *out;

	if (!import_size_ok(len, err))
		return NULL;
	text = without_mark(text, &len);
	if (!json_scan(arena, text, len, &slice, err))
		return NULL;
	open_source(&source, slice);
	if (!(is_array_of_documents(&source) ? read_array(&source)
	      : read_one(&source)) || !all_are_writable(&source))
		return NULL;
	out = arena_alloc(arena, sizeof *out);
	*out = list;
	return out;
}
