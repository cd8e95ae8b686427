#include "http/problem.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "http/app.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "http/url.h"
#include "json/json.h"

#define KEY_HINT \
	"Generate an API key from Settings and include it in the Authorization header"

/* The words that existing clients of the dashboard compare. */
static const char *
short_word(const struct error *err)
{
	switch (err->kind) {
	case ERROR_UNAUTHENTICATED:
		return "Authentication required";
	case ERROR_FORBIDDEN:
		return "Insufficient permissions";
	case ERROR_TOO_MANY:
		return "Rate limit exceeded";
	case ERROR_BAD_REQUEST:
	case ERROR_INVALID:
		return "Validation failed";
	default:
		return error_title(err->kind);
	}
}

static const char *
sentence(struct arena *arena, const char *message)
{
	char *text = arena_text(arena, message);

	*text = (char)toupper((unsigned char)*text);
	return text;
}

/* The message of our own fault is for the log: it may hold SQL. */
static const char *
detail(struct request *req)
{
	if (req->error.kind == ERROR_INTERNAL)
		return "Something went wrong on our side";
	return sentence(req->arena, req->error.message);
}

static const char *
hint(const struct request *req)
{
	if (req->error.hint)
		return req->error.hint;
	if (req->error.kind == ERROR_INTERNAL)
		return "If it stays, tell your administrator the request id";
	if (req->error.kind == ERROR_UNAUTHENTICATED)
		return KEY_HINT;
	return NULL;
}

static bool
is_of_builder(const struct request *req)
{
	return req->route && req->route->dialect == DIALECT_BUILDER;
}

/* The builder's clients show "error" to their users: it says what happened. */
static const char *
error_word(struct request *req)
{
	const struct error *err = &req->error;

	if (!is_of_builder(req))
		return short_word(err);
	if (err->kind == ERROR_UNAUTHENTICATED)
		return response_reason(error_status(err->kind));
	if (err->kind == ERROR_BAD_REQUEST && req->body_len > 0
	    && req->json.len == 0)
		return "Invalid JSON in request body";
	return detail(req);
}

/* Where a credential is missing or not good, the builder's clients read why here. */
static const char *
message(struct request *req)
{
	if (is_of_builder(req) && req->error.kind == ERROR_UNAUTHENTICATED)
		return detail(req);
	return hint(req) ? hint(req) : detail(req);
}

/* A request id has the digits of a UUID. */
static const char *
instance(struct request *req)
{
	const char *id = req->id;

	return arena_printf(req->arena, "urn:uuid:%.8s-%.4s-%.4s-%.4s-%.12s",
			    id, id + 8, id + 12, id + 16, id + 20);
}

static void
write_fields(struct json_writer *json, const struct error *err)
{
	json_write_name(json, "errors");
	json_begin_array(json);
	for (const struct error_field *f = err->fields; f; f = f->next) {
		json_begin_object(json);
		json_member_text(json, "pointer", f->pointer);
		json_member_text(json, "code", f->code);
		json_member_text(json, "message", f->message);
		json_end_object(json);
	}
	json_end_array(json);
}

/* "name: is required" of "/name": clients that exist show these lines as they are. */
static const char *
named_message(const struct error *err, const struct error_field *field)
{
	if (!*field->pointer)
		return field->message;
	return arena_printf(err->arena, "%s: %s", field->pointer + 1,
			    field->message);
}

static void
write_details(struct json_writer *json, const struct error *err)
{
	json_write_name(json, "details");
	json_begin_array(json);
	if (!err->fields)
		json_write_text(json, err->message);
	for (const struct error_field *f = err->fields; f; f = f->next)
		json_write_text(json, named_message(err, f));
	json_end_array(json);
}

static bool
is_about_input(const struct error *err)
{
	return err->kind == ERROR_INVALID || err->kind == ERROR_BAD_REQUEST
		|| err->fields;
}

static void
write_members(struct json_writer *json, struct request *req, int status)
{
	const struct error *err = &req->error;

	json_member_text(json, "type", "about:blank");
	json_member_text(json, "title", response_reason(status));
	json_member_int(json, "status", status);
	json_member_text(json, "detail", detail(req));
	json_member_text(json, "instance", instance(req));
	json_member_text(json, "error", error_word(req));
	json_member_text(json, "message", message(req));
	if (hint(req))
		json_member_text(json, "hint", hint(req));
	if (err->retry_after_s)
		json_member_int(json, "retryAfter", err->retry_after_s);
	if (err->url)
		json_member_text(json, "url", err->url);
	if (err->allowance) {
		json_write_name(json, "allowance");
		json_write_raw(json, err->allowance, strlen(err->allowance));
	}
	if (err->fields)
		write_fields(json, err);
	if (is_about_input(err))
		write_details(json, err);
}

void
problem_write(struct response *res)
{
	int status = error_status(res->request->error.kind);
	struct json_writer json = response_json(res, status);

	res->type = "application/problem+json";
	json_begin_object(&json);
	write_members(&json, res->request, status);
	json_end_object(&json);
}

static struct json *
page_data(struct request *req)
{
	const struct error *err = &req->error;
	struct json *data = json_object(req->arena);
	struct json *fields = json_set_array(data, "errors");

	json_set_int(data, "status", error_status(err->kind));
	json_set_text(data, "title", error_title(err->kind));
	json_set_text(data, "detail", detail(req));
	json_set_text(data, "hint", hint(req));
	json_set_text(data, "requestId", req->id);
	for (const struct error_field *f = err->fields; f; f = f->next) {
		struct json *field = json_add_object(fields);

		json_set_text(field, "pointer", f->pointer);
		json_set_text(field, "message", f->message);
	}
	return data;
}

/* Where to be after signing in: the page that was asked for. */
static const char *
next_page(const struct request *req)
{
	const char *page = request_cgi(req, "REQUEST_URI");

	if (!request_is_read(req) || request_is_fragment(req))
		page = NULL;
	return url_local_path(page);
}

static void
redirect_to_sign_in(struct response *res)
{
	const char *next = next_page(res->request);
	struct buf path;

	buf_init(&path, res->request->arena, 256);
	buf_text(&path, "/sign-in");
	if (next) {
		buf_text(&path, "?next=");
		url_encode(&path, next);
	}
	response_redirect(res, path.bytes);
}

static void
add_headers(struct response *res)
{
	struct request *req = res->request;
	const struct error *err = &req->error;

	if (err->retry_after_s)
		response_header(res, "Retry-After",
				arena_printf(req->arena, "%d", err->retry_after_s));
	if (err->kind == ERROR_METHOD)
		response_header(res, "Allow",
				router_allow(req->app->router, req));
	if (err->kind == ERROR_UNAUTHENTICATED)
		response_header(res, "WWW-Authenticate",
				"Bearer realm=\"API Key Required\"");
}

/* What a handler began to write is dropped. */
void
response_error(struct response *res)
{
	struct request *req = res->request;

	response_init(res, req);
	if (!request_is_page(req)) {
		add_headers(res);
		problem_write(res);
	} else if (req->error.kind == ERROR_UNAUTHENTICATED) {
		redirect_to_sign_in(res);
	} else {
		add_headers(res);
		response_page(res, error_status(req->error.kind), "pages/error",
			      page_data(req));
	}
}
