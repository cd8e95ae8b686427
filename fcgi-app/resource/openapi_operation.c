/* One operation: parameters, body, answers and problems; see openapi_internal.h. */
#include "resource/openapi_internal.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "http/response.h"
#include "resource/openapi.h"

#define CSV_TYPE "text/csv"
#define NDJSON_TYPE "application/x-ndjson"

static const char *const places[] = {
	[PARAMETER_PATH] = "path",
	[PARAMETER_QUERY] = "query",
	[PARAMETER_HEADER] = "header",
};

static const struct {
	int status;
	const char *help;
	const char *detail;		/* of the example */
} problems[] = {
	{ 400, "A parameter, or the request itself, is malformed",
	  "A parameter is not valid" },
	{ 401, "There is no credential, or it is not good any more",
	  "API key expired" },
	{ 402, "The plan allows no more of it",
	  "The plan allows 5 agents, and there are 5" },
	{ 403, "The credential is good, but not for this",
	  "Needs the role operator" },
	{ 404, "There is no such row in this tenant", "No agent 'none'" },
	{ 409, "Its present state does not allow it",
	  "The execution is completed already" },
	{ 412, "If-Match names another version than the one that there is",
	  "The agent has version 8 now" },
	{ 413, "The body is larger than this installation takes",
	  "The body has more than 1048576 bytes" },
	{ 414, "The address is longer than the web server takes",
	  "The address is longer than the server takes" },
	{ 415, "The body is of another media type, or compressed",
	  "The API takes application/json" },
	{ 422, "Members of the body are wrong; all of them are named",
	  "The body is not valid" },
	{ 429, "Too many requests, or too many failed attempts",
	  "Too many attempts" },
	{ 500, "Our fault; the log has the request id. Or another server's, that was called",
	  "Something went wrong on our side" },
	{ 503, "The database is busy or away, or a queue is full",
	  "The database is restarting" },
};

enum { PROBLEMS = sizeof problems / sizeof *problems };

/* "NotFound" of 404. */
static const char *
problem_name(struct arena *arena, int status)
{
	const char *reason = response_reason(status);
	struct buf name;

	buf_init(&name, arena, 32);
	for (; *reason; reason++)
		if (*reason != ' ')
			buf_char(&name, *reason);
	return name.bytes;
}

static void
refer(struct draft *d, const char *kind, const char *name)
{
	json_begin_object(&d->json);
	json_member_text(&d->json, "$ref",
			 arena_printf(d->arena, "#/components/%s/%s", kind,
				      name));
	json_end_object(&d->json);
}

static void
refer_to_header(struct draft *d, const char *name)
{
	json_write_name(&d->json, name);
	refer(d, "headers", name);
}

/* ---- parameters ---- */

static const char *
help_of(struct draft *d, const struct parameter *parameter)
{
	if (parameter->alias_of)
		return arena_printf(d->arena, "Another name of %s",
				    parameter->alias_of);
	if (parameter->field.help)
		return parameter->field.help;
	if (parameter->field.label)
		return parameter->field.label;
	return parameter->place == PARAMETER_PATH ? "Its id" : NULL;
}

static void
write_parameter(struct draft *d, const struct parameter *parameter)
{
	const char *help = help_of(d, parameter);

	json_begin_object(&d->json);
	json_member_text(&d->json, "name", parameter->field.name);
	json_member_text(&d->json, "in", places[parameter->place]);
	if (help)
		json_member_text(&d->json, "description", help);
	if (parameter->is_required)
		json_member_bool(&d->json, "required", true);
	if (parameter->alias_of)
		json_member_bool(&d->json, "deprecated", true);
	if (parameter->is_list) {
		json_member_text(&d->json, "style", "form");
		json_member_bool(&d->json, "explode", false);
	}
	json_write_name(&d->json, "schema");
	schema_parameter(d, parameter);
	json_end_object(&d->json);
}

static void
write_parameters(struct draft *d)
{
	const struct parameter *parameter =
		call_parameters(d->arena, d->route, d->source->resources);

	if (!parameter->field.name)
		return;
	json_write_name(&d->json, "parameters");
	json_begin_array(&d->json);
	for (; parameter->field.name; parameter++)
		write_parameter(d, parameter);
	json_end_array(&d->json);
}

