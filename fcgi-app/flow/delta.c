#include "flow/delta.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "flow/doc.h"
#include "flow/index.h"

/* One of the two lists. */
struct side {
	struct json_member *items;
	const char **ids;
	size_t count;
	struct index *index;
};

static const char *
id_of(struct arena *arena, const struct json_member *item, const char *id_name)
{
	struct doc doc;

	if (item->name)
		return item->name;
	doc = doc_open(arena, &item->value);
	return doc_id(arena, &doc, id_name);
}

static struct side
open_side(struct arena *arena, struct json_slice list, const char *id_name)
{
	struct side side = { 0 };

	if (list.len > 0)
		side.items = json_members(arena, list, &side.count);
	side.ids = arena_alloc(arena, (side.count + 1) * sizeof *side.ids);
	side.index = index_new(arena, side.count);
	for (size_t i = 0; i < side.count; i++) {
		const char *id = id_of(arena, &side.items[i], id_name);

		if (!id || !index_add(side.index, id, (int)i)) {
			id = arena_printf(arena, "#%zu", i + 1);
			index_add(side.index, id, (int)i);
		}
		side.ids[i] = id;
	}
	return side;
}

static bool
is_same(struct json_slice a, struct json_slice b)
{
	return a.len == b.len && memcmp(a.text, b.text, a.len) == 0;
}

/* The next member that is no position. */
static size_t
skip_position(const struct doc *doc, size_t i)
{
	return i < doc->count && strcmp(doc->members[i].name, "position") == 0
	       ? i + 1 : i;
}

static bool
is_only_moved(struct arena *arena, struct json_slice before,
	      struct json_slice after)
{
	struct doc a = doc_open(arena, &before), b = doc_open(arena, &after);
	size_t i = skip_position(&a, 0), k = skip_position(&b, 0);

	if (a.count == 0 || b.count == 0)
		return false;
	while (i < a.count && k < b.count) {
		if (strcmp(a.members[i].name, b.members[k].name) != 0
		    || !is_same(a.members[i].value, b.members[k].value))
			return false;
		i = skip_position(&a, i + 1);
		k = skip_position(&b, k + 1);
	}
	return i == a.count && k == b.count;
}

static void
add(struct delta *delta, const char *id, enum delta_kind kind,
    struct json_slice before, struct json_slice after)
{
	delta->items[delta->count++] =
		(struct delta_item){ id, kind, before, after };
}

static void
add_after(struct arena *arena, struct delta *delta, const struct side *before,
	  const struct side *after, size_t i)
{
	static const struct json_slice none = { 0 };
	int place = index_find(before->index, after->ids[i]);
	struct json_slice now = after->items[i].value, was;

	if (place < 0) {
		add(delta, after->ids[i], DELTA_ADDED, none, now);
		return;
	}
	was = before->items[place].value;
	if (!is_same(was, now))
		add(delta, after->ids[i], is_only_moved(arena, was, now)
		    ? DELTA_MOVED : DELTA_CHANGED, was, now);
}

struct delta
delta_of(struct arena *arena, struct json_slice before, struct json_slice after,
	 const char *id_name)
{
	static const struct json_slice none = { 0 };
	struct side a = open_side(arena, before, id_name);
	struct side b = open_side(arena, after, id_name);
	struct delta delta = {
		.items = arena_alloc(arena, (a.count + b.count + 1)
					    * sizeof *delta.items),
	};

	for (size_t i = 0; i < b.count; i++)
		add_after(arena, &delta, &a, &b, i);
	for (size_t i = 0; i < a.count; i++)
		if (index_find(b.index, a.ids[i]) < 0)
			add(&delta, a.ids[i], DELTA_REMOVED, a.items[i].value,
			    none);
	return delta;
}

const char *
delta_word(enum delta_kind kind)
{
	static const char *const words[] = {
		[DELTA_ADDED] = "added", [DELTA_REMOVED] = "removed",
		[DELTA_CHANGED] = "changed", [DELTA_MOVED] = "moved",
	};

	return words[kind];
}
