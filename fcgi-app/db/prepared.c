#include "db/prepared.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "db/statement.h"

enum { SLOTS_AT_FIRST = 64 };

/* Open addressing, linear probing; size is a power of two. */
struct prepared {
	const struct statement **slots;
	size_t size;
	size_t used;		/* slots that are not NULL */
	size_t count;
};

/* Stands where one was removed, so that probing goes on behind it. */
static const struct statement removed = { "", "" };

/* FNV-1a, 64 bits. */
static size_t
hash(const char *name)
{
	uint64_t h = 14695981039346656037ULL;

	for (; *name; name++)
		h = (h ^ (unsigned char)*name) * 1099511628211ULL;
	return (size_t)h;
}

struct prepared *
prepared_new(void)
{
	struct prepared *set = calloc(1, sizeof *set);

	if (!set)
		return NULL;
	set->size = SLOTS_AT_FIRST;
	set->slots = calloc(set->size, sizeof *set->slots);
	if (set->slots)
		return set;
	free(set);
	return NULL;
}

void
prepared_free(struct prepared *set)
{
	if (!set)
		return;
	free(set->slots);
	free(set);
}

/* The slot of a name, or the free one where it would go. */
static size_t
find_slot(const struct prepared *set, const char *name)
{
	size_t i = hash(name) & (set->size - 1);

	while (set->slots[i] && (set->slots[i] == &removed
				 || strcmp(set->slots[i]->name, name) != 0))
		i = (i + 1) & (set->size - 1);
	return i;
}

bool
prepared_has(const struct prepared *set, const struct statement *statement)
{
	const struct statement *found =
		set->slots[find_slot(set, statement->name)];

	/* two statements of one name would silently run the wrong SQL */
	assert(!found || found == statement
	       || strcmp(found->sql, statement->sql) == 0);
	return found != NULL;
}

/* Into fresh slots without the removed; twice as many if half are taken. */
static bool
rehash(struct prepared *set)
{
	struct prepared old = *set;
	size_t size = 2 * old.count > old.size ? 2 * old.size : old.size;
	const struct statement **slots = calloc(size, sizeof *slots);

	if (!slots)
		return false;
	set->slots = slots;
	set->size = size;
	set->used = set->count;
	for (size_t i = 0; i < old.size; i++) {
		const struct statement *kept = old.slots[i];

		if (kept && kept != &removed)
			slots[find_slot(set, kept->name)] = kept;
	}
	free(old.slots);
	return true;
}

bool
prepared_add(struct prepared *set, const struct statement *statement)
{
	/* the server cuts longer names, and two could become one */
	assert(strlen(statement->name) <= STATEMENT_NAME_MAX);
	if (prepared_has(set, statement))
		return true;
	if (4 * (set->used + 1) > 3 * set->size && !rehash(set))
		return false;
	set->slots[find_slot(set, statement->name)] = statement;
	set->used++;
	set->count++;
	return true;
}

void
prepared_remove(struct prepared *set, const struct statement *statement)
{
	size_t i = find_slot(set, statement->name);

	if (!set->slots[i])
		return;
	set->slots[i] = &removed;
	set->count--;
}

size_t
prepared_count(const struct prepared *set)
{
	return set->count;
}
