#include "reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "flow/doc.h"
#include "import/import.h"
#include "json/scan.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static char *
quoted(struct arena *arena, const char *text)
{
	char *copy = arena_text(arena, text);

	for (char *at = copy; *at != '\0'; at++)
		if (*at == '\'')
			*at = '"';
	return copy;
}

struct import_list *
reader_list(struct arena *arena, const char *text)
{
	struct error err = { .arena = arena };
	char *json = quoted(arena, text);
	struct import_list *list = import_read(arena, "folder/the file.json",
					       json, strlen(json), &err);

	if (list == NULL)
		fail_msg("%s", err.message);
	return list;
}

struct import_flow *
reader_flow(struct arena *arena, const char *text)
{
	struct import_list *list = reader_list(arena, text);

	assert_int_equal(list->count, 1);
	return &list->flows[0];
}

const char *
reader_refusal(struct arena *arena, const char *text)
{
	struct error err = { .arena = arena };
	char *json = quoted(arena, text);

	assert_null(import_read(arena, NULL, json, strlen(json), &err));
	return err.message;
}

static const struct json_slice *
step(struct arena *arena, const struct json_slice *from, const char *name)
{
	struct doc doc = doc_open(arena, from);
	struct doc items = doc_items(arena, from);
	int64_t index;

	if (from->type == JSON_OBJECT)
		return doc_find(&doc, name);
	if (!text_to_int(name, 0, (int64_t)items.count - 1, &index))
		return NULL;
	return &items.members[index].value;
}

static const struct json_slice *
find(struct arena *arena, const struct import_flow *flow, const char *path)
{
	struct error err = { .arena = arena };
	struct json_slice *root = arena_alloc(arena, sizeof *root);
	const struct json_slice *at = root;

	if (!json_scan(arena, flow->flowchart.text, flow->flowchart.len, root,
		       &err))
		fail_msg("%s", err.message);
	for (char **name = text_split(arena, path, '/'); *name && at; name++)
		at = step(arena, at, *name);
	return at;
}

const char *
reader_at(struct arena *arena, const struct import_flow *flow, const char *path)
{
	const struct json_slice *slice = find(arena, flow, path);

	if (slice == NULL)
		fail_msg("nothing at %s in %.*s", path, (int)flow->flowchart.len,
			 flow->flowchart.text);
	return json_slice_raw(arena, *slice);
}

void
reader_check_all(struct arena *arena, const struct import_flow *flow,
		 const char *const *pairs)
{
	for (; *pairs != NULL; pairs += 2) {
		const char *there = reader_at(arena, flow, pairs[0]);

		if (!text_equal(there, quoted(arena, pairs[1])))
			fail_msg("%s is %s, not %s", pairs[0], there, pairs[1]);
	}
}

int
reader_has(struct arena *arena, const struct import_flow *flow, const char *path)
{
	return find(arena, flow, path) != NULL;
}
