#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/arena_state.h"
#include "base/buf.h"
#include "base/error.h"
#include "json/json.h"
#include "json/parse.h"
#include "template/mustache.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

struct partial {
	const char *name;
	const char *source;
};

static const struct partial partials[] = {
	{ "layout", "<title>{{$title}}Muster{{/title}}</title>\n"
		    "<main>\n  {{$content}}{{/content}}\n</main>\n" },
	{ "partials/status", "<b class=\"{{status}}\">{{status}}</b>" },
	{ "again", "({{>again}})" },
	{ "self", "{{$a}}x{{/a}}" },
	{ "lines", "one\n\ntwo\n" },
};

static const struct mustache *
find_partial(void *arena, const char *name)
{
	struct error err = { .arena = arena };

	for (size_t i = 0; i < sizeof partials / sizeof *partials; i++)
		if (strcmp(partials[i].name, name) == 0)
			return mustache_compile(arena, partials[i].source,
						&err);
	return NULL;
}

static const char *
render(struct arena *arena, const char *source, const char *json)
{
	struct error err = { .arena = arena };
	struct mustache *template = mustache_compile(arena, source, &err);
	struct json *data = json_parse(arena, json, strlen(json), &err);
	struct buf buf;

	assert_non_null(template);
	assert_non_null(data);
	buf_init(&buf, arena, 16);
	mustache_render(&buf, template, data, find_partial, arena);
	return buf.bytes;
}

static const char *
error_of(struct arena *arena, const char *source)
{
	struct error err = { .arena = arena };

	assert_null(mustache_compile(arena, source, &err));
	return err.message;
}

static void
escapes_what_html_gives_a_meaning(void **state)
{
	assert_string_equal(render(*state, "{{a}}", "{\"a\":\"&<>\\\"'é\"}"),
			    "&amp;&lt;&gt;&quot;&#39;é");
	assert_string_equal(render(*state, "{{{a}}}", "{\"a\":\"<'>\"}"),
			    "<'>");
}

static void
a_number_is_printed_as_it_was_written(void **state)
{
	assert_string_equal(render(*state, "{{a}} {{b}}",
				   "{\"a\":1.50,\"b\":12345678901234567890123}"),
			    "1.50 12345678901234567890123");
}

static void
booleans_are_printed_and_containers_are_not(void **state)
{
	assert_string_equal(render(*state, "{{a}}{{b}}{{c}}{{d}}",
				   "{\"a\":true,\"b\":false,\"c\":[1],\"d\":{}}"),
			    "truefalse");
}

static void
zero_and_empty_text_are_empty(void **state)
{
	assert_string_equal(render(*state, "{{#a}}A{{/a}}{{^b}}B{{/b}}{{#c}}C"
				   "{{/c}}{{^d}}D{{/d}}{{#e}}E{{/e}}",
				   "{\"a\":0,\"b\":\"\",\"c\":\"0\","
				   "\"d\":-0.0,\"e\":{}}"),
			    "BCDE");
}

static void
a_null_hides_the_value_outside(void **state)
{
	assert_string_equal(render(*state, "{{#in}}[{{a}}]{{/in}}",
				   "{\"a\":1,\"in\":{\"a\":null}}"), "[]");
}

static void
a_page_fills_the_blocks_of_its_layout(void **state)
{
	assert_string_equal(
		render(*state,
		       "{{<layout}}\n"
		       "{{$title}}{{name}}{{/title}}\n"
		       "{{$content}}\n"
		       "    <ul>\n"
		       "      {{#rows}}\n"
		       "      <li>{{>partials/status}}</li>\n"
		       "      {{/rows}}\n"
		       "    </ul>\n"
		       "{{/content}}\n"
		       "{{/layout}}\n",
		       "{\"name\":\"A&B\",\"rows\":[{\"status\":\"ok\"},"
		       "{\"status\":\"late\"}]}"),
		"<title>A&amp;B</title>\n"
		"<main>\n"
		"  <ul>\n"
		"    <li><b class=\"ok\">ok</b></li>\n"
		"    <li><b class=\"late\">late</b></li>\n"
		"  </ul>\n\n"
		"</main>\n");
}

