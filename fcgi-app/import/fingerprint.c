#include "import/fingerprint.h"

#include <string.h>

#include "base/arena.h"
#include "base/crypto.h"

static const char hex[] = "0123456789abcdef";

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
