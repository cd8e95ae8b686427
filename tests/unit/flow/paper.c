#include "paper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "flow/graph.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

/* Graphviz keeps some kilobytes for each context, of which a process makes one. */
const char *__lsan_default_suppressions(void);

const char *
__lsan_default_suppressions(void)
{
	return "leak:libgvc";
}

int
paper_set_up(void **state)
{
	*state = arena_new(4096);
	return 0;
}

int
paper_tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

struct json_slice
paper_slice(struct arena *arena, const char *text)
{
	char *quoted = arena_text(arena, text);
	struct error err = { .arena = arena };
	struct json_slice slice;

	for (char *at = quoted; *at != '\0'; at++)
		if (*at == '\'')
			*at = '"';
	if (!json_scan(arena, quoted, strlen(quoted), &slice, &err))
		fail_msg("%s: %s", err.message, quoted);
	return slice;
}

struct graph *
paper_graph(struct arena *arena, const char *text)
{
	struct error err = { .arena = arena };
	struct graph *graph = graph_read(arena, paper_slice(arena, text), &err);

	if (graph == NULL)
		fail_msg("%s", err.message);
	return graph;
}

const char *
paper_refusal(struct arena *arena, const char *text)
{
	struct error err = { .arena = arena };

	assert_null(graph_read(arena, paper_slice(arena, text), &err));
	return err.message;
}

struct graph *
paper_chain(struct arena *arena, int count, const char *more)
{
	struct buf buf;

	buf_init(&buf, arena, 1024);
	buf_text(&buf, "{'nodes':[");
	for (int i = 0; i < count; i++)
		buf_printf(&buf, "%s{'id':'n%d','type':'process','title':'Step %d'}",
			   i > 0 ? "," : "", i, i);
	buf_text(&buf, "],'connections':[");
	for (int i = 1; i < count; i++)
		buf_printf(&buf, "%s{'id':'c%d','from':'n%d','to':'n%d'}",
			   i > 1 ? "," : "", i, i - 1, i);
	buf_printf(&buf, "%s]}", more);
	return paper_graph(arena, buf.bytes);
}
