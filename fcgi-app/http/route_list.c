#include "http/route_list.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"

struct route_list {
	struct arena *arena;
	struct route *rows;	/* the end is a row too */
	size_t count, size;
};

struct route_list *
route_list_new(struct arena *arena)
{
	struct route_list *list = arena_alloc(arena, sizeof *list);

	list->arena = arena;
	list->size = 64;
	list->rows = arena_alloc(arena, list->size * sizeof *list->rows);
	return list;
}

struct arena *
route_list_arena(const struct route_list *list)
{
	return list->arena;
}

/* "/api/agents" of /api/agents/:id, "/agents" of /agents/new. */
static size_t
noun_length(const char *path)
{
	size_t begin = text_starts(path, "/api/") ? strlen("/api/") : 1;

	return begin + strcspn(path + begin, "/");
}

static bool
is_same_noun(const struct route *a, const struct route *b)
{
	size_t len = noun_length(a->path);

	return len == noun_length(b->path) && memcmp(a->path, b->path, len) == 0;
}

static bool
is_before(const struct route *a, const struct route *b)
{
	int order = strcmp(a->path, b->path);

	return order ? order < 0 : a->method < b->method;
}

/* Behind the last of its noun that does not come after it; at the end of a new noun. */
static size_t
place_of(const struct route_list *list, const struct route *route)
{
	size_t begin = 0, at;

	while (begin < list->count && !is_same_noun(&list->rows[begin], route))
		begin++;
	at = begin;
	while (at < list->count && is_same_noun(&list->rows[at], route)
	       && !is_before(route, &list->rows[at]))
		at++;
	return at;
}

/* One more, and the end. */
static void
make_room(struct route_list *list)
{
	struct route *rows;

	if (list->count + 1 < list->size)
		return;
	rows = arena_alloc(list->arena, 2 * list->size * sizeof *rows);
	memcpy(rows, list->rows, list->count * sizeof *rows);
	list->rows = rows;
	list->size *= 2;
}

void
route_list_add(struct route_list *list, const struct route *route)
{
	size_t at = place_of(list, route);

	make_room(list);
	memmove(list->rows + at + 1, list->rows + at,
		(list->count - at) * sizeof *list->rows);
	list->rows[at] = *route;
	list->count++;
}

void
route_list_add_all(struct route_list *list, const struct route *routes)
{
	for (; routes->method != METHOD_NONE; routes++)
		route_list_add(list, routes);
}

/* Two paths that find the same: a name stands for any name. */
static bool
is_same_path(const char *a, const char *b)
{
	while (*a && *b) {
		if (*a == ':' && *b == ':') {
			a += strcspn(a, "/");
			b += strcspn(b, "/");
		} else if (*a++ != *b++) {
			return false;
		}
	}
	return *a == *b;
}

const struct route *
route_list_find(const struct route_list *list, enum method method,
		const char *path)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->rows[i].method == method
		    && is_same_path(list->rows[i].path, path))
			return &list->rows[i];
	return NULL;
}

const struct route *
route_list_rows(const struct route_list *list)
{
	return list->rows;
}
