#ifndef BASE_CRYPTO_H
#define BASE_CRYPTO_H

/* Crypto: digests, random bytes, AES-256-GCM, and how bytes are spelled. The only
 * user of OpenSSL. */

#include <stdbool.h>
#include <stddef.h>

struct arena;

#define SHA256_SIZE 32

/* FIPS 180-4. */
void crypto_sha256(const void *bytes, size_t len, unsigned char out[SHA256_SIZE]);

/* RFC 2104 with SHA-256. */
void crypto_hmac(const void *key, size_t key_len, const void *bytes, size_t len,
		 unsigned char out[SHA256_SIZE]);

/* From the operating system; aborts if it has none. */
void crypto_random(void *out, size_t len);

/* Equal without telling where they differ. */
bool crypto_equal(const void *a, const void *b, size_t len);

/* RFC 4648 section 5, no padding; strict when decoding (NULL if malformed). */
char *base64url_encode(struct arena *, const void *bytes, size_t len);
void *base64url_decode(struct arena *, const char *text, size_t *len);

/* PostgreSQL's bytea input, \x0123…; arena-owned. */
char *crypto_to_bytea(struct arena *, const void *bytes, size_t len);

/* Hexadecimal digits in either case: size bytes of 2 * size digits. */
bool crypto_from_hex(const char *digits, size_t size, void *out);
/* What PostgreSQL writes of a bytea; NULL if it is none. Arena-owned. */
unsigned char *crypto_from_bytea(struct arena *, const char *text, size_t *len);

#define CRYPTO_KEY_SIZE 32
#define CRYPTO_NONCE_SIZE 12
#define CRYPTO_TAG_SIZE 16

/* What AES-256-GCM (NIST SP 800-38D) works with beside the text. */
struct crypto_box {
	const unsigned char *key;	/* CRYPTO_KEY_SIZE */
	const unsigned char *nonce;	/* CRYPTO_NONCE_SIZE; once with each key */
	const void *data;		/* bound to the text, not hidden */
	size_t data_len;
};

/* sealed has room for len + CRYPTO_TAG_SIZE bytes. */
void crypto_seal(const struct crypto_box *, const void *plain, size_t len,
		 unsigned char *sealed);

/*
 * plain has room for len - CRYPTO_TAG_SIZE bytes. False, and plain is wiped, if
 * anything is not what it was when it was sealed.
 */
bool crypto_open(const struct crypto_box *, const unsigned char *sealed,
		 size_t len, unsigned char *plain);

/* Overwrite a secret so that no compiler leaves it out. */
void crypto_wipe(void *bytes, size_t len);

#endif
