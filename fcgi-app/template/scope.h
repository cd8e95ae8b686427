#ifndef TEMPLATE_SCOPE_H
#define TEMPLATE_SCOPE_H

/* Scope: the stack of contexts in which a name is looked for. */

#include <stdbool.h>

struct instruction;
struct json;

/* The innermost first. */
struct scope {
	const struct json *value;
	const struct scope *outer;
};

/* The value that the tag names; NULL if there is none. */
const struct json *scope_find(const struct scope *, const struct instruction *);

/* Is it missing, null, false, "", 0 or []? */
bool scope_is_empty(const struct json *);

/* What is printed for it; "" for what is missing, and for arrays and objects. */
const char *scope_text(const struct json *);

#endif
