#include "template/token.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"

#define DELIMITER_SIZE 16

struct reader {
	struct tokens *tokens;
	struct error *err;
	const char *at, *end;
	int line;
	struct part open, close;	/* the delimiters in force */
	size_t outer;			/* innermost open tag */
	int depth;
};

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct part
trimmed(const char *start, const char *end)
{
	while (start < end && is_space(*start))
		start++;
	while (end > start && is_space(end[-1]))
		end--;
	return (struct part){ start, (size_t)(end - start) };
}

static bool
is_same(struct part a, struct part b)
{
	return a.len == b.len && memcmp(a.text, b.text, a.len) == 0;
}

bool
token_opens(const struct token *token)
{
	return token->type >= TOKEN_SECTION && token->type <= TOKEN_BLOCK;
}

static void
grow(struct tokens *tokens)
{
	size_t size = tokens->size == 0 ? 64 : tokens->size * 2;
	struct token *items = arena_alloc(tokens->arena, size * sizeof *items);

	if (tokens->count > 0)
		memcpy(items, tokens->items, tokens->count * sizeof *items);
	tokens->items = items;
	tokens->size = size;
}

static struct token *
add(struct reader *reader, enum token_type type, struct part part)
{
	struct tokens *tokens = reader->tokens;
	struct token *token;

	if (tokens->count == tokens->size)
		grow(tokens);
	token = &tokens->items[tokens->count++];
	*token = (struct token){
		.type = type, .part = part, .line = reader->line,
		.pair = TOKEN_NONE, .outer = reader->outer,
	};
	return token;
}

/* ---- opening and end ---- */

static bool
open_tag(struct reader *reader, enum token_type type, struct part name)
{
	if (reader->depth == TOKEN_DEPTH_MAX)
		return fail(reader->err, ERROR_INVALID,
			    "line %d: tags are nested deeper than %d",
			    reader->line, TOKEN_DEPTH_MAX);
	add(reader, type, name);
	reader->outer = reader->tokens->count - 1;
	reader->depth++;
	return true;
}

static bool
end_tag(struct reader *reader, struct part name)
{
	struct token *opening, *end;

	if (reader->outer == TOKEN_NONE)
		return fail(reader->err, ERROR_INVALID,
			    "line %d: '/%.*s' ends nothing", reader->line,
			    (int)name.len, name.text);
	end = add(reader, TOKEN_END, name);
	opening = &reader->tokens->items[reader->outer];
	if (!is_same(opening->part, name))
		return fail(reader->err, ERROR_INVALID,
			    "line %d: '/%.*s' where '%.*s' of line %d is open",
			    reader->line, (int)name.len, name.text,
			    (int)opening->part.len, opening->part.text,
			    opening->line);
	end->pair = reader->outer;
	end->outer = opening->outer;
	opening->pair = reader->tokens->count - 1;
	reader->outer = opening->outer;
	reader->depth--;
	return true;
}

/* ---- one tag ---- */

static const char *
find_part(const struct reader *reader, const char *at, struct part part)
{
	return memmem(at, (size_t)(reader->end - at), part.text, part.len);
}

static bool
is_delimiter(struct part part)
{
	return part.len > 0 && part.len < DELIMITER_SIZE &&
		memchr(part.text, '=', part.len) == NULL;
}

/* {{=<% %>=}}: the text between the signs. */
static bool
set_delimiters(struct reader *reader, struct part inside)
{
	struct part open = { inside.text, 0 };
	struct part close;

	while (open.len < inside.len && !is_space(inside.text[open.len]))
		open.len++;
	close = trimmed(open.text + open.len, inside.text + inside.len);
	for (size_t i = 0; i < close.len; i++)
		if (is_space(close.text[i]))
			close.len = 0;
	if (!is_delimiter(open) || !is_delimiter(close))
		return fail(reader->err, ERROR_INVALID,
			    "line %d: two delimiters were expected, not '%.*s'",
			    reader->line, (int)inside.len, inside.text);
	reader->open = open;
	reader->close = close;
	add(reader, TOKEN_SILENT, inside);
	return true;
}

/* Partials may be named like files; all else by dotted names. */
static bool
is_name(enum token_type type, struct part name)
{
	bool dotted = type != TOKEN_PARTIAL && type != TOKEN_PARENT;

	if (name.len == 0)
		return false;
	for (size_t i = 0; i < name.len; i++)
		if (is_space(name.text[i]))
			return false;
	if (!dotted || (name.len == 1 && *name.text == '.'))
		return true;
	return name.text[0] != '.' && name.text[name.len - 1] != '.' &&
		memmem(name.text, name.len, "..", 2) == NULL;
}

