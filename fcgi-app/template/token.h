#ifndef TEMPLATE_TOKEN_H
#define TEMPLATE_TOKEN_H

/*
 * Token: one piece of a Mustache source, a tag or text up to the end of a line.
 * Opening tags and their ends know each other.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct error;

/* Tags may be nested so deep; rendering recurses. */
#define TOKEN_DEPTH_MAX 64

#define TOKEN_NONE SIZE_MAX

enum token_type {
	TOKEN_TEXT,
	TOKEN_ESCAPED,		/* {{name}} */
	TOKEN_RAW,		/* {{{name}}} {{&name}} */
	TOKEN_SECTION,		/* {{#name}} */
	TOKEN_INVERTED,		/* {{^name}} */
	TOKEN_PARENT,		/* {{<name}} */
	TOKEN_BLOCK,		/* {{$name}} */
	TOKEN_END,		/* {{/name}} */
	TOKEN_PARTIAL,		/* {{>name}} */
	TOKEN_SILENT		/* a comment or new delimiters */
};

/* Bytes of the source. */
struct part {
	const char *text;
	size_t len;
};

struct token {
	enum token_type type;
	struct part part;	/* text, or the name in the tag */
	int line;		/* in the source, from 1 */
	size_t pair;		/* the end of an opening tag, and back */
	size_t outer;		/* the innermost tag that is open here */

	/* set by standalone_mark */
	bool starts_line;
	bool standalone;	/* its line is not printed, only what it does */
	struct part indent;	/* white space in front of it on its line */
};

struct tokens {
	struct arena *arena;
	struct token *items;
	size_t count, size;
};

/* False, and an error with the line, if source is not well formed. */
bool tokens_read(struct tokens *, const char *source, struct error *);

/* Is it a tag with an end? */
bool token_opens(const struct token *);

#endif
