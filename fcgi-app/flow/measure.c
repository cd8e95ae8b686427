#include "flow/measure.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

#define ELLIPSIS "\xe2\x80\xa6"

/* In hundredths of the size, from space to tilde: the wider of two faces. */
static const unsigned char widths[95] = {
	32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34,
	64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 56,
	102, 68, 69, 72, 77, 67, 61, 78, 75, 29, 50, 67, 56, 86, 75, 79,
	67, 79, 72, 67, 61, 73, 68, 99, 69, 67, 69, 39, 34, 39, 84, 56,
	50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61,
	63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84
};

static uint32_t
decode(const char *text, size_t *len)
{
	const unsigned char *at = (const unsigned char *)text;

	*len = *at < 0x80 ? 1 : *at < 0xe0 ? 2 : *at < 0xf0 ? 3 : 4;
	switch (*len) {
	case 1:
		return at[0];
	case 2:
		return (at[0] & 0x1fu) << 6 | (at[1] & 0x3fu);
	case 3:
		return (at[0] & 0x0fu) << 12 | (at[1] & 0x3fu) << 6 |
			(at[2] & 0x3fu);
	default:
		return (at[0] & 0x07u) << 18 | (at[1] & 0x3fu) << 12 |
			(at[2] & 0x3fu) << 6 | (at[3] & 0x3fu);
	}
}

/* Marks that stand on the letter before them, joiners, and direction marks. */
static bool
is_mark(uint32_t c)
{
	return (c >= 0x300 && c <= 0x36f) || (c >= 0x200b && c <= 0x200f) ||
		(c >= 0xfe00 && c <= 0xfe0f) || (c >= 0x20d0 && c <= 0x20ff) ||
		(c >= 0x1f3fb && c <= 0x1f3ff);
}

/* What turns the text around it, or has no picture: never drawn. */
static bool
is_hidden(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) ||
		(c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
		c == 0xfeff || (c & 0xfffe) == 0xfffe;
}

static bool
is_wide(uint32_t c)
{
	return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xd7a3) ||
		(c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) ||
		(c >= 0xff00 && c <= 0xff60) || (c >= 0x2600 && c <= 0x27bf) ||
		c >= 0x1f000;
}

static double
width_of(uint32_t c)
{
	if (c >= ' ' && c <= '~')
		return widths[c - ' '] / 100.0;
	if (is_hidden(c) || is_mark(c))
		return 0;
	if (c == 0x2026)
		return 1.0;
	return is_wide(c) ? 1.3 : 0.72;
}

double
measure_text(const char *text, double size)
{
	double width = 0;
	size_t len;

	for (; *text != '\0'; text += len)
		width += width_of(decode(text, &len));
	return width * size;
}

/* One line: white space made single, no space at the ends, nothing hidden. */
static char *
clean(struct arena *arena, const char *text, size_t end)
{
	char *line = arena_alloc(arena, end + 1), *to = line;
	const char *stop = text + end;
	bool is_apart = false;
	size_t len;

	for (; text < stop && *text != '\0'; text += len) {
		uint32_t c = decode(text, &len);

		if (c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0) {
			is_apart = to > line;
			continue;
		}
		if (is_hidden(c))
			continue;
		if (is_apart)
			*to++ = ' ';
		is_apart = false;
		memcpy(to, text, len);
		to += len;
	}
	*to = '\0';
	return line;
}

/*
 * Bytes of the longest beginning that fits; never between a letter and its
 * marks, so that no accent or skin colour is torn off.
 */
static size_t
fitting(const char *text, double size, double width)
{
	double sum = 0;
	size_t at = 0, whole = 0, len;

	while (text[at] != '\0') {
		uint32_t c = decode(text + at, &len);

		if (!is_mark(c))
			whole = at;
		sum += width_of(c) * size;
		if (sum > width)
			return whole;
		at += len;
	}
	return at;
}

static const char *
cut_line(struct arena *arena, const char *line, double size, double width)
{
	size_t end = fitting(line, size, width);

	if (line[end] == '\0')
		return line;
	end = fitting(line, size, width - width_of(0x2026) * size);
	while (end > 0 && line[end - 1] == ' ')
		end--;
	return arena_printf(arena, "%.*s" ELLIPSIS, (int)end, line);
}

const char *
measure_cut(struct arena *arena, const char *text, double size, double width)
{
	return cut_line(arena, clean(arena, text, strlen(text)), size, width);
}

struct wrapper {
	struct arena *arena;
	double size, width;
	char **lines;
	size_t count, max;
};

/* Take one line off the paragraph; what is left begins with a letter. */
static const char *
take_line(struct wrapper *wrapper, const char *rest)
{
	size_t end = fitting(rest, wrapper->size, wrapper->width);
	size_t at = end;

	if (rest[end] != '\0') {
		while (at > 0 && rest[at] != ' ')
			at--;
		/* A word that is longer than a line is broken somewhere. */
		if (at == 0)
			at = end > 0 ? end : strlen(rest);
	}
	wrapper->lines[wrapper->count++] = arena_copy(wrapper->arena, rest, at);
	rest += at;
	return *rest == ' ' ? rest + 1 : rest;
}

static void
wrap_paragraph(struct wrapper *wrapper, const char *rest)
{
	while (*rest != '\0' && wrapper->count < wrapper->max) {
		if (wrapper->count + 1 == wrapper->max) {
			wrapper->lines[wrapper->count++] = arena_text(
				wrapper->arena, cut_line(wrapper->arena, rest,
				wrapper->size, wrapper->width));
			return;
		}
		rest = take_line(wrapper, rest);
	}
}

/* Headings, emphasis and quotes of Markdown, around a whole line. */
static const char *
without_marks(char *line)
{
	size_t len;

	line += strspn(line, "#*_> ");
	len = strlen(line);
	while (len > 0 && strchr("#*_ ", line[len - 1]) != NULL)
		line[--len] = '\0';
	return line;
}

/* Lines that are left over are told by an ellipsis on the last one. */
static void
tell_rest(struct wrapper *wrapper, const char *text)
{
	char **last = &wrapper->lines[wrapper->count - 1];
	size_t len = strlen(*last);

	if (*clean(wrapper->arena, text, strlen(text)) == '\0' ||
	    (len >= 3 && strcmp(*last + len - 3, ELLIPSIS) == 0))
		return;
	*last = arena_text(wrapper->arena, cut_line(wrapper->arena,
		arena_printf(wrapper->arena, "%s " ELLIPSIS, *last),
		wrapper->size, wrapper->width));
}

char **
measure_wrap(struct arena *arena, const char *text, double size, double width,
	     size_t max_lines, size_t *count)
{
	struct wrapper wrapper = { arena, size, width, NULL, 0, max_lines };

	wrapper.lines = arena_alloc(arena,
		(max_lines + 1) * sizeof *wrapper.lines);
	while (*text != '\0' && wrapper.count < max_lines) {
		size_t len = strcspn(text, "\n");

		wrap_paragraph(&wrapper,
			       without_marks(clean(arena, text, len)));
		text += len + (text[len] == '\n');
	}
	if (wrapper.count > 0)
		tell_rest(&wrapper, text);
	*count = wrapper.count;
	return wrapper.lines;
}