static void
indentation_leaves_empty_lines_empty(void **state)
{
	assert_string_equal(render(*state, "<\n  {{>lines}}\n>", "{}"),
			    "<\n  one\n\n  two\n>");
}

static void
endless_partials_end(void **state)
{
	const char *text = render(*state, "{{>again}}", "{}");

	assert_int_equal(strlen(text), 64);
}

static void
a_block_inside_itself_is_its_default(void **state)
{
	assert_string_equal(render(*state, "{{<self}}{{$a}}{{#l}}{{$a}}y{{/a}}"
				   "{{>self}}.{{/l}}{{/a}}{{/self}}",
				   "{\"l\":[1,2]}"), "yx.yx.");
}

static void
a_missing_partial_is_nothing(void **state)
{
	assert_string_equal(render(*state, "[{{>nowhere}}]", "{}"), "[]");
}

static void
a_partial_may_have_any_dots_in_its_name(void **state)
{
	assert_string_equal(render(*state, "[{{>......../..}}]", "{}"), "[]");
}

static void
partials_are_listed_with_their_lines(void **state)
{
	struct error err = { .arena = *state };
	struct mustache *template = mustache_compile(
		*state, "{{>a}}\n{{<b/c}}{{$x}}{{>d}}{{/x}}{{/b/c}}", &err);
	int line;

	assert_string_equal(mustache_partial(*state, template, 0, &line), "a");
	assert_int_equal(line, 1);
	assert_string_equal(mustache_partial(*state, template, 1, &line),
			    "b/c");
	assert_string_equal(mustache_partial(*state, template, 2, &line), "d");
	assert_int_equal(line, 2);
	assert_null(mustache_partial(*state, template, 3, &line));
}

static void
what_is_not_well_formed_is_told_with_its_line(void **state)
{
	static const struct {
		const char *source, *message;
	} cases[] = {
		{ "a\n{{#b}}", "line 2: 'b' has no end" },
		{ "\n\n{{/b}}", "line 3: '/b' ends nothing" },
		{ "{{#a}}\n{{/b}}", "line 2: '/b' where 'a' of line 1 is open" },
		{ "{{a", "line 1: the tag is not closed" },
		{ "{{{a}}", "line 1: the tag is not closed" },
		{ "{{}}", "line 1: '' is not a name" },
		{ "{{! x\n}}{{a b}}", "line 2: 'a b' is not a name" },
		{ "{{=<- >=}}<- >", "line 1: '' is not a name" },
		{ "{{a..b}}", "line 1: 'a..b' is not a name" },
		{ "{{a.}}", "line 1: 'a.' is not a name" },
		{ "{{=a=}}", "line 1: two delimiters were expected, not 'a'" },
		{ "{{=a b c=}}",
		  "line 1: two delimiters were expected, not 'a b c'" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(error_of(*state, cases[i].source),
				    cases[i].message);
}

static void
tags_are_nested_64_deep_and_no_deeper(void **state)
{
	struct error err = { .arena = *state };
	struct buf buf;

	buf_init(&buf, *state, 16);
	for (int i = 0; i < 64; i++)
		buf_text(&buf, "{{#a}}");
	for (int i = 0; i < 64; i++)
		buf_text(&buf, "{{/a}}");
	assert_non_null(mustache_compile(*state, buf.bytes, &err));
	assert_string_equal(
		error_of(*state, arena_printf(*state, "{{#a}}%s{{/a}}",
					      buf.bytes)),
		"line 1: tags are nested deeper than 64");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(escapes_what_html_gives_a_meaning),
		arena_test(a_number_is_printed_as_it_was_written),
		arena_test(booleans_are_printed_and_containers_are_not),
		arena_test(zero_and_empty_text_are_empty),
		arena_test(a_null_hides_the_value_outside),
		arena_test(a_page_fills_the_blocks_of_its_layout),
		arena_test(indentation_leaves_empty_lines_empty),
		arena_test(endless_partials_end),
		arena_test(a_block_inside_itself_is_its_default),
		arena_test(a_missing_partial_is_nothing),
		arena_test(a_partial_may_have_any_dots_in_its_name),
		arena_test(partials_are_listed_with_their_lines),
		arena_test(what_is_not_well_formed_is_told_with_its_line),
		arena_test(tags_are_nested_64_deep_and_no_deeper),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
