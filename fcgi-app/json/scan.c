#include "json/scan.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "json/names.h"
#include "json/plain.h"

/* Of a name in a message, in bytes. */
#define NAME_SHOWN_MAX 80

#define TEXT_OF_VALUE(macro) TEXT_OF(macro)
#define TEXT_OF(token) #token

struct scan {
	struct arena *arena;
	struct error *err;
	const char *start, *at, *end;
	const char *wrong;		/* where it stopped */
	int depth;
	struct json_names names;
};

static bool scan_value(struct scan *, struct json_slice *);

static bool
bad_at(struct scan *scan, const char *at, const char *what)
{
	scan->wrong = at;
	return fail(scan->err, ERROR_BAD_REQUEST, "not JSON: %s at byte %zu",
		    what, (size_t)(at - scan->start));
}

static bool
bad(struct scan *scan, const char *what)
{
	if (scan->at == scan->end)
		return bad_at(scan, scan->at, "it ends too early");
	return bad_at(scan, scan->at, what);
}

/* The next byte, or 0 at the end: a NUL is nowhere allowed. */
static char
peek(const struct scan *scan)
{
	return scan->at < scan->end ? *scan->at : '\0';
}

static void
skip_space(struct scan *scan)
{
	while (peek(scan) == ' ' || peek(scan) == '\n' || peek(scan) == '\t' ||
	       peek(scan) == '\r')
		scan->at++;
}

static bool
skip_char(struct scan *scan, char c)
{
	if (peek(scan) != c)
		return false;
	scan->at++;
	return true;
}

/* ---- numbers and words ---- */

static bool
skip_digits(struct scan *scan)
{
	const char *start = scan->at;

	while (peek(scan) >= '0' && peek(scan) <= '9')
		scan->at++;
	return scan->at > start;
}

static bool
scan_number(struct scan *scan)
{
	skip_char(scan, '-');
	if (!skip_char(scan, '0') && !skip_digits(scan))
		return bad(scan, "a digit is missing");
	if (skip_char(scan, '.') && !skip_digits(scan))
		return bad(scan, "a digit is missing");
	if (peek(scan) != 'e' && peek(scan) != 'E')
		return true;
	scan->at++;
	if (!skip_char(scan, '+'))
		skip_char(scan, '-');
	return skip_digits(scan) || bad(scan, "a digit is missing");
}

static bool
scan_word(struct scan *scan, const char *word)
{
	for (; *word != '\0'; word++)
		if (!skip_char(scan, *word))
			return bad(scan, "a value was expected");
	return true;
}

/* ---- strings ---- */

/* The value of four hexadecimal digits; -1 if they are something else. */
static int
hex4(const char *at)
{
	int value = 0;

	for (int i = 0; i < 4; i++) {
		int digit = text_hex_digit(at[i]);

		if (digit < 0)
			return -1;
		value = value << 4 | digit;
	}
	return value;
}

static bool
is_high_surrogate(int unit)
{
	return (unit & 0xfc00) == 0xd800;
}

static bool
is_low_surrogate(int unit)
{
	return (unit & 0xfc00) == 0xdc00;
}

/* At the u of \uXXXX; a pair of surrogates is taken as one. */
static bool
scan_unicode_escape(struct scan *scan)
{
	const char *at = scan->at - 1;
	size_t left = (size_t)(scan->end - at);
	int unit = left < 6 ? -1 : hex4(at + 2);

	if (unit < 0)
		return bad_at(scan, at, "\\u without four hexadecimal digits");
	if (unit == 0)
		return bad_at(scan, at, "\\u0000, which cannot be stored,");
	scan->at = at + 6;
	if (is_high_surrogate(unit) && left >= 12 && at[6] == '\\' &&
	    at[7] == 'u' && is_low_surrogate(hex4(at + 8))) {
		scan->at = at + 12;
		return true;
	}
	if (is_high_surrogate(unit) || is_low_surrogate(unit))
		return bad_at(scan, at, "half of a surrogate pair");
	return true;
}

static bool
scan_escape(struct scan *scan)
{
	scan->at++;
	if (peek(scan) == 'u')
		return scan_unicode_escape(scan);
	if (peek(scan) == '\0' || strchr("\"\\/bfnrt", *scan->at) == NULL)
		return bad(scan, "an unknown escape");
	scan->at++;
	return true;
}

/* At the opening quote; has_escapes is set. */
static bool
scan_string(struct scan *scan, bool *has_escapes)
{
	const char *start = ++scan->at;

	*has_escapes = false;
	for (;;) {
		scan->at += json_plain_length(scan->at,
					      (size_t)(scan->end - scan->at));
		if (peek(scan) == '"')
			break;
		if (peek(scan) != '\\')
			return bad(scan, "a control character in a string");
		*has_escapes = true;
		if (!scan_escape(scan))
			return false;
	}
	if (!text_is_utf8(start, (size_t)(scan->at - start)))
		return bad_at(scan, start, "a string that is not UTF-8");
	scan->at++;
	return true;
}

/* ---- names ---- */

