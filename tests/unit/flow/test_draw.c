#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "flow/draw.h"
#include "flow/graph.h"
#include "json/json.h"
#include "template/mustache.h"
#include "paper.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static const char flow[] =
	"{'nodes':[{'id':'s','type':'start','title':'Start'},"
	"{'id':'l','type':'while','title':'Every <item>'},"
	"{'id':'b','type':'agent','title':'Read the whole of a very long page "
	"and more'},{'id':'e','type':'end','title':'End'},"
	"{'id':'n','type':'note','title':'N','description':'# Head\\nwords'}],"
	"'connections':[{'from':'s','to':'l'},{'from':'l','to':'b'},"
	"{'from':'b','to':'l'},{'from':'l','to':'e','label':'break'}],"
	"'metadata':{'title':'Loop & co'}}";

static const struct json *
tree_of(struct arena *arena, const struct draw_options *options)
{
	return draw_graph(arena, paper_graph(arena, flow), NULL, options);
}

static const char *
text(const struct json *object, const char *name)
{
	return json_string(json_find(object, name));
}

static const struct json *
by_id(const struct json *list, const char *id)
{
	for (size_t i = 0; i < json_count(list); i++)
		if (strcmp(text(json_at(list, i), "id"), id) == 0)
			return json_at(list, i);
	fail_msg("no '%s'", id);
	return NULL;
}

static void
the_tree_holds_every_node_edge_label_and_note(void **state)
{
	const struct draw_options options = { .id = "f", .icons = "i.svg" };
	const struct json *tree = tree_of(*state, &options);

	assert_int_equal(json_count(json_find(tree, "nodes")), 4);
	assert_int_equal(json_count(json_find(tree, "edges")), 4);
	assert_int_equal(json_count(json_find(tree, "labels")), 1);
	assert_int_equal(json_count(json_find(tree, "areas")), 1);
	assert_string_equal(text(tree, "title"), "Loop & co");
	assert_string_equal(text(tree, "desc"), "4 steps, 4 connections, of "
			    "which 1 lead back. It begins with Start.");
	assert_false(json_is_true(json_find(tree, "isRun")));
}

static void
a_title_is_cut_to_the_card_and_told_whole(void **state)
{
	const struct draw_options options = { .id = "f" };
	const struct json *node = by_id(json_find(tree_of(*state, &options),
						  "nodes"), "b");

	assert_null(strstr(text(node, "name"), "more"));
	assert_string_equal(text(node, "whole"),
		"Read the whole of a very long page and more, Agent");
	assert_int_equal(json_type_of(json_find(node, "href")), JSON_NULL);
}

static void
a_note_has_its_first_line_as_a_heading(void **state)
{
	const struct draw_options options = { .id = "f" };
	const struct json *note = json_at(json_find(tree_of(*state, &options),
						    "areas"), 0);
	const struct json *lines = json_find(note, "lines");

	assert_int_equal(json_count(lines), 2);
	assert_string_equal(text(json_at(lines, 0), "text"), "Head");
	assert_true(json_is_true(json_find(json_at(lines, 0), "strong")));
	assert_string_equal(text(json_at(lines, 1), "text"), "words");
}

static const struct draw_state run[] = {
	{ .node_id = "s", .state = "completed" },
	{ .node_id = "l", .state = "completed", .times = 4 },
	{ .node_id = "b", .state = "completed", .note = "2.5 s", .times = 3 },
	{ .node_id = "e", .state = "skipped" },
};

static void
a_run_colours_nodes_and_the_path_taken(void **state)
{
	const struct draw_options options = { .id = "f", .href = "#step-",
		.states = run, .state_count = 4 };
	const struct json *tree = tree_of(*state, &options);
	const struct json *edges = json_find(tree, "edges");
	const struct json *node = by_id(json_find(tree, "nodes"), "b");

	assert_string_equal(text(node, "state"), "is-completed");
	assert_string_equal(text(node, "href"), "#step-3");
	assert_string_equal(text(json_find(node, "meta"), "text"),
			    "Agent · 2.5 s");
	assert_string_equal(text(json_find(node, "glyph"), "name"),
			    "is-completed");
	assert_true(json_is_true(json_find(json_at(edges, 0), "taken")));
	assert_false(json_is_true(json_find(json_at(edges, 3), "taken")));
	assert_true(json_is_true(json_find(json_at(edges, 2), "back")));
	assert_string_equal(text(json_at(json_find(tree, "labels"), 0), "text"),
			    "3 times");
}

/* ---- the templates, which are files ---- */

static const char *
file_text(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	struct buf buf;
	size_t len;

	if (file == NULL)
		fail_msg("no %s", path);
	buf_init(&buf, arena, 4096);
	while ((len = fread(buf_reserve(&buf, 4096), 1, 4096, file)) > 0)
		buf.len += len;
	buf_add(&buf, "", 0);
	fclose(file);
	return buf.bytes;
}

