#include "base/crypto.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include "base/arena.h"

static const char alphabet[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void
crypto_sha256(const void *bytes, size_t len, unsigned char out[SHA256_SIZE])
{
	/* It fails only without memory or without the algorithm. */
	if (SHA256(bytes, len, out) == NULL)
		abort();
}

void
crypto_hmac(const void *key, size_t key_len, const void *bytes, size_t len,
	    unsigned char out[SHA256_SIZE])
{
	if (HMAC(EVP_sha256(), key, (int)key_len, bytes, len, out, NULL) == NULL)
		abort();
}

void
crypto_random(void *out, size_t len)
{
	unsigned char *at = out;

	while (len > 0) {
		ssize_t got = getrandom(at, len, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			abort();
		at += got;
		len -= (size_t)got;
	}
}

bool
crypto_equal(const void *a, const void *b, size_t len)
{
	return CRYPTO_memcmp(a, b, len) == 0;
}

char *
base64url_encode(struct arena *arena, const void *bytes, size_t len)
{
	const unsigned char *at = bytes;
	char *text = arena_alloc(arena, (len + 2) / 3 * 4 + 1);
	char *end = text;
	unsigned bits = 0;
	int count = 0;

	for (; len > 0; len--) {
		bits = bits << 8 | *at++;
		count += 8;
		for (; count >= 6; count -= 6)
			*end++ = alphabet[bits >> (count - 6) & 63];
	}
	if (count > 0)
		*end = alphabet[bits << (6 - count) & 63];
	return text;
}

static int
digit_value(char c)
{
	const char *found = memchr(alphabet, c, 64);

	return found == NULL ? -1 : (int)(found - alphabet);
}

void *
base64url_decode(struct arena *arena, const char *text, size_t *len)
{
	unsigned char *bytes = arena_alloc(arena, strlen(text) / 4 * 3 + 3);
	unsigned bits = 0;
	int count = 0;

	*len = 0;
	for (; *text != '\0'; text++) {
		int value = digit_value(*text);

		if (value < 0)
			return NULL;
		bits = bits << 6 | (unsigned)value;
		count += 6;
		if (count >= 8) {
			count -= 8;
			bytes[(*len)++] = (unsigned char)(bits >> count);
		}
	}
	/* One text per value: no lone digit, and the bits left over are zero. */
	if (count >= 6 || (bits & ((1u << count) - 1)) != 0)
		return NULL;
	return bytes;
}

char *
crypto_to_bytea(struct arena *arena, const void *bytes, size_t len)
{
	static const char hex[] = "0123456789abcdef";
	const unsigned char *at = bytes;
	char *text = arena_alloc(arena, 2 * len + 3);
	char *end = text;

	*end++ = '\\';
	*end++ = 'x';
	for (size_t i = 0; i < len; i++) {
		*end++ = hex[at[i] >> 4];
		*end++ = hex[at[i] & 15];
	}
	return text;
}

void
crypto_wipe(void *bytes, size_t len)
{
	OPENSSL_cleanse(bytes, len);
}
