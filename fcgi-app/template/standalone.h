#ifndef TEMPLATE_STANDALONE_H
#define TEMPLATE_STANDALONE_H

/*
 * Standalone: lines of a Mustache source that hold nothing but tags which print
 * nothing leave no line behind, and their indentation goes to what the tag
 * brings in.
 */

struct tokens;

/* Set starts_line, standalone and indent; take away the text of such lines and
 * the indentation that the contents of a block have in common. */
void standalone_mark(struct tokens *);

#endif
