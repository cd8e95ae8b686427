/*
 * URL: what decodes is UTF-8 and is the same after encoding and decoding again;
 * what counts as a path of this site has nothing that leads elsewhere.
 */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "http/url.h"
#include "tests/fuzz/must.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
check_decoded(struct arena *arena, const char *text, size_t len, bool plus)
{
	const char *decoded = url_decode(arena, text, len, plus);
	const char *again;
	struct buf buf;

	if (!decoded)
		return;
	must(strlen(decoded) <= len);
	must(text_is_utf8(decoded, strlen(decoded)));
	buf_init(&buf, arena, 16);
	url_encode(&buf, decoded);
	again = url_decode(arena, buf.bytes, buf.len, plus);
	must(again && strcmp(again, decoded) == 0);
}

static void
check_local(const char *text)
{
	if (!url_local_path(text))
		return;
	must(text[0] == '/' && text[1] != '/');
	must(!strpbrk(text, "\\\r\n\t"));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(256);
	/* Exactly as large, so that reading on is found. */
	char *text = malloc(len + (len == 0));

	if (len > 0)
		memcpy(text, bytes, len);
	check_decoded(arena, text, len, false);
	check_decoded(arena, text, len, true);
	check_local(arena_copy(arena, text, len));
	arena_free(arena);
	free(text);
	return 0;
}
