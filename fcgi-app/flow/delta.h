#ifndef FLOW_DELTA_H
#define FLOW_DELTA_H

/* Delta: what differs between two lists of a flow, item by item. */

#include <stddef.h>

#include "json/slice.h"

struct arena;

enum delta_kind {
	DELTA_ADDED, DELTA_REMOVED, DELTA_CHANGED,
	DELTA_MOVED		/* only its "position" is another */
};

struct delta_item {
	const char *id;
	enum delta_kind kind;
	struct json_slice before, after;	/* len 0: it is not there */
};

struct delta {
	struct delta_item *items;
	size_t count;			/* 0: nothing differs */
};

/*
 * Two arrays of objects, whose items are known by a member, or by "#" and their
 * place where they have none or another one has the same; or two objects, whose
 * members are known by their names. First what is in after, in its order, then what
 * was removed. Values are compared as texts, so both have to be spelled alike, as
 * the database does. A slice of len 0 is empty. Arena-owned.
 */
struct delta delta_of(struct arena *, struct json_slice before,
		      struct json_slice after, const char *id_name);

/* "added", "removed", "changed", "moved" */
const char *delta_word(enum delta_kind);

#endif
