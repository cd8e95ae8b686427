#include "resource/cursor.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/crypto.h"
#include "base/text.h"
#include "base/time.h"

/* Inside: 16 digits of the digest, 36 characters of the id, the value. */
enum { DIGEST_LENGTH = 16, ID_LENGTH = 36, HEAD_LENGTH = 52 };

void
cursor_digest(const char *list, char out[CURSOR_DIGEST_SIZE])
{
	unsigned char digest[SHA256_SIZE];

	crypto_sha256(list, strlen(list), digest);
	for (size_t i = 0; i < DIGEST_LENGTH / 2; i++)
		snprintf(out + 2 * i, 3, "%02x", digest[i]);
}

const char *
cursor_write(struct arena *arena, const char *digest, const struct cursor *cursor)
{
	const char *inside = arena_printf(arena, "%s%s%s", digest, cursor->id,
					  cursor->value);

	return base64url_encode(arena, inside, strlen(inside));
}

/* What the sort column may hold; the database shall never see anything else. */
static bool
is_value(const struct field *sort, const char *value)
{
	char time[TIME_TEXT_SIZE];
	int64_t number;

	if (sort->flags & FIELD_OF_ID)
		return *value == '\0';
	switch (sort->type) {
	case FIELD_TIME:
		return strlen(value) <= TIME_TEXT_SIZE
		       && time_from_sql(value, time);
	case FIELD_INT:
		return text_to_int(value, INT64_MIN, INT64_MAX, &number);
	case FIELD_ID:
		return is_uuid(value);
	default:
		return true;
	}
}

bool
cursor_read(struct arena *arena, const char *text, const char *digest,
	    const struct field *sort, struct cursor *cursor)
{
	const char *inside;
	void *bytes;
	size_t len;

	if (strlen(text) > CURSOR_TEXT_MAX)
		return false;
	bytes = base64url_decode(arena, text, &len);
	if (!bytes || len < HEAD_LENGTH || !text_is_utf8(bytes, len))
		return false;
	inside = arena_copy(arena, bytes, len);
	cursor->id = arena_copy(arena, inside + DIGEST_LENGTH, ID_LENGTH);
	cursor->value = inside + HEAD_LENGTH;
	return memcmp(inside, digest, DIGEST_LENGTH) == 0
	       && is_uuid(cursor->id) && is_value(sort, cursor->value);
}
