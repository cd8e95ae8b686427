#include "base/error.h"

#include <stddef.h>

#include "base/arena.h"

static const struct {
	int status;
	const char *title;
} kinds[] = {
	[ERROR_NONE]            = { 200, "OK" },
	[ERROR_BAD_REQUEST]     = { 400, "Bad request" },
	[ERROR_UNAUTHENTICATED] = { 401, "Not signed in" },
	[ERROR_LIMITED]         = { 402, "Limit reached" },
	[ERROR_FORBIDDEN]       = { 403, "Not allowed" },
	[ERROR_NOT_FOUND]       = { 404, "Not found" },
	[ERROR_METHOD]          = { 405, "Method not allowed" },
	[ERROR_CONFLICT]        = { 409, "Conflict" },
	[ERROR_PRECONDITION]    = { 412, "Precondition failed" },
	[ERROR_TOO_LARGE]       = { 413, "Too large" },
	[ERROR_MEDIA_TYPE]      = { 415, "Unsupported media type" },
	[ERROR_INVALID]         = { 422, "Not valid" },
	[ERROR_TOO_MANY]        = { 429, "Too many requests" },
	[ERROR_INTERNAL]        = { 500, "Internal error" },
	[ERROR_REMOTE]          = { 500, "Call failed" },
	[ERROR_UNAVAILABLE]     = { 503, "Unavailable" },
};

bool
fail(struct error *err, enum error_kind kind, const char *format, ...)
{
	va_list args;

	if (err->kind != ERROR_NONE)
		return false;
	err->kind = kind;
	va_start(args, format);
	err->message = arena_vprintf(err->arena, format, args);
	va_end(args);
	return false;
}

bool
fail_hint(struct error *err, const char *hint)
{
	if (err->hint == NULL)
		err->hint = arena_text(err->arena, hint);
	return false;
}

static void
append(struct error *err, struct error_field *field)
{
	struct error_field **end = &err->fields;

	while (*end != NULL)
		end = &(*end)->next;
	*end = field;
}

bool
fail_field(struct error *err, const char *pointer, const char *code,
	   const char *format, ...)
{
	struct error_field *field = arena_alloc(err->arena, sizeof *field);
	va_list args;

	field->pointer = arena_text(err->arena, pointer);
	field->code = arena_text(err->arena, code);
	va_start(args, format);
	field->message = arena_vprintf(err->arena, format, args);
	va_end(args);
	append(err, field);
	return fail(err, ERROR_INVALID, "some fields are not valid");
}

int
error_status(enum error_kind kind)
{
	return kinds[kind].status;
}

const char *
error_title(enum error_kind kind)
{
	return kinds[kind].title;
}

void
error_clear(struct error *err)
{
	*err = (struct error){ .arena = err->arena };
}
