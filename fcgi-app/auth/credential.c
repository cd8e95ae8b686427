#include "auth/credential.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/crypto.h"

enum { TOKEN_BYTES = 32, TOKEN_MIN = 10, TOKEN_MAX = 512 };

char *
credential_new_session(struct arena *arena)
{
	unsigned char bytes[TOKEN_BYTES];
	char *token;

	crypto_random(bytes, sizeof bytes);
	token = base64url_encode(arena, bytes, sizeof bytes);
	crypto_wipe(bytes, sizeof bytes);
	return token;
}

char *
credential_new_key(struct arena *arena)
{
	return arena_printf(arena, CREDENTIAL_KEY_PREFIX "%s",
			    credential_new_session(arena));
}

bool
credential_is_plausible(const char *token)
{
	size_t len = strlen(token);

	for (size_t i = 0; i < len; i++)
		if (token[i] < '!' || token[i] > '~')
			return false;
	return len >= TOKEN_MIN && len <= TOKEN_MAX;
}

char *
credential_hash(struct arena *arena, const char *token)
{
	unsigned char hash[SHA256_SIZE];

	crypto_sha256(token, strlen(token), hash);
	return crypto_to_bytea(arena, hash, sizeof hash);
}

/* RFC 9110, section 11.4: the scheme, one or more spaces, the token. */
const char *
credential_bearer(const char *authorization)
{
	static const char scheme[] = "Bearer ";
	size_t len = sizeof scheme - 1;

	if (!authorization || strncasecmp(authorization, scheme, len) != 0)
		return NULL;
	authorization += len;
	authorization += strspn(authorization, " ");
	return *authorization ? authorization : NULL;
}
