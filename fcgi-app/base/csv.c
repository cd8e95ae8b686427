#include "base/csv.h"

#include <string.h>

#include "base/buf.h"

void
csv_init(struct csv *csv, struct buf *buf)
{
	*csv = (struct csv){ .buf = buf };
}

static void
separate(struct csv *csv)
{
	if (csv->comma)
		buf_char(csv->buf, ',');
	csv->comma = true;
}

static bool
needs_quotes(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] == '"' || text[i] == ',' || text[i] == '\r'
		    || text[i] == '\n')
			return true;
	return false;
}

static void
add_quoted(struct buf *buf, const char *text, size_t len)
{
	const char *end = text + len, *quote;

	while ((quote = memchr(text, '"', (size_t)(end - text))) != NULL) {
		buf_add(buf, text, (size_t)(quote - text) + 1);
		buf_char(buf, '"');
		text = quote + 1;
	}
	buf_add(buf, text, (size_t)(end - text));
}

static void
add_field(struct csv *csv, const char *prefix, const char *text, size_t len)
{
	bool is_quoted = needs_quotes(text, len);

	separate(csv);
	if (is_quoted)
		buf_char(csv->buf, '"');
	buf_text(csv->buf, prefix);
	if (is_quoted)
		add_quoted(csv->buf, text, len);
	else
		buf_add(csv->buf, text, len);
	if (is_quoted)
		buf_char(csv->buf, '"');
}

void
csv_text(struct csv *csv, const char *text, size_t len)
{
	bool is_formula = len > 0 && memchr("=+-@\t\r\n", *text, 7);

	add_field(csv, is_formula ? "'" : "", text, len);
}

void
csv_value(struct csv *csv, const char *value, size_t len)
{
	add_field(csv, "", value, len);
}

void
csv_end_line(struct csv *csv)
{
	buf_text(csv->buf, "\r\n");
	csv->comma = false;
}
