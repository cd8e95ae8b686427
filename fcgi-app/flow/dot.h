#ifndef FLOW_DOT_H
#define FLOW_DOT_H

/*
 * Dot: the arranging of Graphviz, called by its functions and never through
 * text. The only user of libgvc.
 *
 * Graphviz keeps state of its own for the whole process and is not safe in
 * threads: a process makes one dot, and it lets in one caller at a time.
 */

#include <stdbool.h>

struct dot;
struct sheet;

/* NULL if Graphviz has no layout "dot" here. */
struct dot *dot_new(void);
void dot_free(struct dot *);	/* NULL is allowed */

/* Fill in the places of a sheet; false if Graphviz could not. */
bool dot_arrange(struct dot *, struct sheet *);

#endif
