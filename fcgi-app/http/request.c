#include "http/request.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

#include "auth/credential.h"
#include "base/arena.h"
#include "base/config.h"
#include "base/crypto.h"
#include "base/text.h"
#include "base/time.h"
#include "base/zone.h"
#include "http/app.h"
#include "http/cookie.h"
#include "http/fastcgi.h"
#include "http/if_match.h"
#include "http/router.h"

#define ID_SIZE 32

static char
cgi_char(char c)
{
	return c == '-' ? '_' : (char)toupper((unsigned char)c);
}

/* The value if param is "NAME=value" with the name of a header. */
static const char *
header_value(const char *param, const char *name)
{
	while (*name && *param == cgi_char(*name)) {
		param++;
		name++;
	}
	return *name == '\0' && *param == '=' ? param + 1 : NULL;
}

/* RFC 3875 section 4.1: the two that describe the body have no prefix. */
static bool
has_prefix(const char *name)
{
	return !text_equal_case(name, "Content-Type")
		&& !text_equal_case(name, "Content-Length");
}

const char *
request_header(const struct request *req, const char *name)
{
	size_t skip = has_prefix(name) ? strlen("HTTP_") : 0;

	for (char **param = req->headers; param && *param; param++) {
		const char *value;

		if (skip && strncmp(*param, "HTTP_", skip) != 0)
			continue;
		value = header_value(*param + skip, name);
		if (value)
			return value;
	}
	return NULL;
}

const char *
request_cgi(const struct request *req, const char *name)
{
	size_t len = strlen(name);

	for (char **param = req->headers; param && *param; param++)
		if (strncmp(*param, name, len) == 0 && (*param)[len] == '=')
			return (*param)[len + 1] ? *param + len + 1 : NULL;
	return NULL;
}

static bool
is_hex(const char *text, size_t len)
{
	return strspn(text, "0123456789abcdef") >= len;
}

static const char *
new_id(struct arena *arena)
{
	unsigned char random[ID_SIZE / 2];
	char *id = arena_alloc(arena, ID_SIZE + 1);

	crypto_random(random, sizeof random);
	for (size_t i = 0; i < ID_SIZE; i++)
		id[i] = "0123456789abcdef"[random[i / 2] >> (i % 2 ? 0 : 4) & 15];
	return id;
}

/* From the web server only: a client's own X-Request-Id could be anyone's. */
static const char *
find_id(struct request *req)
{
	const char *id = request_cgi(req, "REQUEST_ID");

	if (id && strlen(id) == ID_SIZE && is_hex(id, ID_SIZE))
		return id;
	return new_id(req->arena);
}

/* W3C Trace Context, section 3.2: version-trace-parent-flags. */
static const char *
find_trace_id(struct request *req)
{
	const char *parent = request_header(req, "traceparent");

	if (!parent || strlen(parent) < 55 || !is_hex(parent, 2)
	    || parent[2] != '-' || !is_hex(parent + 3, 32) || parent[35] != '-')
		return "";
	return arena_copy(req->arena, parent + 3, 32);
}

static const char *
find_cookie_token(struct request *req)
{
	const char *token = cookie_find(req->arena, request_header(req, "Cookie"),
					COOKIE_SESSION);

	req->is_cookie = token != NULL;
	return token;
}

/* An explicit header wins over the cookie that a browser adds by itself. */
static void
find_token(struct request *req)
{
	const char *authorization = request_header(req, "Authorization");
	const char *key = request_header(req, "X-API-Key");

	if (authorization)
		req->token = credential_bearer(authorization);
	else if (key)
		req->token = key;
	else
		req->token = find_cookie_token(req);
}

static void
read_method(struct request *req)
{
	const char *name = request_cgi(req, "REQUEST_METHOD");

	req->method = name ? method_parse(name) : METHOD_NONE;
	req->is_head = text_equal(name, "HEAD");
}

static bool
read_path(struct request *req, const char *uri)
{
	size_t len = strcspn(uri, "?");

	if (uri[len] == '?')
		req->query_text = uri + len + 1;
	req->path = url_decode(req->arena, uri, len, false);
	if (*uri == '/' && req->path)
		return true;
	req->path = text_starts(uri, "/api/") ? "/api" : "/";
	return fail(&req->error, ERROR_BAD_REQUEST,
		    "the path is not percent-encoded UTF-8");
}

static bool
read_address(struct request *req)
{
	const char *uri = request_cgi(req, "REQUEST_URI");

	return read_path(req, uri ? uri : "")
		&& url_parse_query(req->arena, req->query_text,
				   strlen(req->query_text), &req->query,
				   &req->error);
}

