#include "flow/index.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

struct entry {
	const char *id;		/* NULL: free */
	int place;
};

struct index {
	struct entry *entries;	/* open addressing, at most half full */
	size_t mask;
	size_t room;
};

struct index *
index_new(struct arena *arena, size_t count)
{
	struct index *index = arena_alloc(arena, sizeof *index);
	size_t size = 8;

	while (size < 2 * count)
		size *= 2;
	index->entries = arena_alloc(arena, size * sizeof *index->entries);
	index->mask = size - 1;
	index->room = count;
	return index;
}

/* FNV-1a, 64 bits. */
static uint64_t
hash(const char *id)
{
	uint64_t sum = UINT64_C(14695981039346656037);

	for (; *id != '\0'; id++)
		sum = (sum ^ (unsigned char)*id) * UINT64_C(1099511628211);
	return sum;
}

static struct entry *
entry_of(const struct index *index, const char *id)
{
	size_t at = (size_t)hash(id) & index->mask;

	while (index->entries[at].id != NULL &&
	       strcmp(index->entries[at].id, id) != 0)
		at = (at + 1) & index->mask;
	return &index->entries[at];
}

bool
index_add(struct index *index, const char *id, int place)
{
	struct entry *entry = entry_of(index, id);

	if (entry->id != NULL)
		return false;
	assert(index->room > 0);
	index->room--;
	entry->id = id;
	entry->place = place;
	return true;
}

int
index_find(const struct index *index, const char *id)
{
	const struct entry *entry;

	if (id == NULL)
		return -1;
	entry = entry_of(index, id);
	return entry->id != NULL ? entry->place : -1;
}
