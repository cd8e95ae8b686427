#ifndef BASE_CRYPTO_H
#define BASE_CRYPTO_H

/* Crypto: digests, random bytes and their spellings. The only user of OpenSSL. */

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

/* Overwrite a secret so that no compiler leaves it out. */
void crypto_wipe(void *bytes, size_t len);

#endif
