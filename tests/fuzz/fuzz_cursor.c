/*
 * Cursors come back from clients. What is read as one, of any order, is what the
 * database may see: an id, and a value of the type of the column; and it is
 * written back as the same text.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/time.h"
#include "resource/cursor.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static const struct field sorts[] = {
	{ .name = "createdAt", .type = FIELD_TIME, .flags = FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME },
	{ .name = "name", .type = FIELD_TEXT },
	{ .name = "size", .type = FIELD_INT },
	{ .name = "agentId", .type = FIELD_ID },
};

static void
require(int condition)
{
	if (!condition)
		abort();
}

static void
check_value(const struct field *sort, const char *value)
{
	char time[TIME_TEXT_SIZE];
	int64_t number;

	require(text_is_utf8(value, strlen(value)));
	if (sort->flags & FIELD_OF_ID)
		require(*value == '\0');
	else if (sort->type == FIELD_TIME)
		require(time_from_sql(value, time));
	else if (sort->type == FIELD_INT)
		require(text_to_int(value, INT64_MIN, INT64_MAX, &number));
	else if (sort->type == FIELD_ID)
		require(is_uuid(value));
}

/* The list is the one that the text says it is of, or nothing would pass. */
static void
check(struct arena *arena, const char *text, const char *digest)
{
	for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++) {
		struct cursor cursor;

		if (!cursor_read(arena, text, digest, &sorts[i], &cursor))
			continue;
		require(is_uuid(cursor.id));
		check_value(&sorts[i], cursor.value);
		require(strcmp(cursor_write(arena, digest, &cursor), text) == 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *arena = arena_new(4096);
	char digest[CURSOR_DIGEST_SIZE];
	struct cursor made;

	check(arena, arena_copy(arena, (const char *)data, len),
	      "0123456789abcdef");
	cursor_digest("a list", digest);
	made.id = "01890a5d-ac96-774b-bcce-b302099a8057";
	made.value = arena_copy(arena, (const char *)data, len);
	check(arena, cursor_write(arena, digest, &made), digest);
	arena_free(arena);
	return 0;
}
