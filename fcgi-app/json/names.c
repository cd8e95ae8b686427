#include "json/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* Up to here names are compared with each other, above they are sorted. */
#define FEW_NAMES 12

static int
compare(const void *left, const void *right)
{
	const struct json_name *a = left, *b = right;

	if (a->len != b->len)
		return a->len < b->len ? -1 : 1;
	return memcmp(a->text, b->text, a->len);
}

static void
grow(struct json_names *names)
{
	size_t size = names->size == 0 ? 32 : names->size * 2;
	struct json_name *items;

	items = arena_alloc(names->arena, size * sizeof *items);
	if (names->count > 0)
		memcpy(items, names->items, names->count * sizeof *items);
	names->items = items;
	names->size = size;
}

void
json_names_push(struct json_names *names, struct json_name name)
{
	if (names->count == names->size)
		grow(names);
	names->items[names->count++] = name;
}

static const struct json_name *
later_of(const struct json_name *a, const struct json_name *b)
{
	return a->at > b->at ? a : b;
}

static const struct json_name *
find_twice_among_few(const struct json_name *items, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t k = 0; k < i; k++)
			if (compare(&items[k], &items[i]) == 0)
				return &items[i];
	return NULL;
}

/* Sorting keeps a hostile object from costing the square of its size. */
static const struct json_name *
find_twice_among_many(struct json_name *items, size_t count)
{
	qsort(items, count, sizeof *items, compare);
	for (size_t i = 1; i < count; i++)
		if (compare(&items[i - 1], &items[i]) == 0)
			return later_of(&items[i - 1], &items[i]);
	return NULL;
}

const struct json_name *
json_names_pop(struct json_names *names, size_t before)
{
	struct json_name *items = names->items + before;
	size_t count = names->count - before;

	names->count = before;
	if (count <= FEW_NAMES)
		return find_twice_among_few(items, count);
	return find_twice_among_many(items, count);
}
