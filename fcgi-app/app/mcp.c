#include "app/mcp.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fetch.h"
#include "base/text.h"
#include "base/time.h"
#include "json/writer.h"
#include "resource/masked.h"

#define TEST_TIMEOUT_MS 10000
#define CALL_TIMEOUT_MS 30000
#define ANSWER_MAX (512 * 1024)
#define HEADER_NAME_MAX 64
#define HEADER_VALUE_MAX 4096
#define PROTOCOL "2025-06-18"
#define SESSION "Mcp-Session-Id"

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

static size_t
count_headers(const struct mcp_server *server)
{
	size_t count = 0;

	while (server->headers && server->headers[count])
		count++;
	return count;
}

/* ---- the calls ---- */

typedef void read_reply(struct arena *, const struct fetch *,
			struct mcp_reply *);

/* One question: the calls that it takes share its time. */
struct asking {
	struct arena *arena;
	const struct mcp_server *server;
	const char *body;
	read_reply *read;
	const char *url;
	const char *session;	/* header that names it; NULL: there is none */
	int64_t ends_us;
};

static const char *const *
all_headers(const struct asking *asking)
{
	const struct mcp_server *server = asking->server;
	size_t given = count_headers(server), count = 0;
	const char **all = arena_alloc(asking->arena,
				       (given + 6) * sizeof *all);
	const char *token = token_header(asking->arena, server);

	all[count++] = "Content-Type: application/json";
	all[count++] = "Accept: application/json, text/event-stream";
	for (size_t i = 0; i < given; i++)
		all[count++] = server->headers[i];
	if (token)
		all[count++] = token;
	if (asking->session) {
		all[count++] = "MCP-Protocol-Version: " PROTOCOL;
		all[count++] = asking->session;
	}
	return all;
}

static struct fetch *
call(const struct asking *asking, const char *body)
{
	struct fetch *fetch = arena_alloc(asking->arena, sizeof *fetch);
	int64_t left_us = asking->ends_us - time_monotonic_us();

	*fetch = (struct fetch){
		.url = asking->url,
		.headers = all_headers(asking),
		.body = body,
		.kept_name = SESSION,
		.allow = asking->server->allow,
		/* 0 would be any time */
		.timeout_ms = left_us > 1000 ? (int)(left_us / 1000) : 1,
		.max = ANSWER_MAX,
	};
	arena_on_reset(asking->arena, fetch_free, fetch);
	fetch_run(fetch);
	return fetch;
}

static void
ask_once(const struct asking *asking, struct mcp_reply *reply)
{
	asking->read(asking->arena, call(asking, asking->body), reply);
}

/* What a client says first where a server keeps sessions; see "Lifecycle" in the
 * specification of MCP. */
static bool
greet(struct asking *asking, struct mcp_reply *hello)
{
	const struct fetch *fetch = call(asking,
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\","
		"\"params\":{\"protocolVersion\":\"" PROTOCOL "\","
		"\"capabilities\":{},\"clientInfo\":{\"name\":\"Muster\","
		"\"version\":\"1\"}}}");

	mcp_reply_read(asking->arena, fetch, hello);
	if (fetch->status != 200 || !*fetch->kept || !is_visible(fetch->kept))
		return false;
	asking->session = arena_printf(asking->arena, SESSION ": %s",
				       fetch->kept);
	call(asking, "{\"jsonrpc\":\"2.0\",\"method\":"
		     "\"notifications/initialized\"}");
	return true;
}

/* A server that wants to be greeted says 400 to whoever does not. */
static void
ask_in_session(struct asking *asking, struct mcp_reply *reply)
{
	struct mcp_reply hello;

	if (!greet(asking, &hello))
		return;
	ask_once(asking, reply);
	if (!reply->server_name) {
		reply->server_name = hello.server_name;
		reply->server_version = hello.server_version;
	}
}

static void
ask(struct asking *asking, int timeout_ms, struct mcp_reply *reply)
{
	const struct mcp_server *server = asking->server;

	if (has_place(server->url) && !server->token) {
		*reply = (struct mcp_reply){
			.error = "Authentication failed - check access token",
			.details = "the address has a place for a token, and"
				   " there is none",
			.tools = "[]",
		};
		return;
	}
	asking->ends_us = time_monotonic_us() + timeout_ms * INT64_C(1000);
	asking->url = server->token
		      ? fill_url(asking->arena, server->url, server->token)
		      : server->url;
	ask_once(asking, reply);
	if (reply->status == 400)
		ask_in_session(asking, reply);
}

void
mcp_ask(struct arena *arena, const struct mcp_server *server,
	struct mcp_reply *reply)
{
	struct asking asking = {
		.arena = arena, .server = server, .read = mcp_reply_read,
		.body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
			"\"tools/list\",\"params\":{}}",
	};

	ask(&asking, TEST_TIMEOUT_MS, reply);
}

static const char *
call_body(struct arena *arena, const char *tool, struct json_slice arguments)
{
	struct json_writer json;
	struct buf body;

	buf_init(&body, arena, arguments.len + 256);
	json_writer_init(&json, &body);
	json_begin_object(&json);
	json_member_text(&json, "jsonrpc", "2.0");
	json_member_int(&json, "id", 1);
	json_member_text(&json, "method", "tools/call");
	json_write_name(&json, "params");
	json_begin_object(&json);
	json_member_text(&json, "name", tool);
	json_write_name(&json, "arguments");
	json_write_raw(&json, arguments.text, arguments.len);
	json_end_object(&json);
	json_end_object(&json);
	return body.bytes;
}

void
mcp_call(struct arena *arena, const struct mcp_server *server, const char *tool,
	 struct json_slice arguments, struct mcp_reply *reply)
{
	struct asking asking = {
		.arena = arena, .server = server, .read = mcp_reply_read_result,
		.body = call_body(arena, tool, arguments),
	};

	ask(&asking, CALL_TIMEOUT_MS, reply);
}