/* A name may be as long as the text; a message may not. */
static int
shown_length(const struct json_name *name)
{
	size_t len = name->len;

	if (len <= NAME_SHOWN_MAX)
		return (int)len;
	len = NAME_SHOWN_MAX;
	while ((name->text[len] & 0xc0) == 0x80)	/* not within a character */
		len--;
	return (int)len;
}

static bool
check_names(struct scan *scan, size_t before)
{
	const struct json_name *twice = json_names_pop(&scan->names, before);

	if (twice == NULL)
		return true;
	return fail(scan->err, ERROR_BAD_REQUEST,
		    "not JSON: the name '%.*s' appears twice, again at byte %zu",
		    shown_length(twice), twice->text,
		    (size_t)(twice->at - scan->start));
}

static bool
scan_name(struct scan *scan)
{
	const char *at = scan->at;
	struct json_slice slice = { .type = JSON_STRING, .text = at };
	struct json_name name;
	bool has_escapes;

	if (peek(scan) != '"')
		return bad(scan, "a name in quotes was expected");
	if (!scan_string(scan, &has_escapes))
		return false;
	slice.len = (size_t)(scan->at - at);
	name = (struct json_name){ at + 1, slice.len - 2, at };
	if (has_escapes) {
		name.text = json_slice_text(scan->arena, slice);
		name.len = strlen(name.text);
	}
	json_names_push(&scan->names, name);
	return true;
}

/* ---- arrays, objects, values ---- */

static bool
scan_member(struct scan *scan)
{
	struct json_slice value;

	skip_space(scan);
	if (!scan_name(scan))
		return false;
	skip_space(scan);
	if (!skip_char(scan, ':'))
		return bad(scan, "a colon was expected");
	return scan_value(scan, &value);
}

static bool
scan_members(struct scan *scan)
{
	do {
		if (!scan_member(scan))
			return false;
		skip_space(scan);
	} while (skip_char(scan, ','));
	return skip_char(scan, '}') ||
		bad(scan, "a comma or '}' was expected");
}

static bool
scan_object(struct scan *scan)
{
	size_t before = scan->names.count;

	scan->at++;
	skip_space(scan);
	if (skip_char(scan, '}'))
		return true;
	return scan_members(scan) && check_names(scan, before);
}

static bool
scan_array(struct scan *scan)
{
	struct json_slice value;

	scan->at++;
	skip_space(scan);
	if (skip_char(scan, ']'))
		return true;
	do {
		if (!scan_value(scan, &value))
			return false;
		skip_space(scan);
	} while (skip_char(scan, ','));
	return skip_char(scan, ']') ||
		bad(scan, "a comma or ']' was expected");
}

static bool
scan_nested(struct scan *scan, bool (*scan_inside)(struct scan *))
{
	if (scan->depth == JSON_DEPTH_MAX)
		return bad(scan, "deeper nesting than "
			   TEXT_OF_VALUE(JSON_DEPTH_MAX));
	scan->depth++;
	if (!scan_inside(scan))
		return false;
	scan->depth--;
	return true;
}

static bool
scan_typed(struct scan *scan, enum json_type *type)
{
	bool has_escapes;

	switch (peek(scan)) {
	case '{':
		*type = JSON_OBJECT;
		return scan_nested(scan, scan_object);
	case '[':
		*type = JSON_ARRAY;
		return scan_nested(scan, scan_array);
	case '"':
		*type = JSON_STRING;
		return scan_string(scan, &has_escapes);
	case 't':
		*type = JSON_TRUE;
		return scan_word(scan, "true");
	case 'f':
		*type = JSON_FALSE;
		return scan_word(scan, "false");
	case 'n':
		*type = JSON_NULL;
		return scan_word(scan, "null");
	}
	*type = JSON_NUMBER;
	if (peek(scan) != '-' && (peek(scan) < '0' || peek(scan) > '9'))
		return bad(scan, "a value was expected");
	return scan_number(scan);
}

static bool
scan_value(struct scan *scan, struct json_slice *slice)
{
	skip_space(scan);
	slice->text = scan->at;
	if (!scan_typed(scan, &slice->type))
		return false;
	slice->len = (size_t)(scan->at - slice->text);
	return true;
}

static bool
scan_all(struct scan *scan, struct json_slice *slice)
{
	if (scan->end - scan->at >= 3 && memcmp(scan->at, "\xef\xbb\xbf", 3) == 0)
		return bad(scan, "a byte order mark");
	if (!scan_value(scan, slice))
		return false;
	skip_space(scan);
	return scan->at == scan->end || bad(scan, "something behind the value");
}

bool
json_scan_place(struct arena *arena, const char *text, size_t len,
		struct json_slice *slice, size_t *place, struct error *err)
{
	struct scan scan = {
		.arena = arena, .err = err,
		.start = text, .at = text, .end = text + len, .wrong = text,
		.names = { .arena = arena },
	};
	bool is_good = scan_all(&scan, slice);

	*place = (size_t)(scan.wrong - text);
	return is_good;
}

bool
json_scan(struct arena *arena, const char *text, size_t len,
	  struct json_slice *slice, struct error *err)
{
	size_t place;

	return json_scan_place(arena, text, len, slice, &place, err);
}
