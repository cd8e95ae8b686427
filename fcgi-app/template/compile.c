#include "template/mustache.h"

#include <string.h>

#include "base/arena.h"
#include "template/program.h"
#include "template/standalone.h"

struct compiler {
	struct arena *arena;
	const struct tokens *tokens;
	struct mustache *program;
};

static struct instruction *
emit(struct compiler *compiler, const struct token *token, struct part part)
{
	struct mustache *program = compiler->program;
	struct instruction *instruction = &program->items[program->count++];

	instruction->type = token->type;
	instruction->line = token->line;
	instruction->part = part;
	instruction->end = program->count;
	return instruction;
}

/* Lines that follow each other in the source are one text. */
static bool
joins(const struct instruction *last, const struct token *token)
{
	return last->type == TOKEN_TEXT && last->part.len > 0 &&
		last->part.text + last->part.len == token->part.text &&
		token->starts_line ==
		(last->part.text[last->part.len - 1] == '\n');
}

/* body: where an enclosing body begins; its first text stays its own. */
static void
emit_text(struct compiler *compiler, const struct token *token, size_t body)
{
	struct mustache *program = compiler->program;

	if (token->part.len == 0)
		return;
	if (program->count > body &&
	    joins(&program->items[program->count - 1], token))
		program->items[program->count - 1].part.len += token->part.len;
	else
		emit(compiler, token, token->part)->starts_line =
			token->starts_line;
}

/* A line that starts with a tag: the place for indentation. */
static void
emit_line_start(struct compiler *compiler, const struct token *token)
{
	struct token empty = { .type = TOKEN_TEXT, .line = token->line };

	if (token->starts_line && !token->standalone)
		emit(compiler, &empty, (struct part){ "", 0 })->starts_line =
			true;
}

static size_t
count_dots(struct part name)
{
	size_t count = 0;

	for (size_t i = 0; i < name.len; i++)
		count += name.text[i] == '.';
	return count;
}

static struct part *
split_path(struct compiler *compiler, struct part name, size_t *count)
{
	struct part *path;
	const char *dot;

	*count = 0;
	if (name.len == 1 && *name.text == '.')
		return NULL;
	path = arena_alloc(compiler->arena,
			   (count_dots(name) + 1) * sizeof *path);
	while ((dot = memchr(name.text, '.', name.len)) != NULL) {
		size_t len = (size_t)(dot - name.text);

		path[(*count)++] = (struct part){ name.text, len };
		name.text = dot + 1;
		name.len -= len + 1;
	}
	path[(*count)++] = name;
	return path;
}

static size_t compile_tag(struct compiler *, size_t index);

/* Compile the tokens from first up to end. */
static void
compile_body(struct compiler *compiler, size_t first, size_t end)
{
	size_t body = compiler->program->count;

	for (size_t i = first; i < end; i++) {
		const struct token *token = &compiler->tokens->items[i];

		if (token->type == TOKEN_TEXT) {
			emit_text(compiler, token, body);
		} else {
			emit_line_start(compiler, token);
			i = compile_tag(compiler, i);
		}
	}
	/* An end that starts a line is indented with it. */
	if (end < compiler->tokens->count)
		emit_line_start(compiler, &compiler->tokens->items[end]);
}

/* Of what stands in a parent tag only the blocks count. */
static void
compile_arguments(struct compiler *compiler, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		const struct token *token = &compiler->tokens->items[i];

		if (token->type == TOKEN_BLOCK)
			i = compile_tag(compiler, i);
		else if (token_opens(token))
			i = token->pair;
	}
}

/* Inline, a partial is not indented, but a block aligns with its first line. */
static bool
brings_indent(const struct token *token)
{
	return token->type == TOKEN_BLOCK || (token->standalone &&
		(token->type == TOKEN_PARTIAL || token->type == TOKEN_PARENT));
}

static bool
names_value(const struct token *token)
{
	return token->type == TOKEN_ESCAPED || token->type == TOKEN_RAW ||
		token->type == TOKEN_SECTION || token->type == TOKEN_INVERTED;
}

/* Returns the last token that belongs to the tag. */
static size_t
compile_tag(struct compiler *compiler, size_t index)
{
	const struct token *token = &compiler->tokens->items[index];
	size_t at = compiler->program->count;
	struct instruction *instruction;

	if (token->type == TOKEN_SILENT)
		return index;
	instruction = emit(compiler, token, token->part);
	instruction->standalone = token->standalone;
	if (names_value(token))
		instruction->path = split_path(compiler, token->part,
					       &instruction->path_len);
	if (brings_indent(token))
		instruction->indent = token->indent;
	if (!token_opens(token))
		return index;
	if (token->type == TOKEN_PARENT)
		compile_arguments(compiler, index + 1, token->pair);
	else
		compile_body(compiler, index + 1, token->pair);
	compiler->program->items[at].end = compiler->program->count;
	return token->pair;
}

struct mustache *
mustache_compile(struct arena *arena, const char *source, struct error *err)
{
	struct tokens tokens = { .arena = arena };
	struct mustache *program = arena_alloc(arena, sizeof *program);
	struct compiler compiler = { arena, &tokens, program };

	if (!tokens_read(&tokens, arena_text(arena, source), err))
		return NULL;
	standalone_mark(&tokens);
	/* A token makes one instruction, and one more if it starts a line. */
	program->items = arena_alloc(arena, (2 * tokens.count + 1) *
				     sizeof *program->items);
	compile_body(&compiler, 0, tokens.count);
	return program;
}

const char *
mustache_partial(struct arena *arena, const struct mustache *program,
		 size_t index, int *line)
{
	for (size_t i = 0; i < program->count; i++) {
		const struct instruction *found = &program->items[i];

		if (found->type != TOKEN_PARTIAL && found->type != TOKEN_PARENT)
			continue;
		if (index-- > 0)
			continue;
		*line = found->line;
		return arena_copy(arena, found->part.text, found->part.len);
	}
	return NULL;
}
