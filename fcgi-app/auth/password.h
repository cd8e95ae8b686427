#ifndef AUTH_PASSWORD_H
#define AUTH_PASSWORD_H

/* Password: Argon2id, 19 MiB, t=2, p=1 (OWASP), in the PHC string format. */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;

#define PASSWORD_MIN 8
#define PASSWORD_MAX 256
#define PASSWORD_HASH_SIZE 128

/* Long enough, well-formed, not among the commonest; else fail_field(pointer). */
bool password_check(const char *password, const char *pointer, struct error *);

/* Some 44 ms: only in a side thread or a command. False: no memory. */
bool password_hash(const char *password, char out[PASSWORD_HASH_SIZE]);

/* The same work whether hash is NULL (unknown user; never true) or not. */
bool password_verify(const char *password, const char *hash);

#endif