static struct mustache *
compile(struct arena *arena, const char *name)
{
	const char *srcdir = getenv("srcdir");
	struct error err = { .arena = arena };
	struct mustache *mustache = mustache_compile(arena, file_text(arena,
		arena_printf(arena, "%s/templates/partials/%s.mustache",
			     srcdir ? srcdir : ".", name)), &err);

	if (mustache == NULL)
		fail_msg("%s", err.message);
	return mustache;
}

static const char *
render(struct arena *arena, const char *name, const struct json *tree)
{
	struct buf buf;

	buf_init(&buf, arena, 4096);
	mustache_render(&buf, compile(arena, name), tree, NULL, NULL);
	return buf.bytes;
}

static const struct mustache *
find_flow(void *object, const char *name)
{
	(void)name;
	return object;
}

/* As a page does it: the tree of the flow is one member of its own. */
static const char *
render_in(struct arena *arena, const struct json *page)
{
	struct error err = { .arena = arena };
	struct mustache *around = mustache_compile(arena,
		"{{#flow}}{{>partials/flow}}{{/flow}}", &err);
	struct buf buf;

	buf_init(&buf, arena, 4096);
	mustache_render(&buf, around, page, find_flow,
			compile(arena, "flow"));
	return buf.bytes;
}

static size_t
count_of(const char *text_, const char *part)
{
	size_t count = 0;

	while ((text_ = strstr(text_, part)) != NULL) {
		text_ += strlen(part);
		count++;
	}
	return count;
}

static void
the_partial_draws_links_that_the_keyboard_reaches(void **state)
{
	const struct draw_options options = { .id = "f", .href = "?node=",
		.icons = "/i.svg", .states = run, .state_count = 4 };
	const char *svg = render(*state, "flow", tree_of(*state, &options));

	assert_int_equal(count_of(svg, "<a class=\"flow-node"), 4);
	assert_int_equal(count_of(svg, "<a class=\"flow-area"), 1);
	assert_int_equal(count_of(svg, "</a>"), 5);
	assert_int_equal(count_of(svg, "<g"), 0);
	assert_int_equal(count_of(svg, "<path class=\"flow-edge"), 4);
	assert_int_equal(count_of(svg, "<path class=\"flow-edge is-taken\""), 3);
	assert_non_null(strstr(svg, "href=\"?node=2\" data-node=\"2\""));
	assert_non_null(strstr(svg, "href=\"/i.svg#is-completed\""));
	assert_non_null(strstr(svg, "Every &lt;item&gt;"));
	assert_non_null(strstr(svg, "<title id=\"f-title\">Loop &amp; co"));
	assert_null(strstr(svg, "style="));
}

static void
without_addresses_the_partial_draws_groups(void **state)
{
	const struct draw_options options = { .id = "f" };
	const char *svg = render(*state, "flow", tree_of(*state, &options));

	assert_int_equal(count_of(svg, "<a"), 0);
	assert_int_equal(count_of(svg, "<g class"), 5);
	assert_int_equal(count_of(svg, "is-plain"), 4);
}

static void
a_name_of_the_page_around_does_not_leak_in(void **state)
{
	const struct draw_options options = { .id = "f" };
	struct json *page = json_object(*state);
	const char *names[] = { "href", "state", "glyph", "whole", "align" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		json_set_text(page, names[i], "LEAK");
	json_set(page, "flow", draw_graph(*state, paper_graph(*state, flow),
					  NULL, &options));
	assert_null(strstr(render_in(*state, page), "LEAK"));
}

static void
the_export_stands_alone(void **state)
{
	const struct draw_options options = { .id = "f" };
	const char *svg = render(*state, "flow_export",
				 tree_of(*state, &options));

	assert_int_equal(strncmp(svg, "<?xml", 5), 0);
	assert_non_null(strstr(svg, "xmlns=\"http://www.w3.org/2000/svg\""));
	assert_int_equal(count_of(svg, "class="), 0);
	assert_int_equal(count_of(svg, "href="), 0);
	assert_int_equal(count_of(svg, "style="), 0);
	assert_non_null(strstr(svg, "stroke-dasharray=\"5 3\""));
}

static void
an_empty_flow_is_an_empty_picture(void **state)
{
	const struct draw_options options = { .id = "f" };
	const struct json *tree = draw_graph(*state, paper_graph(*state,
		"{'nodes':[],'connections':[]}"), NULL, &options);

	assert_string_equal(text(tree, "desc"), "No steps.");
	assert_int_equal(json_count(json_find(tree, "nodes")), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_tree_holds_every_node_edge_label_and_note),
		cmocka_unit_test(a_title_is_cut_to_the_card_and_told_whole),
		cmocka_unit_test(a_note_has_its_first_line_as_a_heading),
		cmocka_unit_test(a_run_colours_nodes_and_the_path_taken),
		cmocka_unit_test(
			the_partial_draws_links_that_the_keyboard_reaches),
		cmocka_unit_test(without_addresses_the_partial_draws_groups),
		cmocka_unit_test(a_name_of_the_page_around_does_not_leak_in),
		cmocka_unit_test(the_export_stands_alone),
		cmocka_unit_test(an_empty_flow_is_an_empty_picture),
	};

	return cmocka_run_group_tests(tests, paper_set_up, paper_tear_down);
}