/* ---- body ---- */

static void
write_body_of_type(struct draft *d, const char *type)
{
	json_write_name(&d->json, type);
	json_begin_object(&d->json);
	json_write_name(&d->json, "schema");
	schema_body(d);
	json_write_name(&d->json, "example");
	example_body(d);
	json_end_object(&d->json);
}

static void
write_body(struct draft *d)
{
	const struct call *call = call_of(d->route);

	if (!call_has_body(d->route))
		return;
	json_write_name(&d->json, "requestBody");
	json_begin_object(&d->json);
	if (call->help)
		json_member_text(&d->json, "description", call->help);
	json_member_bool(&d->json, "required",
			 !(call->flags & CALL_BODY_MAY_MISS));
	json_write_name(&d->json, "content");
	json_begin_object(&d->json);
	if (d->route->method == PATCH)
		write_body_of_type(d, "application/merge-patch+json");
	write_body_of_type(d, d->route->flags & ROUTE_UPLOAD
			   ? "multipart/form-data" : "application/json");
	if (d->route->flags & ROUTE_FORM)
		write_body_of_type(d, "application/x-www-form-urlencoded");
	json_end_object(&d->json);
	json_end_object(&d->json);
}

/* ---- answers ---- */

static void
write_headers(struct draft *d, int status)
{
	enum call_kind kind = call_of(d->route)->kind;

	json_write_name(&d->json, "headers");
	json_begin_object(&d->json);
	refer_to_header(d, "X-Request-Id");
	if (d->route->role != ROLE_ANYONE) {
		refer_to_header(d, "RateLimit");
		refer_to_header(d, "RateLimit-Policy");
	}
	if (call_is_tagged(d->route))
		refer_to_header(d, "ETag");
	if (kind == CALL_LIST && status == 200)
		refer_to_header(d, "Link");
	if (kind == CALL_CREATE || status == 302)
		refer_to_header(d, "Location");
	if (call_is_idempotent(d->route))
		refer_to_header(d, "Idempotent-Replayed");
	json_end_object(&d->json);
}

static void
write_text_type(struct draft *d, const char *type)
{
	json_write_name(&d->json, type);
	json_begin_object(&d->json);
	json_write_name(&d->json, "schema");
	json_begin_object(&d->json);
	json_member_text(&d->json, "type", "string");
	json_end_object(&d->json);
	json_end_object(&d->json);
}

static void
write_json_type(struct draft *d, const struct member *answer)
{
	json_write_name(&d->json, "application/json");
	json_begin_object(&d->json);
	json_write_name(&d->json, "schema");
	schema_members(d, answer, USE_ANSWER, NULL, true);
	json_write_name(&d->json, "example");
	example_members(d, answer, USE_ANSWER);
	json_end_object(&d->json);
}

static void
write_content(struct draft *d)
{
	const struct call *call = call_of(d->route);
	const struct member *answer = call_answer(d->arena, d->route);

	json_write_name(&d->json, "content");
	json_begin_object(&d->json);
	if (answer->field.name || !call->file)
		write_json_type(d, answer);
	if (call->kind == CALL_LIST) {
		write_text_type(d, CSV_TYPE);
		write_text_type(d, NDJSON_TYPE);
	}
	if (call->file)
		write_text_type(d, call->file);
	json_end_object(&d->json);
}

static void
write_status(struct draft *d, int status)
{
	json_write_name(&d->json, arena_printf(d->arena, "%d", status));
	json_begin_object(&d->json);
	json_member_text(&d->json, "description", response_reason(status));
	write_headers(d, status);
	if (status != 204 && status != 302 && status != 304)
		write_content(d);
	json_end_object(&d->json);
}

