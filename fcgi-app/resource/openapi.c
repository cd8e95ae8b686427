#include "resource/openapi.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/text.h"
#include "resource/openapi_internal.h"

#define SCRATCH_SIZE (256 * 1024)

#define DESCRIPTION \
	"Lists are read page by page: nextCursor of an answer is the cursor of" \
	" the next. Times are RFC 3339 in UTC. What is wrong is told as" \
	" application/problem+json (RFC 9457), with every wrong member at once." \
	" Words of a status are taken in any case and in every spelling that is" \
	" listed; answers have one."

/* ---- nouns ---- */

/* "Audit log" of audit-log. */
static const char *
title_of(struct arena *arena, const char *name)
{
	char *title = arena_text(arena, name);

	title[0] = (char)toupper((unsigned char)title[0]);
	for (char *c = title; *c; c++)
		if (*c == '-')
			*c = ' ';
	return title;
}

/* "api_keys" of api-keys. */
static const char *
help_of(struct arena *arena, const struct openapi_source *source,
	const char *name)
{
	for (size_t i = 0; source->resources[i]; i++) {
		const struct resource *resource = source->resources[i];

		if (resource->help && text_equal_case(resource->plural, name))
			return resource->help;
	}
	return arena_printf(arena, "Calls about %s.", name);
}

struct noun
noun_of(struct arena *arena, const struct openapi_source *source,
	const char *name)
{
	const struct noun *noun = source->nouns;

	while (noun->name && strcmp(noun->name, name) != 0)
		noun++;
	if (noun->name)
		return *noun;
	return (struct noun){ name, title_of(arena, name),
			      help_of(arena, source, name) };
}

/* ---- parts of the document ---- */

static void
begin(struct draft *d, const char *name)
{
	json_write_name(&d->json, name);
	json_begin_object(&d->json);
}

static void
end(struct draft *d)
{
	json_end_object(&d->json);
}

static void
write_info(struct draft *d)
{
	begin(d, "info");
	json_member_text(&d->json, "title", "Muster");
	json_member_text(&d->json, "summary", "Operations desk for AI agents");
	json_member_text(&d->json, "description", DESCRIPTION);
	json_member_text(&d->json, "version", d->source->version);
	begin(d, "contact");
	json_member_text(&d->json, "name", "Administrators of this installation");
	end(d);
	begin(d, "license");
	json_member_text(&d->json, "name", "MIT");
	json_member_text(&d->json, "identifier", "MIT");
	end(d);
	end(d);
}

static void
write_servers(struct draft *d)
{
	json_write_name(&d->json, "servers");
	json_begin_array(&d->json);
	json_begin_object(&d->json);
	json_member_text(&d->json, "url", "/");
	json_member_text(&d->json, "description", "This installation");
	json_end_object(&d->json);
	json_end_array(&d->json);
}

static const char *const schemes[] = { "bearer", "apiKey", "session", NULL };

static void
write_security(struct draft *d)
{
	json_write_name(&d->json, "security");
	json_begin_array(&d->json);
	for (size_t i = 0; schemes[i]; i++) {
		json_begin_object(&d->json);
		json_write_name(&d->json, schemes[i]);
		json_begin_array(&d->json);
		json_end_array(&d->json);
		json_end_object(&d->json);
	}
	json_end_array(&d->json);
}

static bool
is_first_of_noun(struct draft *d, const struct route *route, const char *noun)
{
	for (const struct route *r = d->source->routes; r < route; r++)
		if (route_is_call(r)
		    && strcmp(call_noun(d->arena, r), noun) == 0)
			return false;
	return true;
}

static void
write_tags(struct draft *d)
{
	json_write_name(&d->json, "tags");
	json_begin_array(&d->json);
	for (const struct route *r = d->source->routes; r->method; r++) {
		const char *name = call_noun(d->arena, r);
		struct noun noun;

		if (!route_is_call(r) || !is_first_of_noun(d, r, name))
			continue;
		noun = noun_of(d->arena, d->source, name);
		json_begin_object(&d->json);
		json_member_text(&d->json, "name", noun.title);
		json_member_text(&d->json, "description", noun.help);
		json_end_object(&d->json);
	}
	json_end_array(&d->json);
}

/* ---- paths ---- */

/* "/api/agents/{id}" of "/api/agents/:id". */
static const char *
template_of(struct arena *arena, const char *path)
{
	char *template = arena_alloc(arena, 2 * strlen(path) + 1), *out = template;

	while (*path) {
		bool is_param = *path == ':';

		*out++ = is_param ? '{' : *path;
		path++;
		while (is_param && *path && *path != '/')
			*out++ = *path++;
		if (is_param)
			*out++ = '}';
	}
	return template;
}

