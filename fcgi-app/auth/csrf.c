#include "auth/csrf.h"

#include <string.h>

#include "base/arena.h"
#include "base/crypto.h"
#include "base/text.h"

/* Keeps this use of the session token apart from any other. */
static const char purpose[] = "csrf";

char *
csrf_token(struct arena *arena, const char *session)
{
	unsigned char mac[SHA256_SIZE];

	crypto_hmac(session, strlen(session), purpose, strlen(purpose), mac);
	return base64url_encode(arena, mac, sizeof mac);
}

/* RFC 6454, section 6.1: scheme, host, and a port unless it is the default. */
static char *
origin_of(struct arena *arena, const char *url)
{
	const char *host = strstr(url, "://");
	char *origin;

	if (!host)
		return NULL;
	host += strlen("://");
	origin = arena_copy(arena, url,
			    (size_t)(host - url) + strcspn(host, "/?#"));
	if (text_starts(origin, "https://") && text_ends(origin, ":443"))
		origin[strlen(origin) - strlen(":443")] = '\0';
	if (text_starts(origin, "http://") && text_ends(origin, ":80"))
		origin[strlen(origin) - strlen(":80")] = '\0';
	return origin;
}

/* A page of ours is served from public_url or from https at the host asked. */
static bool
is_own_origin(struct arena *arena, const struct csrf_evidence *evidence)
{
	const char *origin = evidence->origin;
	const char *url;

	if (!origin)
		return false;
	if (evidence->public_url
	    && text_equal_case(origin, origin_of(arena, evidence->public_url)))
		return true;
	if (!evidence->host)
		return false;
	url = arena_printf(arena, "https://%s", evidence->host);
	return text_equal_case(origin, origin_of(arena, url));
}

/*
 * Of Sec-Fetch-Site only "same-origin" counts: "none" is a person's own doing
 * (an address typed, a bookmark), and that never posts.
 */
static bool
is_same_origin(struct arena *arena, const struct csrf_evidence *evidence)
{
	if (evidence->sec_fetch_site)
		return strcmp(evidence->sec_fetch_site, "same-origin") == 0;
	return is_own_origin(arena, evidence);
}

bool
csrf_is_token_of(struct arena *arena, const char *session, const char *token)
{
	const char *expected = session ? csrf_token(arena, session) : "";

	return session && token && strlen(token) == strlen(expected)
	       && crypto_equal(token, expected, strlen(expected));
}

bool
csrf_is_allowed(struct arena *arena, const struct csrf_evidence *evidence)
{
	if (!is_same_origin(arena, evidence))
		return false;
	return !evidence->session
	       || csrf_is_token_of(arena, evidence->session,
				   evidence->token);
}
