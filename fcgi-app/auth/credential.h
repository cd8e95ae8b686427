#ifndef AUTH_CREDENTIAL_H
#define AUTH_CREDENTIAL_H

/*
 * Credential: a session token or an API key, 32 random bytes as text. Only its
 * SHA-256 ever reaches the database.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;

#define CREDENTIAL_KEY_PREFIX "mst_"
#define CREDENTIAL_PREFIX_SHOWN 12	/* characters of a key that lists show */

/* 43 characters, base64url. */
char *credential_new_session(struct arena *);
/* mst_ and 43 characters. */
char *credential_new_key(struct arena *);

/* Plausible: 10 to 512 visible ASCII characters. Says nothing about validity. */
bool credential_is_plausible(const char *token);

/* SHA-256 as a bytea literal, for auth.begin. */
char *credential_hash(struct arena *, const char *token);

/* The token of "Bearer TOKEN" (scheme in any case); NULL if it is not that. */
const char *credential_bearer(const char *authorization);

#endif
