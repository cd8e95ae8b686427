#include "base/crypto.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include "base/arena.h"
#include "base/text.h"

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

bool
crypto_from_hex(const char *digits, size_t size, void *out)
{
	unsigned char *bytes = out;

	for (size_t i = 0; i < size; i++) {
		int high = text_hex_digit(digits[2 * i]);
		int low = high < 0 ? -1 : text_hex_digit(digits[2 * i + 1]);

		if (low < 0)
			return false;
		bytes[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

unsigned char *
crypto_from_bytea(struct arena *arena, const char *text, size_t *len)
{
	size_t digits = strlen(text);
	unsigned char *bytes;

	if (digits % 2 != 0 || strncmp(text, "\\x", 2) != 0)
		return NULL;
	*len = digits / 2 - 1;
	bytes = arena_alloc(arena, *len + 1);
	return crypto_from_hex(text + 2, *len, bytes) ? bytes : NULL;
}

/* ---- AES-256-GCM ---- */

/* EVP counts in int; nothing here is longer than the largest body. */
static void
check_size(size_t len)
{
	if (len > INT_MAX - CRYPTO_TAG_SIZE)
		abort();
}

/* The key is set and the data is taken in. Fails only without memory. */
static EVP_CIPHER_CTX *
begin_box(const struct crypto_box *box, int is_seal)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	int len;

	check_size(box->data_len);
	if (ctx == NULL
	    || !EVP_CipherInit_ex(ctx, EVP_aes_256_gcm(), NULL, box->key,
				  box->nonce, is_seal)
	    || !EVP_CipherUpdate(ctx, NULL, &len, box->data,
				 (int)box->data_len))
		abort();
	return ctx;
}

void
crypto_seal(const struct crypto_box *box, const void *plain, size_t len,
	    unsigned char *sealed)
{
	EVP_CIPHER_CTX *ctx = begin_box(box, 1);
	int done;

	check_size(len);
	if (!EVP_CipherUpdate(ctx, sealed, &done, plain, (int)len)
	    || !EVP_CipherFinal_ex(ctx, sealed + len, &done)
	    || !EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_GCM_GET_TAG, CRYPTO_TAG_SIZE,
				    sealed + len))
		abort();
	EVP_CIPHER_CTX_free(ctx);
}

bool
crypto_open(const struct crypto_box *box, const unsigned char *sealed,
	    size_t len, unsigned char *plain)
{
	unsigned char tag[CRYPTO_TAG_SIZE];
	EVP_CIPHER_CTX *ctx;
	size_t plain_len = len - CRYPTO_TAG_SIZE;
	bool is_whole;
	int done;

	if (len < CRYPTO_TAG_SIZE)
		return false;
	check_size(len);
	memcpy(tag, sealed + plain_len, sizeof tag);
	ctx = begin_box(box, 0);
	is_whole = EVP_CipherUpdate(ctx, plain, &done, sealed, (int)plain_len)
		   && EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_GCM_SET_TAG, sizeof tag,
					  tag)
		   && EVP_CipherFinal_ex(ctx, plain + plain_len, &done) == 1;
	EVP_CIPHER_CTX_free(ctx);
	if (!is_whole)
		crypto_wipe(plain, plain_len);
	return is_whole;
}

void
crypto_wipe(void *bytes, size_t len)
{
	OPENSSL_cleanse(bytes, len);
}