static bool
is_first_of_path(struct draft *d, const struct route *route)
{
	for (const struct route *r = d->source->routes; r < route; r++)
		if (strcmp(r->path, route->path) == 0)
			return false;
	return true;
}

static void
write_path(struct draft *d, const struct route *first)
{
	begin(d, template_of(d->arena, first->path));
	for (const struct route *r = first; r->method; r++) {
		if (strcmp(r->path, first->path) != 0)
			continue;
		d->route = r;
		d->dialect = r->dialect;
		operation_write(d);
	}
	end(d);
}

static void
write_paths(struct draft *d)
{
	begin(d, "paths");
	for (const struct route *r = d->source->routes; r->method; r++)
		if (route_is_call(r) && is_first_of_path(d, r))
			write_path(d, r);
	end(d);
}

/* ---- components ---- */

static const struct {
	const char *name;
	const char *help;
	const char *example;
} headers[] = {
	{ "X-Request-Id", "Finds this request in the logs",
	  "7d4448409dc011d1b2455ffdce74fad2" },
	{ "ETag", "The version of what is answered", "\"7\"" },
	{ "Link", "Where the list begins, and its next page (RFC 8288)",
	  "</api/agents?limit=25>; rel=\"first\"" },
	{ "Location", "Where what was made is, or where to go on",
	  "/api/agents/01958a6e-9c01-7d42-8f0b-3f5afcdc0a61" },
	{ "Idempotent-Replayed", "true: this was done before, with the same key",
	  "true" },
	{ "RateLimit", "What a credential and its tenant may still ask",
	  "\"credential\";r=599;t=60" },
	{ "RateLimit-Policy", "What they may ask in a minute",
	  "\"credential\";q=600;w=60" },
	{ "Retry-After", "Seconds to wait", "1" },
	{ "WWW-Authenticate", "How to ask", "Bearer realm=\"API Key Required\"" },
};

static void
write_response_headers(struct draft *d)
{
	begin(d, "headers");
	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
		begin(d, headers[i].name);
		json_member_text(&d->json, "description", headers[i].help);
		begin(d, "schema");
		json_member_text(&d->json, "type", "string");
		end(d);
		json_member_text(&d->json, "example", headers[i].example);
		end(d);
	}
	end(d);
}

static void
write_schemes(struct draft *d)
{
	begin(d, "securitySchemes");
	begin(d, schemes[0]);
	json_member_text(&d->json, "type", "http");
	json_member_text(&d->json, "scheme", "bearer");
	json_member_text(&d->json, "description",
			 "An API key (mst_…), or the token of a session");
	end(d);
	begin(d, schemes[1]);
	json_member_text(&d->json, "type", "apiKey");
	json_member_text(&d->json, "in", "header");
	json_member_text(&d->json, "name", "X-API-Key");
	json_member_text(&d->json, "description", "The same, in a header of its own");
	end(d);
	begin(d, schemes[2]);
	json_member_text(&d->json, "type", "apiKey");
	json_member_text(&d->json, "in", "cookie");
	json_member_text(&d->json, "name", "__Host-muster");
	json_member_text(&d->json, "description", "The session of a browser; what"
			 " changes something needs X-CSRF-Token besides");
	end(d);
	end(d);
}

static void
write_components(struct draft *d)
{
	begin(d, "components");
	schema_components(d);
	operation_problems(d);
	write_response_headers(d);
	write_schemes(d);
	end(d);
}

static void
write_document(struct draft *d)
{
	json_begin_object(&d->json);
	json_member_text(&d->json, "openapi", "3.1.0");
	write_info(d);
	write_servers(d);
	write_security(d);
	write_tags(d);
	write_paths(d);
	write_components(d);
	json_end_object(&d->json);
}

static const char *
tag_of(struct arena *arena, const struct buf *text)
{
	unsigned char digest[SHA256_SIZE];

	crypto_sha256(text->bytes, text->len, digest);
	return base64url_encode(arena, digest, 12);
}

/* What is needed to make it is given back. */
const struct openapi *
openapi_new(struct arena *arena, const struct openapi_source *source)
{
	struct openapi *openapi = arena_alloc(arena, sizeof *openapi);
	struct arena *scratch = arena_new(SCRATCH_SIZE);
	struct draft d = { .arena = scratch, .source = source };
	struct buf text;

	d.end = &d.components;
	buf_init(&text, scratch, SCRATCH_SIZE);
	json_writer_init(&d.json, &text);
	write_document(&d);
	openapi->text = arena_copy(arena, text.bytes, text.len);
	openapi->len = text.len;
	openapi->tag = tag_of(arena, &text);
	arena_free(scratch);
	return openapi;
}
