#ifndef FLOW_INDEX_H
#define FLOW_INDEX_H

/* Index: from an id to its place in an array. Ids are not copied. */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct index;

/* Room for count ids; it does not grow. */
struct index *index_new(struct arena *, size_t count);

/* False if the id is there already, which then keeps its place. */
bool index_add(struct index *, const char *id, int place);

/* -1 if the id is not there; NULL never is. */
int index_find(const struct index *, const char *id);

#endif
