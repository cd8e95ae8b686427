#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/drawing.h"
#include "app/pages/flow_view.h"
#include "base/arena.h"
#include "base/arena_state.h"
#include "base/buf.h"
#include "flow/check.h"
#include "flow/graph.h"
#include "flow/steps.h"
#include "http/request.h"
#include "json/json.h"
#include "json/scan.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

#define TWO "{\"nodes\":[{\"id\":\"a\",\"type\":\"start\"}," \
	"{\"id\":\"b\",\"type\":\"end\",\"title\":\"Done\"}]," \
	"\"connections\":[{\"from\":\"a\",\"to\":\"b\",\"label\":\"then\"}]}"

static char *headers[] = { NULL };

/* A page with ?node=asked (NULL: none), as its templates see it. */
static struct json *
shown(struct arena *arena, const char *text, const char *asked)
{
	struct pair pair = { "node", asked };
	struct request req = { .arena = arena, .path = "/workflows/7",
			       .headers = headers, .error = { .arena = arena },
			       .query = { &pair, asked ? 1 : 0 } };
	struct drawing drawing = { .error = { .arena = arena } };
	struct json *data = json_object(arena);
	struct graph *graph;

	assert_true(json_scan(arena, text, strlen(text), &drawing.document,
			      &drawing.error));
	flow_view_link(&req, &drawing, "version=3&");
	graph = graph_read(arena, drawing.document, &drawing.error);
	drawing.graph = graph;
	if (graph) {
		drawing.check = check_graph(arena, graph);
		drawing.steps = steps_of(arena, graph, &drawing.options);
		drawing.picture = json_object(arena);
	}
	flow_view_show(&req, data, &drawing);
	return data;
}

static const char *
text(const struct json *object, const char *name)
{
	return json_string(json_find(object, name));
}

static bool
is_null(const struct json *object, const char *name)
{
	return json_type_of(json_find(object, name)) == JSON_NULL;
}

static void
a_page_without_a_choice_shows_no_node(void **state)
{
	struct json *data = shown(*state, TWO, NULL);

	assert_true(is_null(data, "node"));
	assert_false(is_null(data, "flow"));
	assert_string_equal(text(data, "node_words"),
			    "2 steps and notes");
	assert_string_equal(text(data, "edge_words"), "1 connection");
	assert_string_equal(text(data, "node_href"),
			    "/workflows/7?version=3&node=");
	assert_true(json_is_true(json_find(data, "steps_open")));
	assert_false(json_is_true(json_find(data, "has_faults")));
}

static void
a_chosen_node_says_where_it_leads(void **state)
{
	const struct json *node = json_find(shown(*state, TWO, "1"), "node");
	const struct json *way = json_at(json_find(node, "out"), 0);

	assert_string_equal(text(node, "id"), "a");
	assert_false(json_is_true(json_find(node, "has_in")));
	assert_string_equal(text(way, "title"), "Done");
	assert_string_equal(text(way, "label"), "then");
	assert_string_equal(text(way, "number"), "2");
	assert_int_equal(json_count(json_find(node, "parts")), 1);
}

static void
a_node_that_is_not_there_is_not_shown(void **state)
{
	static const char *const asked[] = { "0", "3", "-1", "x", "", "99999" };

	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
		assert_true(is_null(shown(*state, TWO, asked[i]), "node"));
}

/* Nothing leads anywhere: each node but the start is a fault. */
static const char *
lonely(struct arena *arena, int count)
{
	struct buf buf;

	buf_init(&buf, arena, 1024);
	buf_text(&buf, "{\"nodes\":[{\"id\":\"s\",\"type\":\"start\"}");
	for (int i = 1; i < count; i++)
		buf_printf(&buf, ",{\"id\":\"n%d\"}", i);
	buf_text(&buf, "],\"connections\":[]}");
	return buf.bytes;
}

static void
many_faults_are_counted_and_cut(void **state)
{
	struct json *data = shown(*state, lonely(*state, 40), NULL);

	assert_int_equal(json_count(json_find(data, "faults")), 20);
	assert_true(json_is_true(json_find(data, "has_faults")));
	assert_non_null(strstr(text(data, "fault_words"), "things to look at"));
	assert_false(is_null(data, "fault_rest"));
	assert_false(json_is_true(json_find(data, "steps_open")));
}

static void
what_cannot_be_drawn_says_why(void **state)
{
	struct json *data = shown(*state, "{\"nodes\":7}", NULL);

	assert_true(is_null(data, "flow"));
	assert_string_equal(text(data, "flow_fault"),
			    "the document has no nodes array");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(a_page_without_a_choice_shows_no_node),
		arena_test(a_chosen_node_says_where_it_leads),
		arena_test(a_node_that_is_not_there_is_not_shown),
		arena_test(many_faults_are_counted_and_cut),
		arena_test(what_cannot_be_drawn_says_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
