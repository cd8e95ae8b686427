/*
 * Import: any document is refused in words or gives flows whose flowcharts are
 * read again with the counts that were told, and that survive Muster's own format.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "flow/graph.h"
#include "import/import.h"
#include "import/write.h"
#include "json/scan.h"
#include "tests/fuzz/must.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
check_counts(struct arena *arena, const struct import_flow *flow)
{
	struct error err = { .arena = arena };
	struct json_slice slice;
	struct graph *graph;

	must(json_scan(arena, flow->flowchart.text, flow->flowchart.len, &slice,
		       &err));
	graph = graph_read(arena, slice, &err);
	must(graph != NULL);
	must(graph->node_count == flow->node_count);
	must(graph->edge_count == flow->edge_count);
	must(*flow->name != '\0' && *flow->old_id != '\0');
}

static bool
same_text(const struct import_text *a, const struct import_text *b)
{
	return a->len == b->len && (a->text == NULL) == (b->text == NULL) &&
		(a->len == 0 || memcmp(a->text, b->text, a->len) == 0);
}

static void
check_same(const struct import_flow *a, const struct import_flow *b)
{
	must(a->kind == b->kind);
	must(strcmp(a->format, b->format) == 0);
	must(strcmp(a->old_id, b->old_id) == 0);
	must(strcmp(a->name, b->name) == 0);
	must(same_text(&a->flowchart, &b->flowchart));
	must(same_text(&a->document, &b->document));
}

/* A document that is nested to the limit does not fit into another one. */
static void
check_export(struct arena *arena, const struct import_list *list)
{
	struct error err = { .arena = arena };
	struct import_list *again;
	struct buf buf;

	buf_init(&buf, arena, 1024);
	import_write(&buf, list->flows, list->count, 0);
	again = import_read(arena, NULL, buf.bytes, buf.len, &err);
	if (again == NULL) {
		must(strstr(err.message, "deep") != NULL);
		return;
	}
	must(again->count == list->count);
	for (size_t i = 0; i < list->count; i++)
		check_same(&list->flows[i], &again->flows[i]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new(4096);
	struct error err = { .arena = arena };
	struct import_list *list = import_read(arena, "fuzz.json",
					       (const char *)bytes, len, &err);

	if (list == NULL) {
		must(err.kind != ERROR_NONE && *err.message != '\0');
	} else {
		must(list->count > 0);
		for (size_t i = 0; i < list->count; i++)
			check_counts(arena, &list->flows[i]);
		check_export(arena, list);
	}
	arena_free(arena);
	return 0;
}
