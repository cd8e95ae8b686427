#include "template/mustache.h"

#include <string.h>

#include "base/buf.h"
#include "json/json.h"
#include "template/program.h"
#include "template/scope.h"

/* Templates within templates: deeper ones render as nothing. */
#define RENDER_DEPTH_MAX 32

#define NAME_SIZE 256

/* Indentation of what is brought in by tags that stand on lines of their own. */
struct indent {
	struct part part;
	const struct indent *outer;
};

/* What a parent tag gives to its parent, the innermost first. */
struct arguments {
	const struct mustache *program;
	const struct instruction *parent;
	const struct arguments *outer;
};

/* The arguments that are being rendered, the innermost first. */
struct active {
	const struct instruction *argument;
	const struct active *outer;
};

struct renderer {
	struct buf *buf;
	mustache_find *find;
	void *object;
	int depth;
	bool on_line;	/* the first line goes on where the last one stopped */
};

/* Where rendering is: changes with each body, so it lives on the C stack. */
struct place {
	const struct mustache *program;
	const struct scope *scope;
	const struct indent *indent;
	const struct arguments *arguments;
	const struct active *active;
};

static void render_body(struct renderer *, struct place, size_t first,
			size_t end);

/* ---- text ---- */

static void
add_indent(struct buf *buf, const struct indent *indent)
{
	if (indent == NULL)
		return;
	add_indent(buf, indent->outer);
	buf_add(buf, indent->part.text, indent->part.len);
}

static void
start_line(struct renderer *renderer, const struct indent *indent)
{
	if (!renderer->on_line)
		add_indent(renderer->buf, indent);
	renderer->on_line = false;
}

/* Line by line; a line that is empty stays empty. */
static void
render_indented(struct renderer *renderer, const struct instruction *text,
		const struct indent *indent)
{
	const char *at = text->part.text;
	const char *end = at + text->part.len;
	bool starts_line = text->starts_line;

	if (at == end && starts_line)
		start_line(renderer, indent);
	while (at < end) {
		const char *next = memchr(at, '\n', (size_t)(end - at));

		next = next == NULL ? end : next + 1;
		if (starts_line && *at != '\n' && *at != '\r')
			start_line(renderer, indent);
		buf_add(renderer->buf, at, (size_t)(next - at));
		starts_line = true;
		at = next;
	}
}

static void
render_text(struct renderer *renderer, const struct instruction *text,
	    const struct indent *indent)
{
	if (indent == NULL)
		buf_add(renderer->buf, text->part.text, text->part.len);
	else
		render_indented(renderer, text, indent);
}

/* ---- values ---- */

static const char *
entity_of(char c)
{
	switch (c) {
	case '&':  return "&amp;";
	case '<':  return "&lt;";
	case '>':  return "&gt;";
	case '"':  return "&quot;";
	default:   return "&#39;";
	}
}

static void
add_escaped(struct buf *buf, const char *text)
{
	static const bool is_special[256] = {
		['\0'] = true, ['&'] = true, ['<'] = true, ['>'] = true,
		['"'] = true, ['\''] = true,
	};

	for (;;) {
		size_t plain = 0;

		while (!is_special[(unsigned char)text[plain]])
			plain++;
		buf_add(buf, text, plain);
		text += plain;
		if (*text == '\0')
			return;
		buf_text(buf, entity_of(*text++));
	}
}

static const char *
text_of(const struct place *place, const struct instruction *tag)
{
	return scope_text(scope_find(place->scope, tag));
}

/* ---- sections ---- */

static void
render_with(struct renderer *renderer, struct place place, size_t tag,
	    const struct json *value)
{
	struct scope scope = { value, place.scope };

	place.scope = &scope;
	render_body(renderer, place, tag + 1, place.program->items[tag].end);
}

static void
render_section(struct renderer *renderer, struct place place, size_t tag)
{
	const struct json *value =
		scope_find(place.scope, &place.program->items[tag]);

	if (scope_is_empty(value))
		return;
	if (json_type_of(value) != JSON_ARRAY) {
		render_with(renderer, place, tag, value);
		return;
	}
	for (size_t i = 0; i < json_count(value); i++)
		render_with(renderer, place, tag, json_at(value, i));
}

static void
render_inverted(struct renderer *renderer, struct place place, size_t tag)
{
	const struct instruction *instruction = &place.program->items[tag];

	if (scope_is_empty(scope_find(place.scope, instruction)))
		render_body(renderer, place, tag + 1, instruction->end);
}

/* ---- partials, parents, blocks ---- */

static const struct mustache *
find_program(struct renderer *renderer, struct part part)
{
	char name[NAME_SIZE];

	if (part.len >= sizeof name)
		return NULL;
	memcpy(name, part.text, part.len);
	name[part.len] = '\0';
	return renderer->find(renderer->object, name);
}

