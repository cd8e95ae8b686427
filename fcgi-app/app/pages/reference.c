/* The reference of the API, and trying what only reads. */
#include "app/pages/handlers.h"

#include <string.h>

#include "app/pages/reference_view.h"
#include "app/reference.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"
#include "http/app.h"
#include "http/aside.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "json/json.h"
#include "resource/call.h"

static struct openapi_source
source_of(const struct request *req)
{
	size_t count;

	return reference_source(router_routes(req->app->router, &count));
}

/* ---- the page ---- */

static bool
is_first_of_noun(struct request *req, const struct openapi_source *source,
		 const struct route *route, const char *name)
{
	for (const struct route *r = source->routes; r < route; r++)
		if (route_is_call(r)
		    && text_equal(call_noun(req->arena, r), name))
			return false;
	return true;
}

static void
show_calls(struct request *req, const struct openapi_source *source,
	   const char *name, const char *search, struct json *calls)
{
	for (const struct route *r = source->routes; r->method; r++)
		if (route_is_call(r)
		    && text_equal(call_noun(req->arena, r), name)
		    && reference_view_fits(req, source, r, search))
			reference_view_show(req, source, r,
					    json_add_object(calls));
}

static void
show_noun(struct request *req, const struct openapi_source *source,
	  const char *name, const char *search, struct json *nouns)
{
	struct noun noun = noun_of(req->arena, source, name);
	struct json *calls = json_array(req->arena), *item;

	show_calls(req, source, name, search, calls);
	if (json_count(calls) == 0)
		return;
	item = json_add_object(nouns);
	json_set_text(item, "anchor", text_equal(name, "openapi.json")
					      ? "openapi" : name);
	json_set_text(item, "noun", noun.title);
	json_set_text(item, "about", noun.help);
	json_set_int(item, "count", (int64_t)json_count(calls));
	json_set(item, "calls", calls);
}

static bool
show_page(struct request *req, const struct rows *rows, struct response *res)
{
	const char *q = request_query(req, "q");
	struct openapi_source source = source_of(req);
	struct json *data = json_object(req->arena), *nouns;

	(void)rows;
	q = q ? q : "";
	nouns = json_set_array(data, "nouns");
	for (const struct route *r = source.routes; r->method; r++) {
		const char *name = call_noun(req->arena, r);

		if (route_is_call(r) && is_first_of_noun(req, &source, r, name))
			show_noun(req, &source, name, q, nouns);
	}
	json_set_text(data, "q", q);
	json_set_bool(data, "is_filtered", *q);
	json_set_bool(data, "has_calls", json_count(nouns) > 0);
	return response_page(res, 200, "pages/reference", data);
}

/* It is the longest page that there is. */
bool
reference_page(struct request *req, const struct rows *rows,
	       struct response *res)
{
	return aside_begin(req, rows, res, show_page, NULL);
}

/* ---- try: where a form without scripts goes ---- */

static const struct route *
find_call(struct request *req, const struct openapi_source *source,
	  const char *name)
{
	const struct route *route = source->routes;

	while (name && route->method
	       && !(route_is_call(route) && route->method == GET
		    && strcmp(call_name(req->arena, route), name) == 0))
		route++;
	return name && route->method ? route : NULL;
}

/* The path with what was typed in the place of its names. */
static bool
add_path(struct request *req, struct buf *to, const char *path)
{
	while (*path) {
		size_t len = strcspn(path, ":");
		const char *value;

		buf_add(to, path, len);
		path += len;
		if (*path != ':')
			break;
		len = strcspn(++path, "/");
		value = request_query(req, arena_copy(req->arena, path, len));
		if (!value || !*value)
			return fail(&req->error, ERROR_BAD_REQUEST,
				    "%.*s is needed", (int)len, path);
		url_encode(to, value);
		path += len;
	}
	return true;
}

/* What was left empty was not asked for. */
static void
add_query(struct request *req, struct buf *to,
	  const struct parameter *parameter)
{
	bool is_first = true;

	for (; parameter->field.name; parameter++) {
		const char *value = request_query(req, parameter->field.name);

		if (parameter->place != PARAMETER_QUERY || !value || !*value)
			continue;
		buf_printf(to, "%c%s=", is_first ? '?' : '&',
			   parameter->field.name);
		url_encode(to, value);
		is_first = false;
	}
}

bool
reference_try(struct request *req, const struct rows *rows, struct response *res)
{
	struct openapi_source source = source_of(req);
	const struct route *route = find_call(req, &source,
					      request_query(req, "call"));
	struct buf to;

	(void)rows;
	if (!route)
		return fail(&req->error, ERROR_NOT_FOUND,
			    "there is no such call that only reads");
	buf_init(&to, req->arena, 256);
	if (!add_path(req, &to, route->path))
		return false;
	add_query(req, &to, call_parameters(req->arena, route,
					    source.resources));
	return response_redirect(res, to.bytes);
}
