/*
 * Multipart: a form tells the same parts whether it comes whole or in pieces, each
 * part ends before the next begins, and a reader is told no more bytes than came.
 * The first byte of the input is the size of the pieces; the rest is the body.
 */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "http/multipart.h"
#include "tests/fuzz/must.h"

#define PARTS_MAX 64

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const char type[] = "multipart/form-data; boundary=x";

struct reading {
	struct buf told;
	size_t data_len;
	int parts;
	bool is_in_part;
};

static bool
on_begin(void *object, const struct multipart_part *part)
{
	struct reading *reading = object;

	must(!reading->is_in_part);
	must(strlen(part->name) <= 8192);
	reading->is_in_part = true;
	buf_printf(&reading->told, "%s/%s:", part->name,
		   part->file_name ? part->file_name : "-");
	return ++reading->parts < PARTS_MAX;
}

static bool
on_data(void *object, const char *bytes, size_t len)
{
	struct reading *reading = object;

	must(reading->is_in_part && len > 0);
	reading->data_len += len;
	buf_add(&reading->told, bytes, len);
	return true;
}

static bool
on_end(void *object)
{
	struct reading *reading = object;

	must(reading->is_in_part);
	reading->is_in_part = false;
	buf_char(&reading->told, '.');
	return true;
}

/* Each piece in memory of its own size, so that reading on is found. */
static bool
feed(struct multipart *parser, const uint8_t *bytes, size_t len,
     struct error *err)
{
	char *piece = malloc(len);
	bool worked;

	memcpy(piece, bytes, len);
	worked = multipart_feed(parser, piece, len, err);
	free(piece);
	return worked;
}

static bool
parse(struct arena *arena, const uint8_t *bytes, size_t len, size_t size,
      struct reading *out)
{
	const struct multipart_reader reader = { on_begin, on_data, on_end, out };
	struct error err = { .arena = arena };
	struct multipart *parser = multipart_new(arena, type, &reader, &err);

	buf_init(&out->told, arena, 256);
	for (size_t at = 0; at < len; at += size)
		if (!feed(parser, bytes + at,
			  size < len - at ? size : len - at, &err))
			return false;
	must(out->data_len <= len);
	return multipart_end(parser, &err);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(4096);
	struct reading whole = { .parts = 0 }, pieces = { .parts = 0 };
	size_t size = len > 0 && bytes[0] > 0 ? bytes[0] : 1;
	bool is_form;

	if (len < 2) {
		arena_free(arena);
		return 0;
	}
	is_form = parse(arena, bytes + 1, len - 1, len, &whole);
	must(parse(arena, bytes + 1, len - 1, size, &pieces) == is_form);
	must(!is_form || !whole.is_in_part);
	must(whole.told.len == pieces.told.len);
	must(memcmp(whole.told.bytes, pieces.told.bytes, whole.told.len) == 0);
	arena_free(arena);
	return 0;
}
