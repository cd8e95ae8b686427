#include "json/writer.h"

#include "base/buf.h"
#include "json/plain.h"

static void
add_line(struct buf *buf, int depth)
{
	buf_char(buf, '\n');
	while (depth-- > 0)
		buf_add(buf, "  ", 2);
}

/* From the opening quote on; its length. */
static size_t
string_length(const char *text, size_t len)
{
	size_t i = 1;

	for (;;) {
		i += json_plain_length(text + i, len - i);
		if (text[i] == '"')
			return i + 1;
		i += 2;
	}
}

static size_t
space_length(const char *text, size_t len)
{
	size_t i = 0;

	while (i < len && (text[i] == ' ' || text[i] == '\n' ||
			   text[i] == '\t' || text[i] == '\r'))
		i++;
	return i;
}

static bool
is_closing(char c)
{
	return c == '}' || c == ']';
}

/* One byte outside strings and spaces; next is what comes behind it. */
static void
add_token(struct buf *buf, char c, char next, int *depth)
{
	bool was_open = buf->len > 0 && (buf->bytes[buf->len - 1] == '{' ||
					 buf->bytes[buf->len - 1] == '[');

	if (is_closing(c)) {
		(*depth)--;
		if (!was_open)
			add_line(buf, *depth);
	}
	buf_char(buf, c);
	if (c == '{' || c == '[') {
		(*depth)++;
		if (!is_closing(next))
			add_line(buf, *depth);
	}
	if (c == ',')
		add_line(buf, *depth);
	if (c == ':')
		buf_char(buf, ' ');
}

/* A walk over the tokens: what was scanned needs no tree to be indented. */
void
json_pretty(struct buf *buf, const char *json, size_t len)
{
	size_t i = space_length(json, len);
	int depth = 0;

	while (i < len) {
		if (json[i] == '"') {
			size_t size = string_length(json + i, len - i);

			buf_add(buf, json + i, size);
			i += size;
		} else {
			size_t next = i + 1;

			next += space_length(json + next, len - next);
			add_token(buf, json[i], next < len ? json[next] : '\0',
				  &depth);
			i = next;
			continue;
		}
		i += space_length(json + i, len - i);
	}
}
