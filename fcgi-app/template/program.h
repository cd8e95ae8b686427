#ifndef TEMPLATE_PROGRAM_H
#define TEMPLATE_PROGRAM_H

/*
 * Program: a compiled template. Instructions lie flat; the body of a section
 * is what stands between it and its end.
 */

#include "template/token.h"

struct instruction {
	enum token_type type;	/* no ends, nothing silent */
	bool starts_line;	/* text: it is the first on its line */
	bool standalone;	/* a block: its contents begin on a new line */
	int line;
	struct part part;	/* text, or the whole name */
	struct part *path;	/* the names between dots; none for {{.}} */
	size_t path_len;
	size_t end;		/* the instruction behind the body */
	struct part indent;	/* for the lines of what is brought in */
};

struct mustache {
	struct instruction *items;
	size_t count;
};

#endif