/* All of another template, in place of the tag. */
static void
render_program(struct renderer *renderer, struct place place,
	       const struct instruction *tag)
{
	struct indent indent = { tag->indent, place.indent };

	if (renderer->depth == RENDER_DEPTH_MAX)
		return;
	place.program = find_program(renderer, tag->part);
	if (place.program == NULL)
		return;
	place.indent = NULL;
	if (tag->standalone)
		place.indent = tag->indent.len > 0 ? &indent : indent.outer;
	renderer->depth++;
	render_body(renderer, place, 0, place.program->count);
	renderer->depth--;
}

static void
render_parent(struct renderer *renderer, struct place place,
	      const struct instruction *tag)
{
	struct arguments arguments = { place.program, tag, place.arguments };

	place.arguments = &arguments;
	render_program(renderer, place, tag);
}

/* The block of that name among the arguments; the outermost template wins. */
static const struct instruction *
find_argument(const struct arguments *arguments, struct part name,
	      const struct mustache **program)
{
	const struct instruction *found = NULL;

	for (; arguments != NULL; arguments = arguments->outer) {
		const struct instruction *items = arguments->program->items;
		const struct instruction *at = arguments->parent + 1;

		for (; at < items + arguments->parent->end;
		     at = items + at->end) {
			if (at->part.len != name.len ||
			    memcmp(at->part.text, name.text, name.len) != 0)
				continue;
			found = at;
			*program = arguments->program;
			break;
		}
	}
	return found;
}

/*
 * Contents begin on a new line where they are written, where they are put, or
 * both; in the first case the line already has its indentation, in the second
 * it does not yet.
 */
static void
render_argument(struct renderer *renderer, struct place place,
		const struct instruction *block,
		const struct instruction *argument)
{
	size_t first = (size_t)(argument - place.program->items) + 1;

	if (first == argument->end)
		return;
	if (block->standalone && !argument->standalone)
		start_line(renderer, place.indent);
	renderer->on_line = !block->standalone && argument->standalone;
	render_body(renderer, place, first, argument->end);
	renderer->on_line = false;
}

static bool
is_active(const struct active *active, const struct instruction *argument)
{
	for (; active != NULL; active = active->outer)
		if (active->argument == argument)
			return true;
	return false;
}

static void
render_block(struct renderer *renderer, struct place place,
	     const struct instruction *block)
{
	struct indent indent = { block->indent, place.indent };
	const struct mustache *program = place.program;
	size_t first = (size_t)(block - program->items) + 1;
	const struct instruction *argument =
		find_argument(place.arguments, block->part, &program);
	struct active active = { argument, place.active };

	/* Inside itself an argument would have no end: there the default is. */
	if (is_active(place.active, argument))
		argument = NULL;
	if (block->indent.len > 0 && (argument != NULL || block->standalone))
		place.indent = &indent;
	if (argument == NULL) {
		render_body(renderer, place, first, block->end);
		return;
	}
	place.program = program;
	place.active = &active;
	render_argument(renderer, place, block, argument);
}

/* ---- all ---- */

static void
render_tag(struct renderer *renderer, struct place place, size_t at)
{
	const struct instruction *tag = &place.program->items[at];

	switch (tag->type) {
	case TOKEN_TEXT:
		render_text(renderer, tag, place.indent);
		break;
	case TOKEN_ESCAPED:
		add_escaped(renderer->buf, text_of(&place, tag));
		break;
	case TOKEN_RAW:
		buf_text(renderer->buf, text_of(&place, tag));
		break;
	case TOKEN_SECTION:
		render_section(renderer, place, at);
		break;
	case TOKEN_INVERTED:
		render_inverted(renderer, place, at);
		break;
	case TOKEN_PARTIAL:
		render_program(renderer, place, tag);
		break;
	case TOKEN_PARENT:
		render_parent(renderer, place, tag);
		break;
	case TOKEN_BLOCK:
		render_block(renderer, place, tag);
		break;
	case TOKEN_END:
	case TOKEN_SILENT:
		break;
	}
}

static void
render_body(struct renderer *renderer, struct place place, size_t first,
	    size_t end)
{
	for (size_t i = first; i < end; i = place.program->items[i].end)
		render_tag(renderer, place, i);
}

void
mustache_render(struct buf *buf, const struct mustache *program,
		const struct json *json, mustache_find *find, void *object)
{
	struct renderer renderer = {
		.buf = buf, .find = find, .object = object
	};
	struct scope scope = { .value = json };
	struct place place = { .program = program, .scope = &scope };

	render_body(&renderer, place, 0, program->count);
}
