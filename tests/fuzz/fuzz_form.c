/*
 * Form: the pairs of a query or a form are at most 200, are UTF-8, and are the
 * same after they were written and parsed again.
 */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"
#include "http/url.h"
#include "tests/fuzz/must.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
write_pairs(struct buf *buf, const struct pairs *pairs)
{
	for (size_t i = 0; i < pairs->count; i++) {
		buf_char(buf, '&');
		url_encode(buf, pairs->list[i].name);
		buf_char(buf, '=');
		url_encode(buf, pairs->list[i].value);
	}
}

static void
check_pairs(struct arena *arena, const struct pairs *pairs)
{
	struct error err = { .arena = arena };
	struct pairs again;
	struct buf buf;

	must(pairs->count <= 200);
	buf_init(&buf, arena, 16);
	write_pairs(&buf, pairs);
	/* the first separator is one more place for a pair */
	if (pairs->count == 200)
		return;
	must(url_parse_query(arena, buf.bytes, buf.len, &again, &err));
	must(again.count == pairs->count);
	for (size_t i = 0; i < pairs->count; i++) {
		must(text_is_utf8(pairs->list[i].name,
				  strlen(pairs->list[i].name)));
		must(strcmp(again.list[i].name, pairs->list[i].name) == 0);
		must(strcmp(again.list[i].value, pairs->list[i].value) == 0);
		must(pairs_find(&again, again.list[i].name) != NULL);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(256);
	struct error err = { .arena = arena };
	/* Exactly as large, so that reading on is found. */
	char *text = malloc(len + (len == 0));
	struct pairs pairs;

	if (len > 0)
		memcpy(text, bytes, len);
	if (url_parse_query(arena, text, len, &pairs, &err))
		check_pairs(arena, &pairs);
	else
		must(err.kind == ERROR_BAD_REQUEST && err.message != NULL);
	arena_free(arena);
	free(text);
	return 0;
}
