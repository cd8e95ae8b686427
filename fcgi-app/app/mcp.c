#include "app/mcp.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fetch.h"
#include "base/text.h"
#include "resource/masked.h"

#define TIMEOUT_MS 10000
#define ANSWER_MAX (512 * 1024)
#define HEADER_NAME_MAX 64
#define HEADER_VALUE_MAX 4096
#define HEADERS_MAX (MASKED_MAX + 4)

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

/* ---- the address ---- */

/* The length of a name in braces at the beginning of text; 0: there is none. */
static size_t
place_length(const char *text)
{
	size_t len = strspn(text + (*text == '{'), LETTERS DIGITS "_");

	return *text == '{' && len > 0 && text[len + 1] == '}' ? len + 2 : 0;
}

static void
add_escaped(struct buf *url, const char *token)
{
	for (; *token; token++)
		if (strchr(LETTERS DIGITS "-._~", *token))
			buf_char(url, *token);
		else
			buf_printf(url, "%%%02X", (unsigned char)*token);
}

/* The name means nothing: neither this nor any other process has it looked up. */
static const char *
fill_url(struct arena *arena, const char *text, const char *token)
{
	struct buf url;
	size_t len;

	buf_init(&url, arena, strlen(text) + strlen(token) + 1);
	while (*text) {
		len = place_length(text);
		if (len > 0)
			add_escaped(&url, token);
		else
			buf_char(&url, *text);
		text += len > 0 ? len : 1;
	}
	return url.bytes;
}

static bool
has_place(const char *url)
{
	for (; *url; url++)
		if (place_length(url) > 0)
			return true;
	return false;
}

const char *
mcp_url_wrong(const char *name, const char *text)
{
	struct arena *arena = arena_new(4096);
	const char *url = fill_url(arena, text, "token");
	bool is_good = !strpbrk(url, "{} @") && fetch_may_be(url);

	(void)name;
	arena_free(arena);
	return is_good ? NULL
		       : "must be an address with http:// or https://, and no"
			 " user name in it";
}

/* ---- headers ---- */

static bool
is_visible(const char *text)
{
	for (; *text; text++)
		if (*text != '\t' && (*text < ' ' || *text > '~'))
			return false;
	return true;
}

const char *
mcp_token_wrong(const char *name, const char *text)
{
	(void)name;
	return is_visible(text) || text_starts(text, MASK)
	       ? NULL : "must be of visible ASCII characters, in one line";
}

/* What says how the call itself is sent is ours to say. */
static const char *const own[] = {
	"host", "connection", "content-length", "content-type", "accept", "expect",
	"keep-alive", "te", "trailer", "transfer-encoding", "upgrade", NULL
};

static bool
is_own(const char *name)
{
	for (size_t i = 0; own[i]; i++)
		if (strcasecmp(name, own[i]) == 0)
			return true;
	return strncasecmp(name, "proxy-", strlen("proxy-")) == 0;
}

const char *
mcp_header_wrong(const char *name, const char *text)
{
	size_t len = strlen(name);

	if (len == 0 || len > HEADER_NAME_MAX
	    || name[strspn(name, LETTERS DIGITS "!#$%&'*+.^_`|~-")])
		return "is no name of a header";
	if (is_own(name))
		return "is a header that is set by itself";
	if (strlen(text) > HEADER_VALUE_MAX)
		return "has more than 4096 characters";
	return is_visible(text) ? NULL
				: "must be of visible ASCII characters, in one line";
}

static bool
is_given(const char *const *headers, const char *name)
{
	size_t len = strlen(name);

	for (; headers && *headers; headers++)
		if (strncasecmp(*headers, name, len) == 0
		    && (*headers)[len] == ':')
			return true;
	return false;
}

/* A token that has a place in the address is sent nowhere else. */
static const char *
token_header(struct arena *arena, const struct mcp_server *server)
{
	const char *const *given = (const char *const *)server->headers;
	bool is_key = text_equal(server->auth_type, "api-key");

	if (!server->token || has_place(server->url)
	    || is_given(given, is_key ? "x-api-key" : "authorization"))
		return NULL;
	return arena_printf(arena, is_key ? "X-API-Key: %s"
					  : "Authorization: Bearer %s",
			    server->token);
}

static const char *const *
all_headers(struct arena *arena, const struct mcp_server *server)
{
	const char **all = arena_alloc(arena, HEADERS_MAX * sizeof *all);
	size_t count = 0;

	all[count++] = "Content-Type: application/json";
	all[count++] = "Accept: application/json, text/event-stream";
	for (size_t i = 0; server->headers && server->headers[i]
	     && i < MASKED_MAX; i++)
		all[count++] = server->headers[i];
	all[count] = token_header(arena, server);
	return all;
}

/* ---- the call ---- */

void
mcp_ask(struct arena *arena, const struct mcp_server *server,
	struct mcp_reply *reply)
{
	struct fetch *fetch = arena_alloc(arena, sizeof *fetch);

	if (has_place(server->url) && !server->token) {
		*reply = (struct mcp_reply){
			.error = "Authentication failed - check access token",
			.details = "the address has a place for a token, and"
				   " there is none",
			.tools = "[]",
		};
		return;
	}
	*fetch = (struct fetch){
		.url = server->token ? fill_url(arena, server->url,
						server->token) : server->url,
		.headers = all_headers(arena, server),
		.body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\","
			"\"params\":{}}",
		.allow = server->allow,
		.timeout_ms = TIMEOUT_MS,
		.max = ANSWER_MAX,
	};
	arena_on_reset(arena, fetch_free, fetch);
	fetch_run(fetch);
	mcp_reply_read(arena, fetch, reply);
}