static enum token_type
type_of(char sign)
{
	switch (sign) {
	case '#': return TOKEN_SECTION;
	case '^': return TOKEN_INVERTED;
	case '<': return TOKEN_PARENT;
	case '$': return TOKEN_BLOCK;
	case '/': return TOKEN_END;
	case '>': return TOKEN_PARTIAL;
	case '{':
	case '&': return TOKEN_RAW;
	case '!':
	case '=': return TOKEN_SILENT;
	default:  return TOKEN_ESCAPED;
	}
}

/* The name of the tag, and a token for it. */
static bool
read_name(struct reader *reader, enum token_type type, struct part name)
{
	/* An end may be that of a partial: it has to be the same anyway. */
	if (!is_name(type == TOKEN_END ? TOKEN_PARTIAL : type, name))
		return fail(reader->err, ERROR_INVALID,
			    "line %d: '%.*s' is not a name", reader->line,
			    (int)name.len, name.text);
	if (type == TOKEN_END)
		return end_tag(reader, name);
	if (token_opens(&(struct token){ .type = type }))
		return open_tag(reader, type, name);
	add(reader, type, name);
	return true;
}

/* {{{name}}} and {{=a b=}} close with their sign in front of the delimiter. */
static const char *
find_end(const struct reader *reader, const char *inside, char *closing_sign)
{
	char end[DELIMITER_SIZE + 1];
	size_t len = reader->close.len;

	*closing_sign = *inside == '{' ? '}' : *inside == '=' ? '=' : '\0';
	if (*closing_sign == '\0')
		return find_part(reader, inside, reader->close);
	end[0] = *closing_sign;
	memcpy(end + 1, reader->close.text, len);
	/* Behind the first sign, or {{=}} would close with it. */
	return find_part(reader, inside + 1, (struct part){ end, len + 1 });
}

static void
count_lines(struct reader *reader, const char *start, const char *end)
{
	for (; start < end; start++)
		if (*start == '\n')
			reader->line++;
}

/* At the opening delimiter. */
static bool
read_tag(struct reader *reader)
{
	const char *start = reader->at;
	const char *inside = start + reader->open.len;
	size_t close_len = reader->close.len;
	char closing_sign;
	const char *end;
	enum token_type type;
	bool ok = true;

	while (is_space(*inside))
		inside++;
	end = find_end(reader, inside, &closing_sign);
	if (end == NULL)
		return fail(reader->err, ERROR_INVALID,
			    "line %d: the tag is not closed", reader->line);
	/* In an empty tag that is the closing delimiter, not a sign. */
	type = end == inside ? TOKEN_ESCAPED : type_of(*inside);
	if (type == TOKEN_SILENT && *inside == '=')
		ok = set_delimiters(reader, trimmed(inside + 1, end));
	else if (type == TOKEN_SILENT)
		add(reader, type, (struct part){ inside, 0 });
	else
		ok = read_name(reader, type,
			       trimmed(inside + (type != TOKEN_ESCAPED), end));
	reader->at = end + close_len + (closing_sign != '\0');
	count_lines(reader, start, reader->at);
	return ok;
}

/* ---- all ---- */

/* Up to the tag, a token for each line. */
static void
read_text(struct reader *reader, const char *end)
{
	while (reader->at < end) {
		size_t left = (size_t)(end - reader->at);
		const char *newline = memchr(reader->at, '\n', left);
		size_t len = newline == NULL ? left :
			(size_t)(newline + 1 - reader->at);

		add(reader, TOKEN_TEXT, (struct part){ reader->at, len });
		if (newline != NULL)
			reader->line++;
		reader->at += len;
	}
}

bool
tokens_read(struct tokens *tokens, const char *source, struct error *err)
{
	struct reader reader = {
		.tokens = tokens, .err = err, .at = source,
		.end = source + strlen(source), .line = 1,
		.open = { "{{", 2 }, .close = { "}}", 2 },
		.outer = TOKEN_NONE,
	};
	const char *tag;

	while ((tag = find_part(&reader, reader.at, reader.open)) != NULL) {
		read_text(&reader, tag);
		if (!read_tag(&reader))
			return false;
	}
	read_text(&reader, reader.end);
	if (reader.outer == TOKEN_NONE)
		return true;
	return fail(err, ERROR_INVALID, "line %d: '%.*s' has no end",
		    tokens->items[reader.outer].line,
		    (int)tokens->items[reader.outer].part.len,
		    tokens->items[reader.outer].part.text);
}
