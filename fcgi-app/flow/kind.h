#ifndef FLOW_KIND_H
#define FLOW_KIND_H

/* Kind: what a node of a flow does; one table. */

#include <stddef.h>

enum kind_role {
	KIND_STEP,	/* a card */
	KIND_START,	/* where a run begins: a pill */
	KIND_END,	/* where it ends: a pill */
	KIND_BRANCH,	/* chooses one of several ways */
	KIND_LOOP,	/* comes back */
	KIND_AREA	/* a note or a frame behind nodes; never runs */
};

struct kind {
	const char *name;	/* as in documents */
	const char *label;	/* as people read it */
	const char *icon;	/* in icons.svg */
	enum kind_role role;
};

/* The rows, ending with name NULL. */
const struct kind *kind_rows(void);

/*
 * The kind of a name in any of its spellings ("if / else", "approval");
 * unknown names and NULL are "other".
 */
const struct kind *kind_of(const char *name);

#endif
