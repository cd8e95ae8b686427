#include "import/id.h"

#include <string.h>

#include "base/arena.h"
#include "base/crypto.h"

static const char hex[] = "0123456789abcdef";

/* The sum of two sums, so that no other pair of texts reads the same. */
static void
digest(const char *source, const char *old_id, unsigned char out[SHA256_SIZE])
{
	unsigned char sums[2 * SHA256_SIZE];

	crypto_sha256(source, strlen(source), sums);
	crypto_sha256(old_id, strlen(old_id), sums + SHA256_SIZE);
	crypto_sha256(sums, sizeof sums, out);
}

/*
 * uuid_floor writes the time, the version and the variant; the rest of the 32
 * digits is filled with the digest, digit by digit, and the two bits of the
 * variant stay.
 */
void
import_id(const char *source, const char *old_id, int64_t created_ms,
	  char out[UUID_TEXT_SIZE])
{
	unsigned char sum[SHA256_SIZE];
	int digit = 0;

	digest(source, old_id, sum);
	uuid_floor(created_ms, out);
	for (int i = 15; i < UUID_TEXT_SIZE - 1; i++, digit++) {
		int value = digit % 2 == 0 ? sum[digit / 2] >> 4
			: sum[digit / 2] & 15;

		if (out[i] == '-')
			continue;
		out[i] = hex[i == 19 ? 8 + (value & 3) : value];
	}
}

const char *
import_fingerprint(struct arena *arena, const char *text, size_t len)
{
	unsigned char sum[SHA256_SIZE];
	char *out = arena_alloc(arena, 7 + 2 * SHA256_SIZE + 1);
	char *at = stpcpy(out, "sha256:");

	crypto_sha256(text, len, sum);
	for (int i = 0; i < SHA256_SIZE; i++) {
		*at++ = hex[sum[i] >> 4];
		*at++ = hex[sum[i] & 15];
	}
	*at = '\0';
	return out;
}
