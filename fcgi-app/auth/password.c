#include "auth/password.h"

#include <argon2.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "auth/password_common.h"
#include "base/crypto.h"
#include "base/error.h"
#include "base/text.h"

/* OWASP's second choice for Argon2id: some 44 ms and 19 MiB. */
enum { PASSES = 2, MEMORY_KIB = 19456, LANES = 1 };
enum { SALT_SIZE = 16, HASH_SIZE = 32 };

static int
compare_names(const void *a, const void *b)
{
	return strcasecmp(a, *(const char *const *)b);
}

static bool
is_common(const char *password)
{
	return bsearch(password, password_common, PASSWORD_COMMON_COUNT,
		       sizeof *password_common, compare_names) != NULL;
}

bool
password_check(const char *password, const char *pointer, struct error *err)
{
	size_t length;

	if (!password || !*password)
		return fail_field(err, pointer, "required", "is required");
	if (!text_is_utf8(password, strlen(password)))
		return fail_field(err, pointer, "malformed", "is not UTF-8");
	length = text_length(password);
	if (length < PASSWORD_MIN)
		return fail_field(err, pointer, "too_short",
				  "must have at least %d characters",
				  PASSWORD_MIN);
	if (length > PASSWORD_MAX)
		return fail_field(err, pointer, "too_long",
				  "must have at most %d characters",
				  PASSWORD_MAX);
	if (is_common(password))
		return fail_field(err, pointer, "common",
				  "is one of the commonest passwords");
	return true;
}

bool
password_hash(const char *password, char out[PASSWORD_HASH_SIZE])
{
	unsigned char salt[SALT_SIZE];

	crypto_random(salt, sizeof salt);
	return argon2id_hash_encoded(PASSES, MEMORY_KIB, LANES, password,
				     strlen(password), salt, sizeof salt,
				     HASH_SIZE, out, PASSWORD_HASH_SIZE)
	       == ARGON2_OK;
}

/* Of random bytes that nobody kept; only its cost matters. */
static const char dummy[] =
	"$argon2id$v=19$m=19456,t=2,p=1$AkquiCMaTxbz3nKctwliYw$"
	"bZXtBqRt9OLR28mLaBy/iQOo+pGIBrEzmJMeAWgnxgs";

bool
password_verify(const char *password, const char *hash)
{
	bool is_hash = hash && text_starts(hash, "$argon2id$");
	int result = argon2id_verify(is_hash ? hash : dummy, password,
				     strlen(password));

	return is_hash && result == ARGON2_OK;
}
