#include "http/response.h"

#include <string.h>

#include "base/arena.h"
#include "http/app.h"
#include "http/cors.h"
#include "http/limit.h"
#include "http/request.h"
#include "json/json.h"
#include "template/store.h"

#define HTML "text/html; charset=utf-8"

/*
 * What every answer says to a browser. Pages load scripts, styles, images, fonts
 * and data from here alone, are in no frame, and send forms nowhere else.
 */
#define ANY_HEADERS \
	"X-Content-Type-Options: nosniff\r\n" \
	"Referrer-Policy: same-origin\r\n" \
	"Cross-Origin-Opener-Policy: same-origin\r\n"

static const char page_headers[] =
	ANY_HEADERS
	"Content-Security-Policy: default-src 'none'; script-src 'self'; "
	"style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
	"manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; "
	"base-uri 'none'\r\n"
	"Permissions-Policy: camera=(), geolocation=(), microphone=(), "
	"payment=(), usb=()\r\n";

static const char data_headers[] =
	ANY_HEADERS
	"Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n";

static const struct {
	int status;
	const char *reason;
} reasons[] = {
	{ 200, "OK" },
	{ 201, "Created" },
	{ 202, "Accepted" },
	{ 204, "No Content" },
	{ 302, "Found" },
	{ 303, "See Other" },
	{ 304, "Not Modified" },
	{ 400, "Bad Request" },
	{ 401, "Unauthorized" },
	{ 402, "Payment Required" },
	{ 403, "Forbidden" },
	{ 404, "Not Found" },
	{ 405, "Method Not Allowed" },
	{ 409, "Conflict" },
	{ 412, "Precondition Failed" },
	{ 413, "Content Too Large" },
	{ 414, "URI Too Long" },
	{ 415, "Unsupported Media Type" },
	{ 422, "Unprocessable Content" },
	{ 429, "Too Many Requests" },
	{ 500, "Internal Server Error" },
	{ 503, "Service Unavailable" },
	{ 0 }
};

const char *
response_reason(int status)
{
	for (size_t i = 0; reasons[i].reason; i++)
		if (reasons[i].status == status)
			return reasons[i].reason;
	return "Other";
}

void
response_init(struct response *res, struct request *req)
{
	*res = (struct response){
		.request = req, .status = 200, .type = NULL, .is_private = true,
	};
	buf_init(&res->headers, req->arena, 256);
	buf_init(&res->body, req->arena, 2048);
}

void
response_header(struct response *res, const char *name, const char *value)
{
	struct buf *headers = &res->headers;

	buf_text(headers, name);
	buf_text(headers, ": ");
	while (*value) {
		size_t len = strcspn(value, "\r\n");

		buf_add(headers, value, len);
		value += len + strspn(value + len, "\r\n");
	}
	buf_text(headers, "\r\n");
}

struct json_writer
response_json(struct response *res, int status)
{
	struct json_writer writer;

	res->status = status;
	res->type = "application/json";
	json_writer_init(&writer, &res->body);
	return writer;
}

bool
response_page(struct response *res, int status, const char *template,
	      struct json *data)
{
	struct request *req = res->request;

	res->status = status;
	res->type = HTML;
	if (req->app->frame)
		req->app->frame(req, data);
	json_set_bool(data, "fragment", request_is_fragment(req));
	store_render(req->app->templates, template, data, &res->body);
	response_header(res, "Vary", "HX-Request");
	return true;
}

/* fetch follows a 303 by itself; htmx shall load the page instead. */
bool
response_redirect(struct response *res, const char *path)
{
	if (request_is_fragment(res->request)) {
		res->status = 200;
		res->type = HTML;
		response_header(res, "HX-Redirect", path);
	} else {
		res->status = 303;
		response_header(res, "Location", path);
	}
	return true;
}

bool
response_nothing(struct response *res)
{
	res->status = 204;
	return true;
}

/* RFC 9110 section 13.1.2: by weak comparison, so W/ does not matter. */
static bool
names_version(const char *list, const char *version)
{
	size_t len = strlen(version);

	while (*list) {
		list += strspn(list, " \t,");
		if (strncmp(list, "W/", 2) == 0)
			list += 2;
		if (*list == '"' && strncmp(list + 1, version, len) == 0
		    && list[1 + len] == '"')
			return true;
		list += *list == '"' ? 1 + strcspn(list + 1, "\"") : 0;
		list += strcspn(list, ",");
	}
	return false;
}

bool
response_not_modified(struct response *res, const char *version)
{
	struct request *req = res->request;
	const char *wanted = request_header(req, "If-None-Match");

	response_header(res, "ETag", arena_printf(req->arena, "\"%s\"", version));
	if (!wanted || !request_is_read(req))
		return false;
	if (strcmp(wanted, "*") != 0 && !names_version(wanted, version))
		return false;
	res->status = 304;
	return true;
}

/*
 * What a digest is the ETag of may be kept, if it is asked for again each time. A
 * version alone is the same in another tenant, and a browser would show what it
 * kept before its user switched.
 */
static const char *
cache_control(const struct response *res)
{
	if (!res->is_private)
		return "";
	if (res->is_revalidated && !request_is_page(res->request))
		return "Cache-Control: private, no-cache\r\n";
	return "Cache-Control: no-store\r\n";
}

static bool
has_body(const struct response *res)
{
	return res->status != 204 && res->status != 304;
}

static void
put_length(const struct response *res, struct buf *out)
{
	if (res->type) {
		buf_text(out, "Content-Type: ");
		buf_text(out, res->type);
		buf_text(out, "\r\n");
	}
	if (res->is_open)
		return;
	buf_text(out, "Content-Length: ");
	buf_int(out, (long long)res->body.len);
	buf_text(out, "\r\n");
}

static void
put_head(const struct response *res, struct buf *out)
{
	bool is_html = res->type && strncmp(res->type, "text/html", 9) == 0;

	buf_text(out, "Status: ");
	buf_int(out, res->status);
	buf_char(out, ' ');
	buf_text(out, response_reason(res->status));
	buf_text(out, "\r\n");
	if (has_body(res))
		put_length(res, out);
	buf_add(out, res->headers.bytes, res->headers.len);
	limit_print(res->request, out);
	buf_text(out, "X-Request-Id: ");
	buf_text(out, res->request->id);
	buf_text(out, "\r\n");
	buf_text(out, cache_control(res));
	buf_text(out, is_html ? page_headers : data_headers);
	buf_text(out, "\r\n");
}

void
response_finish(struct response *res, struct buf *out)
{
	cors_headers(res);
	buf_init(out, res->request->arena,
		 res->headers.len + res->body.len + 1024);
	put_head(res, out);
	if (has_body(res) && !res->request->is_head)
		buf_add(out, res->body.bytes, res->body.len);
}
