#include "template/standalone.h"

#include <string.h>

#include "template/token.h"

/* The tokens of one line: from first up to but not with end. */
struct line {
	size_t first, end;
};

static size_t
blank_length(struct part part)
{
	size_t len = 0;

	while (len < part.len &&
	       (part.text[len] == ' ' || part.text[len] == '\t'))
		len++;
	return len;
}

static bool
is_blank(const struct token *token)
{
	struct part part = token->part;
	size_t len = blank_length(part);

	if (token->type != TOKEN_TEXT)
		return false;
	if (len < part.len && part.text[len] == '\r')
		len++;
	if (len < part.len && part.text[len] == '\n')
		len++;
	return len == part.len;
}

static bool
ends_line(const struct token *token)
{
	return token->type == TOKEN_TEXT && token->part.len > 0 &&
		token->part.text[token->part.len - 1] == '\n';
}

static struct line
line_at(const struct tokens *tokens, size_t first)
{
	struct line line = { first, first };

	while (line.end < tokens->count)
		if (ends_line(&tokens->items[line.end++]))
			break;
	return line;
}

/* Without the white space at both ends. */
static struct line
tags_of(const struct tokens *tokens, struct line line)
{
	if (is_blank(&tokens->items[line.first]))
		line.first++;
	if (line.end > line.first && is_blank(&tokens->items[line.end - 1]))
		line.end--;
	return line;
}

static bool
prints_nothing(const struct token *token)
{
	return token->type != TOKEN_TEXT && token->type != TOKEN_ESCAPED &&
		token->type != TOKEN_RAW;
}

static bool
is_inheritance(const struct tokens *tokens, size_t index)
{
	const struct token *token = &tokens->items[index];

	if (token->type == TOKEN_END)
		token = &tokens->items[token->pair];
	return token->type == TOKEN_PARENT || token->type == TOKEN_BLOCK;
}

/* A block inside a parent tag is what the parent is given to put elsewhere. */
static bool
is_argument(const struct tokens *tokens, const struct token *token)
{
	return token->type == TOKEN_BLOCK && token->outer != TOKEN_NONE &&
		tokens->items[token->outer].type == TOKEN_PARENT;
}

/*
 * Several tags on a line are together standalone only in inheritance: a parent
 * may begin and end on the line, with its arguments; a block that begins and
 * ends on it prints there.
 */
static bool
is_line_of_inheritance(const struct tokens *tokens, struct line tags)
{
	for (size_t i = tags.first; i < tags.end; i++) {
		const struct token *token = &tokens->items[i];

		if (!is_inheritance(tokens, i))
			return false;
		if (token->type == TOKEN_END || token->pair >= tags.end)
			continue;
		if (token->type == TOKEN_BLOCK && !is_argument(tokens, token))
			return false;
		i = token->pair;
	}
	return true;
}

static bool
is_standalone(const struct tokens *tokens, struct line tags)
{
	if (tags.end == tags.first)
		return false;
	if (tags.end - tags.first == 1)
		return prints_nothing(&tokens->items[tags.first]);
	return is_line_of_inheritance(tokens, tags);
}

static void
mark_lines(struct tokens *tokens)
{
	struct line line = { 0, 0 };

	while (line.end < tokens->count) {
		struct line tags;
		bool standalone;

		line = line_at(tokens, line.end);
		tags = tags_of(tokens, line);
		standalone = is_standalone(tokens, tags);
		tokens->items[line.first].starts_line = true;
		for (size_t i = line.first; i < line.end; i++)
			tokens->items[i].standalone = standalone;
	}
}

/* ---- the indentation of blocks ---- */

/* Does a line start inside it, or with its end? */
static bool
has_lines(const struct tokens *tokens, size_t block)
{
	for (size_t i = block + 1; i <= tokens->items[block].pair; i++)
		if (tokens->items[i].starts_line)
			return true;
	return false;
}

/* That of the first line which holds anything; false if the block is empty. */
static bool
find_indent(const struct tokens *tokens, size_t block, struct part *indent)
{
	size_t i = block + 1;

	/* The rest of the line of the block itself. */
	while (!tokens->items[i].starts_line)
		i++;
	while (ends_line(&tokens->items[i]) && is_blank(&tokens->items[i]))
		i++;
	*indent = (struct part){ tokens->items[i].part.text, 0 };
	if (tokens->items[i].type == TOKEN_TEXT)
		indent->len = blank_length(tokens->items[i].part);
	if (is_blank(&tokens->items[i]))
		i++;
	return i != tokens->items[block].pair;
}

static void
remove_indent(struct token *token, struct part indent)
{
	size_t len = 0;

	while (len < indent.len && len < token->part.len &&
	       token->part.text[len] == indent.text[len])
		len++;
	token->part.text += len;
	token->part.len -= len;
}

static void
remove_indents(struct tokens *tokens, size_t block, struct part indent)
{
	for (size_t i = block + 1; i < tokens->items[block].pair; i++) {
		struct token *token = &tokens->items[i];

		if (token->type == TOKEN_TEXT && token->starts_line)
			remove_indent(token, indent);
	}
}

/* Outer blocks first: the inner ones see what is left. */
static void
mark_blocks(struct tokens *tokens)
{
	for (size_t i = 0; i < tokens->count; i++) {
		struct token *token = &tokens->items[i];
		struct part indent;

		if (token->type != TOKEN_BLOCK || !token->standalone)
			continue;
		token->standalone = has_lines(tokens, i);
		if (!token->standalone || !find_indent(tokens, i, &indent))
			continue;
		token->indent = indent;
		remove_indents(tokens, i, indent);
	}
}

/* ---- taking the lines away ---- */

static void
take_line(struct tokens *tokens, struct line line, struct line tags)
{
	if (tags.first > line.first)
		tokens->items[line.first].part.len = 0;
	if (tags.end < line.end)
		tokens->items[line.end - 1].part.len = 0;
}

/* The first tag of a line, where only white space is in front of it. */
static void
indent_first_tag(struct tokens *tokens, struct line line, struct line tags)
{
	struct token *token = &tokens->items[tags.first];

	if (tags.first == tags.end || token->indent.text != NULL)
		return;
	if (tags.first > line.first)
		token->indent = tokens->items[line.first].part;
}

static void
take_lines(struct tokens *tokens)
{
	struct line line = { 0, 0 };

	while (line.end < tokens->count) {
		struct line tags;

		line = line_at(tokens, line.end);
		tags = tags_of(tokens, line);
		indent_first_tag(tokens, line, tags);
		if (tokens->items[line.first].standalone)
			take_line(tokens, line, tags);
	}
}

void
standalone_mark(struct tokens *tokens)
{
	mark_lines(tokens);
	mark_blocks(tokens);
	take_lines(tokens);
}
