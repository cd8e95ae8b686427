/*
 * Every document of the shared data: those that corpus.tsv lists give what it
 * says, others are imported or refused in words; all that is imported is drawn
 * whole and survives Muster's own format.
 */

#include <fts.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/arena_state.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"
#include "flow/dot.h"
#include "flow/draw.h"
#include "flow/graph.h"
#include "flow/steps.h"
#include "import/import.h"
#include "import/write.h"
#include "json/json.h"
#include "json/scan.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

struct corpus {
	struct arena *arena;	/* of one document */
	struct dot *dot;
	const char *list;	/* corpus.tsv */
	const char *folder;
	size_t listed, found;
};

static const char *
file_text(struct arena *arena, const char *path, size_t *len)
{
	FILE *file = fopen(path, "rb");
	struct buf buf;
	size_t part;

	if (file == NULL)
		fail_msg("cannot read %s", path);
	buf_init(&buf, arena, 65536);
	while ((part = fread(buf_reserve(&buf, 65536), 1, 65536, file)) > 0)
		buf.len += part;
	buf_add(&buf, "", 0);
	fclose(file);
	*len = buf.len;
	return buf.bytes;
}

/* ---- what the list says ---- */

/* The rest of the line that begins with a path; NULL if there is none. */
static const char *
line_of(const struct corpus *corpus, const char *path)
{
	const char *at = corpus->list;
	size_t len = strlen(path);

	for (; at != NULL && *at != '\0'; at = strchr(at, '\n')) {
		at += *at == '\n';
		if (strncmp(at, path, len) == 0 && at[len] == '\t')
			return arena_copy(corpus->arena, at + len + 1,
				strcspn(at + len + 1, "\n"));
	}
	return NULL;
}

static const char *
line_from(struct arena *arena, const struct import_list *list,
	  const struct error *err)
{
	size_t nodes = 0, edges = 0, dangling = 0;

	if (list == NULL)
		return arena_printf(arena, "refused\t%s", err->message);
	for (size_t i = 0; i < list->count; i++) {
		nodes += list->flows[i].node_count;
		edges += list->flows[i].edge_count;
		dangling += list->flows[i].dangling_count;
	}
	return arena_printf(arena, "%s\t%zu\t%zu\t%zu\t%zu",
			    list->flows[0].format, list->count, nodes, edges,
			    dangling);
}

/* ---- what each flow must be good for ---- */

static struct graph *
graph_of(struct arena *arena, const struct import_flow *flow)
{
	struct error err = { .arena = arena };
	struct json_slice slice;
	struct graph *graph;

	if (!json_scan(arena, flow->flowchart.text, flow->flowchart.len, &slice,
		       &err))
		fail_msg("%s", err.message);
	graph = graph_read(arena, slice, &err);
	assert_non_null(graph);
	return graph;
}

static void
check_drawn(const struct corpus *corpus, const struct import_flow *flow)
{
	const struct draw_options options = { .id = "f", .href = "#" };
	struct graph *graph = graph_of(corpus->arena, flow);
	struct json *tree = draw_graph(corpus->arena, graph, corpus->dot,
				       &options);

	assert_int_equal(graph->fault_count, 0);
	assert_int_equal(graph->node_count, flow->node_count);
	assert_int_equal(graph->edge_count, flow->edge_count);
	assert_int_equal(json_count(json_find(tree, "nodes")) +
			 json_count(json_find(tree, "areas")),
			 flow->node_count);
	assert_int_equal(json_count(json_find(tree, "edges")),
			 flow->edge_count);
	assert_int_equal(json_count(steps_of(corpus->arena, graph, &options)),
			 flow->node_count);
}

static void
check_text(const struct import_text *a, const struct import_text *b)
{
	assert_int_equal(a->len, b->len);
	assert_memory_equal(a->text, b->text, a->len);
}

static void
check_round_trip(const struct corpus *corpus, const struct import_list *list)
{
	struct error err = { .arena = corpus->arena };
	struct import_list *again;
	struct buf buf;

	buf_init(&buf, corpus->arena, 65536);
	import_write(&buf, list->flows, list->count, 0);
	again = import_read(corpus->arena, NULL, buf.bytes, buf.len, &err);
	if (again == NULL)
		fail_msg("%s", err.message);
	assert_int_equal(again->count, list->count);
	for (size_t i = 0; i < list->count; i++) {
		assert_string_equal(again->flows[i].old_id,
				    list->flows[i].old_id);
		check_text(&again->flows[i].flowchart,
			   &list->flows[i].flowchart);
		check_text(&again->flows[i].document,
			   &list->flows[i].document);
	}
}

static void
check_document(struct corpus *corpus, const char *path)
{
	const char *name = path + strlen(corpus->folder) + 1;
	struct error err = { .arena = corpus->arena };
	size_t len;
	const char *text = file_text(corpus->arena, path, &len);
	struct import_list *list = import_read(corpus->arena, path, text, len,
					       &err);
	const char *expected = line_of(corpus, name);
	const char *got = line_from(corpus->arena, list, &err);

	corpus->found++;
	corpus->listed += expected != NULL;
	if (expected != NULL && strcmp(expected, got) != 0)
		fail_msg("%s: %s, expected %s", name, got, expected);
	for (size_t i = 0; list != NULL && i < list->count; i++)
		check_drawn(corpus, &list->flows[i]);
	if (list != NULL)
		check_round_trip(corpus, list);
}

/* ---- all documents ---- */

static bool
is_document(const struct corpus *corpus, const FTSENT *entry)
{
	const char *specification = arena_printf(corpus->arena,
		"%s/mustache-spec/", corpus->folder);

	return entry->fts_info == FTS_F && text_ends(entry->fts_name, ".json")
		&& !text_starts(entry->fts_path, specification);
}

static void
check_all(struct corpus *corpus)
{
	char *roots[2] = { arena_text(corpus->arena, corpus->folder), NULL };
	FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	struct arena *outer = corpus->arena;

	assert_non_null(tree);
	corpus->arena = arena_new(1024 * 1024);
	for (FTSENT *entry; (entry = fts_read(tree)) != NULL;) {
		if (is_document(corpus, entry))
			check_document(corpus, entry->fts_path);
		arena_reset(corpus->arena);
	}
	arena_free(corpus->arena);
	corpus->arena = outer;
	fts_close(tree);
}

static const char *
folder_of(struct arena *arena)
{
	const char *shared = getenv("MUSTER_SHARED");
	const char *srcdir = getenv("srcdir");

	if (shared != NULL)
		return arena_printf(arena, "%s/data", shared);
	return arena_printf(arena, "%s/../shared/data", srcdir ? srcdir : ".");
}

static void
every_document_gives_what_is_expected_and_is_drawn(void **state)
{
	const char *srcdir = getenv("srcdir");
	struct corpus corpus = { .arena = *state,
		.folder = folder_of(*state) };
	size_t len;

	if (access(corpus.folder, R_OK) != 0) {
		printf("# skipped: there is no %s\n", corpus.folder);
		skip();
	}
	corpus.list = file_text(*state, arena_printf(*state,
		"%s/tests/unit/import/corpus.tsv", srcdir ? srcdir : "."), &len);
	corpus.dot = dot_new();
	check_all(&corpus);
	dot_free(corpus.dot);
	printf("# %zu documents, %zu of them listed\n", corpus.found,
	       corpus.listed);
	assert_true(corpus.found > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			every_document_gives_what_is_expected_and_is_drawn),
	};

	return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
