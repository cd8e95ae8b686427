#include "http/disposition.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

/* RFC 2045: what stands in a value without quotes. */
static size_t
token_length(const char *text)
{
	return strcspn(text, " \t;\"\r\n");
}

/*
 * A backslash is itself but before a quote or another one: that is how programs
 * write them that know RFC 2045, and others write paths of Windows.
 */
static char *
read_quoted(struct arena *arena, const char **at)
{
	const char *text = *at + 1;
	char *out = arena_alloc(arena, strlen(text) + 1);
	size_t len = 0;

	while (*text && *text != '"') {
		if (*text == '\\' && (text[1] == '"' || text[1] == '\\'))
			text++;
		out[len++] = *text++;
	}
	if (*text != '"')
		return NULL;
	*at = text + 1;
	return out;
}

static char *
read_value(struct arena *arena, const char **at)
{
	size_t len;

	if (**at == '"')
		return read_quoted(arena, at);
	len = token_length(*at);
	*at += len;
	return len > 0 ? arena_copy(arena, *at - len, len) : NULL;
}

static const char *
skip_space(const char *text)
{
	return text + strspn(text, " \t");
}

/* "; name=value", as often as it comes. */
char *
disposition_parameter(struct arena *arena, const char *value, const char *name)
{
	const char *at = value + strcspn(value, ";");

	while (*at == ';') {
		const char *found = skip_space(at + 1);
		size_t len = strcspn(found, "= \t;\"");
		char *text;

		if (found[len] != '=')
			return NULL;
		at = found + len + 1;
		text = read_value(arena, &at);
		if (!text)
			return NULL;
		if (strlen(name) == len && strncasecmp(found, name, len) == 0)
			return text;
		at = skip_space(at);
	}
	return NULL;
}

/*
 * Browsers write a quote and line breaks of a name as %22, %0D and %0A (HTML,
 * multipart/form-data encoding algorithm), and no other escapes.
 */
static char *
undo_escapes(char *text)
{
	static const struct { const char *escape; char c; } escapes[] = {
		{ "%22", '"' }, { "%0D", '\r' }, { "%0A", '\n' },
	};
	char *out = text;

	for (char *in = text; *in; in++) {
		char c = *in;

		for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
			if (strncasecmp(in, escapes[i].escape, 3) != 0)
				continue;
			c = escapes[i].c;
			in += 2;
			break;
		}
		*out++ = c;
	}
	*out = '\0';
	return text;
}

/* The value of "Name: value" if line is that header; NULL. */
static const char *
value_of(const char *line, const char *name)
{
	size_t len = strlen(name);

	if (strncasecmp(line, name, len) != 0 || line[len] != ':')
		return NULL;
	return skip_space(line + len + 1);
}

static bool
is_form_data(const char *value)
{
	static const char type[] = "form-data";

	return strncasecmp(value, type, strlen(type)) == 0
		&& strchr("; \t", value[strlen(type)]) != NULL;
}

/* RFC 7578, section 4.7: nobody encodes parts any more. */
static bool
check_encoding(const char *value, struct error *err)
{
	return text_equal_case(value, "binary") || text_equal_case(value, "8bit")
		|| text_equal_case(value, "7bit")
		|| fail(err, ERROR_BAD_REQUEST,
			"a part of the form is encoded, which nobody takes");
}

static bool
read_form_data(struct arena *arena, const char *value, const char **name,
	       const char **file_name, struct error *err)
{
	char *found = disposition_parameter(arena, value, "name");
	char *file = disposition_parameter(arena, value, "filename");

	if (!is_form_data(value) || !found || *name)
		return fail(err, ERROR_BAD_REQUEST,
			    "a part of the form has no name");
	*name = undo_escapes(found);
	*file_name = file ? undo_escapes(file) : NULL;
	return true;
}

static bool
read_line(struct arena *arena, const char *line, const char **name,
	  const char **file_name, struct error *err)
{
	const char *disposition = value_of(line, "Content-Disposition");
	const char *encoding = value_of(line, "Content-Transfer-Encoding");

	if (encoding)
		return check_encoding(encoding, err);
	return !disposition
		|| read_form_data(arena, disposition, name, file_name, err);
}

bool
disposition_read(struct arena *arena, char *lines, const char **name,
		 const char **file_name, struct error *err)
{
	*name = NULL;
	*file_name = NULL;
	while (*lines) {
		size_t len = strcspn(lines, "\r\n");
		char *next = lines + len + strspn(lines + len, "\r\n");

		lines[len] = '\0';
		if (!read_line(arena, lines, name, file_name, err))
			return false;
		lines = next;
	}
	return *name || fail(err, ERROR_BAD_REQUEST,
			     "a part of the form has no name");
}