static void
set_nobody(struct caller *caller)
{
	*caller = (struct caller){
		.user_id = "", .tenant_id = "", .tenant_name = "",
		.email = "", .name = "",
		.theme = "system", .zone = zone_utc(),
		.delete_at = "", .other_tenants = "",
	};
}

struct request *
request_new(struct arena *arena, const struct app *app,
	    const struct fastcgi *fastcgi)
{
	struct request *req = arena_alloc(arena, sizeof *req);

	req->arena = arena;
	req->app = app;
	req->error.arena = arena;
	req->started_us = time_monotonic_us();
	req->headers = fastcgi_params(fastcgi);
	req->body = fastcgi_body(fastcgi, &req->body_len);
	req->query_text = "";
	set_nobody(&req->caller);
	req->id = find_id(req);
	req->trace_id = find_trace_id(req);
	req->address = request_cgi(req, "REMOTE_ADDR");
	read_method(req);
	find_token(req);
	read_address(req);
	return req;
}

const char *
request_param(const struct request *req, const char *name)
{
	const char *value = pairs_find(&req->params, name);

	assert(value);
	return value;
}

void
request_add_param(struct request *req, const char *name, const char *value)
{
	size_t count = req->params.count;
	struct pair *list = arena_alloc(req->arena, (count + 1) * sizeof *list);

	for (size_t i = 0; i < count; i++)
		list[i] = req->params.list[i];
	list[count] = (struct pair){ name, value };
	req->params = (struct pairs){ list, count + 1 };
}

const char *
request_query(const struct request *req, const char *name)
{
	return pairs_find(&req->query, name);
}

const char *
request_if_match(const struct request *req)
{
	const char *header = request_header(req, "If-Match");

	if (req->version_matched)
		return req->version_matched;
	return header ? if_match_first(req->arena, header) : NULL;
}

void
request_match(struct request *req, const char *version)
{
	const char *header = request_header(req, "If-Match");

	if (!header || text_equal(version, request_if_match(req))
	    || !if_match_names(header, version))
		return;
	req->version_matched = arena_text(req->arena, version);
	req->is_again = true;
}

/* Probes and collectors ask for these, and no person. */
static const char *const probes[] = { "/livez", "/readyz", "/metrics", NULL };

bool
request_is_page(const struct request *req)
{
	for (size_t i = 0; probes[i]; i++)
		if (strcmp(req->path, probes[i]) == 0)
			return false;
	return !text_starts(req->path, "/api/") && strcmp(req->path, "/api") != 0;
}

/* A boosted link, and a history entry that the browser lost, want the whole page. */
bool
request_is_fragment(const struct request *req)
{
	const char *type = request_header(req, "HX-Request-Type");

	return text_equal(request_header(req, "HX-Request"), "true")
		&& !request_header(req, "HX-Boosted")
		&& !request_header(req, "HX-History-Restore-Request")
		&& (!type || strcmp(type, "full") != 0);
}

bool
request_is_read(const struct request *req)
{
	return req->method == GET || req->method == OPTIONS;
}

bool
request_then(struct request *req, plan_fn *plan, reply_fn *reply)
{
	req->next = (struct step){ .plan = plan, .reply = reply };
	return true;
}

bool
request_on_refusal(struct request *req, plan_fn *plan, reply_fn *reply)
{
	req->on_refusal = (struct step){ .plan = plan, .reply = reply };
	return true;
}

bool
request_side(struct request *req, side_job *job, void *object, plan_fn *plan,
	     reply_fn *reply)
{
	req->next = (struct step){
		.plan = plan, .reply = reply, .job = job, .object = object,
	};
	return true;
}

bool
request_stream(struct request *req, plan_fn *plan, reply_fn *reply)
{
	req->next = (struct step){ .plan = plan, .reply = reply,
				   .is_part = true };
	return true;
}

bool
request_reply(struct request *req, reply_fn *reply, void *state)
{
	req->other_reply = reply;
	req->other_state = state;
	return true;
}

static const char *
origin_of_host(const struct request *req)
{
	const char *scheme = request_cgi(req, "REQUEST_SCHEME");
	const char *host = request_header(req, "Host");

	return arena_printf(req->arena, "%s://%s", scheme ? scheme : "https",
			    host ? host : "localhost");
}

const char *
request_origin(const struct request *req)
{
	const char *url = config_text(req->app->config, CONFIG_PUBLIC_URL);
	size_t len;

	if (!url)
		return origin_of_host(req);
	len = strlen(url);
	if (url[len - 1] == '/')
		len--;
	return arena_copy(req->arena, url, len);
}
