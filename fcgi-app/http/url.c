#include "http/url.h"

#include <string.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"

/* More is no form of ours; each pair costs an allocation. */
#define PAIRS_MAX 200
#define FORM_PAIRS_MAX 2000

/* The byte of "%41" at text; -1 if it is not an escape. */
static int
escaped_byte(const char *text, const char *end)
{
	int high, low;

	if (end - text < 3)
		return -1;
	high = text_hex_digit(text[1]);
	low = text_hex_digit(text[2]);
	return high < 0 || low < 0 ? -1 : high << 4 | low;
}

/* Length of what was decoded; -1 if an escape is malformed. */
static ssize_t
decode(char *out, const char *text, size_t len, bool plus)
{
	const char *end = text + len;
	char *start = out;

	while (text < end) {
		int byte = (unsigned char)*text;

		if (byte == '%') {
			byte = escaped_byte(text, end);
			if (byte < 0)
				return -1;
			text += 2;
		} else if (byte == '+' && plus) {
			byte = ' ';
		}
		*out++ = (char)byte;
		text++;
	}
	return out - start;
}

char *
url_decode(struct arena *arena, const char *text, size_t len, bool plus)
{
	char *out = arena_alloc(arena, len + 1);
	ssize_t decoded = decode(out, text, len, plus);

	if (decoded < 0 || !text_is_utf8(out, (size_t)decoded))
		return NULL;
	return out;
}

/* RFC 3986 section 2.3: what never needs an escape. */
static bool
is_unreserved(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
		|| (c >= '0' && c <= '9')
		|| c == '-' || c == '.' || c == '_' || c == '~';
}

void
url_encode(struct buf *buf, const char *text)
{
	static const char digits[] = "0123456789ABCDEF";

	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (is_unreserved(c)) {
			buf_char(buf, (char)c);
		} else {
			buf_char(buf, '%');
			buf_char(buf, digits[c >> 4]);
			buf_char(buf, digits[c & 15]);
		}
	}
}

static size_t
count_parts(const char *query, size_t len)
{
	size_t count = 1;

	for (size_t i = 0; i < len; i++)
		count += query[i] == '&';
	return count;
}

/* "name=value", or "name" alone with an empty value. */
static bool
parse_pair(struct arena *arena, const char *part, size_t len, struct pair *pair)
{
	const char *equals = memchr(part, '=', len);
	size_t name_len = equals ? (size_t)(equals - part) : len;

	pair->name = url_decode(arena, part, name_len, true);
	pair->value = "";
	if (equals)
		pair->value = url_decode(arena, equals + 1,
					 len - name_len - 1, true);
	return pair->name && pair->value;
}

static bool
parse_pairs(struct arena *arena, const char *query, size_t len,
	    struct pairs *pairs, struct error *err)
{
	const char *end = query + len;

	while (query < end) {
		const char *stop = memchr(query, '&', (size_t)(end - query));
		struct pair *pair = &pairs->list[pairs->count];

		if (!stop)
			stop = end;
		if (stop > query) {
			if (!parse_pair(arena, query, (size_t)(stop - query), pair))
				return fail(err, ERROR_BAD_REQUEST,
					    "a parameter is not percent-encoded UTF-8");
			pairs->count++;
		}
		query = stop + 1;
	}
	return true;
}

static bool
parse(struct arena *arena, const char *query, size_t len, size_t max,
      struct pairs *pairs, struct error *err)
{
	size_t count = count_parts(query, len);

	*pairs = (struct pairs){ 0 };
	if (len == 0)
		return true;
	if (count > max)
		return fail(err, ERROR_BAD_REQUEST,
			    "more than %zu parameters", max);
	pairs->list = arena_alloc(arena, count * sizeof *pairs->list);
	return parse_pairs(arena, query, len, pairs, err);
}

bool
url_parse_query(struct arena *arena, const char *query, size_t len,
		struct pairs *pairs, struct error *err)
{
	return parse(arena, query, len, PAIRS_MAX, pairs, err);
}

bool
url_parse_form(struct arena *arena, const char *body, size_t len,
	       struct pairs *pairs, struct error *err)
{
	return parse(arena, body, len, FORM_PAIRS_MAX, pairs, err);
}

const char *
pairs_find(const struct pairs *pairs, const char *name)
{
	for (size_t i = 0; i < pairs->count; i++)
		if (strcmp(pairs->list[i].name, name) == 0)
			return pairs->list[i].value;
	return NULL;
}

/*
 * Browsers read "//host" and "/\host" as another site, and drop tabs and line
 * breaks before they look.
 */
const char *
url_local_path(const char *text)
{
	if (!text || text[0] != '/' || text[1] == '/')
		return NULL;
	for (const char *c = text; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f || *c == '\\')
			return NULL;
	return text;
}