static void
write_responses(struct draft *d)
{
	int statuses[CALL_PROBLEMS_MAX];

	json_write_name(&d->json, "responses");
	json_begin_object(&d->json);
	write_status(d, call_status(d->route));
	if (d->route->method == GET && call_is_tagged(d->route))
		write_status(d, 304);
	if (call_of(d->route)->flags & CALL_REDIRECTS)
		write_status(d, 302);
	call_problems(d->route, statuses);
	for (int *status = statuses; *status; status++) {
		json_write_name(&d->json, arena_printf(d->arena, "%d", *status));
		refer(d, "responses", problem_name(d->arena, *status));
	}
	json_write_name(&d->json, "default");
	refer(d, "responses", "Problem");
	json_end_object(&d->json);
}

/* ---- the operation ---- */

static const char *
audience(struct draft *d)
{
	if (d->route->role == ROLE_ANYONE)
		return "Open to anybody.";
	return arena_printf(d->arena, "Needs the role %s, or a higher one.",
			    role_name(d->route->role));
}

static const char *
description(struct draft *d)
{
	const char *help = call_of(d->route)->help;

	return help ? arena_printf(d->arena, "%s %s", help, audience(d))
		    : audience(d);
}

void
operation_write(struct draft *d)
{
	const char *method = method_name(d->route->method);
	struct noun noun = noun_of(d->arena, d->source,
				   call_noun(d->arena, d->route));
	char name[8] = "";

	for (size_t i = 0; method[i] && i < sizeof name - 1; i++)
		name[i] = (char)tolower((unsigned char)method[i]);
	json_write_name(&d->json, name);
	json_begin_object(&d->json);
	json_member_text(&d->json, "operationId", call_name(d->arena, d->route));
	json_write_name(&d->json, "tags");
	json_begin_array(&d->json);
	json_write_text(&d->json, noun.title);
	json_end_array(&d->json);
	json_member_text(&d->json, "summary", d->route->title
			 ? d->route->title : call_name(d->arena, d->route));
	json_member_text(&d->json, "description", description(d));
	write_parameters(d);
	write_body(d);
	write_responses(d);
	if (d->route->role == ROLE_ANYONE) {
		json_write_name(&d->json, "security");
		json_begin_array(&d->json);
		json_end_array(&d->json);
	}
	json_end_object(&d->json);
}

/* ---- problems ---- */

static void
write_problem_content(struct draft *d, int status, const char *detail)
{
	json_write_name(&d->json, "content");
	json_begin_object(&d->json);
	json_write_name(&d->json, "application/problem+json");
	json_begin_object(&d->json);
	json_write_name(&d->json, "schema");
	refer(d, "schemas", "Problem");
	json_write_name(&d->json, "example");
	json_begin_object(&d->json);
	json_member_text(&d->json, "type", "about:blank");
	json_member_text(&d->json, "title", response_reason(status));
	json_member_int(&d->json, "status", status);
	json_member_text(&d->json, "detail", detail);
	json_member_text(&d->json, "instance",
			 "urn:uuid:7d444840-9dc0-11d1-b245-5ffdce74fad2");
	json_member_text(&d->json, "error", response_reason(status));
	json_member_text(&d->json, "message", detail);
	json_end_object(&d->json);
	json_end_object(&d->json);
	json_end_object(&d->json);
}

static void
write_problem(struct draft *d, const char *name, int status, const char *help,
	      const char *detail)
{
	json_write_name(&d->json, name);
	json_begin_object(&d->json);
	json_member_text(&d->json, "description", help);
	json_write_name(&d->json, "headers");
	json_begin_object(&d->json);
	refer_to_header(d, "X-Request-Id");
	if (status == 429 || status == 503)
		refer_to_header(d, "Retry-After");
	if (status == 401)
		refer_to_header(d, "WWW-Authenticate");
	json_end_object(&d->json);
	write_problem_content(d, status, detail);
	json_end_object(&d->json);
}

void
operation_problems(struct draft *d)
{
	json_write_name(&d->json, "responses");
	json_begin_object(&d->json);
	for (size_t i = 0; i < PROBLEMS; i++)
		write_problem(d, problem_name(d->arena, problems[i].status),
			      problems[i].status, problems[i].help,
			      problems[i].detail);
	write_problem(d, "Problem", 502, "Another problem, also of the web server",
		      "The server ended before it answered");
	json_end_object(&d->json);
}
