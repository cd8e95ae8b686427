#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena_state.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "import/import.h"
#include "reader.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static const char builder[] =
	"{'id':'w','name':'W','nodes':[{'id':'a','type':'start'}],'edges':[]}";

static void
a_document_is_told_by_what_is_in_it(void **state)
{
	static const struct { const char *text, *format; } documents[] = {
		{ "{'nodes':[],'edges':[]}", "builder" },
		{ "{'nodes':[{'id':'a','data':{'inputAnchors':[]}}],"
		  "'edges':[]}", "flowise" },
		{ "{'nodes':[],'connections':{}}", "n8n" },
		{ "{'nodes':[],'connections':[]}", "muster" },
		{ "[{'id':'a','type':'inject','x':1,'y':1,'wires':[]}]",
		  "node-red" },
		{ "{'flows':[{'id':'a','type':'inject','x':1,'y':1,'wires':"
		  "[[]]}],'rev':'1'}", "node-red" },
	};

	for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
		assert_string_equal(
			reader_flow(*state, documents[i].text)->format,
			documents[i].format);
}

static void
what_is_no_flow_is_refused_in_words(void **state)
{
	assert_string_equal(reader_refusal(*state,
		"{'name':'t','schema':'[]','func':'return 1','color':'x'}"),
		"this is a Flowise tool, a function without a graph");
	assert_string_equal(reader_refusal(*state, "{'a':1}"),
		"no flow was recognised in this document");
	assert_string_equal(reader_refusal(*state, "{'nodes':[]}"),
		"no flow was recognised in this document");
	assert_string_equal(reader_refusal(*state, "[1,2]"),
		"this JSON is no object or array of nodes, so no flow");
	assert_string_equal(reader_refusal(*state, "'text'"),
		"this JSON is no object or array of nodes, so no flow");
	assert_string_equal(reader_refusal(*state,
		"{'openapi':'3.1.0','info':{},'paths':{}}"),
		"this is an OpenAPI document, not a flow");
}

static void
a_refusal_says_what_can_be_imported(void **state)
{
	struct error err = { .arena = *state };

	assert_null(import_read(*state, NULL, "{}", 2, &err));
	assert_string_equal(err.hint, "flows of Open Agent Builder, n8n, "
		"Flowise, Node-RED and Muster itself can be imported");
}

static void
broken_json_is_refused_with_its_place(void **state)
{
	assert_non_null(strstr(reader_refusal(*state, "{'nodes':[},"), "10"));
	assert_non_null(strstr(reader_refusal(*state, ""), "0"));
}

static void
a_file_that_is_too_large_is_not_read(void **state)
{
	struct error err = { .arena = *state };

	assert_true(import_size_ok(IMPORT_SIZE_MAX, &err));
	assert_false(import_size_ok((size_t)300 * 1024 * 1024, &err));
	assert_int_equal(err.kind, ERROR_TOO_LARGE);
	assert_string_equal(err.message,
			    "the file has 300 MiB; at most 32 MiB are read");
}

/* A document of ten thousand nodes; @ in the node stands for its number. */
static const char *
heap_of_nodes(struct arena *arena, const char *head, const char *node,
	      const char *tail)
{
	struct buf buf;

	buf_init(&buf, arena, 1024);
	buf_text(&buf, head);
	for (int i = 1; i < 10000; i++)
		for (const char *at = node; *at != '\0'; at++) {
			if (*at == '@')
				buf_int(&buf, i);
			else
				buf_char(&buf, *at);
		}
	buf_text(&buf, tail);
	return buf.bytes;
}

static void
ten_thousand_nodes_are_refused_in_every_format(void **state)
{
	static const struct { const char *head, *node, *tail; } formats[] = {
		{ "{'edges':[],'nodes':[{'id':'x'}", ",{'id':'n@'}", "]}" },
		{ "{'connections':{},'nodes':[{'id':'x'}",
		  ",{'id':'n@','name':'n@'}", "]}" },
		{ "{'connections':[],'nodes':[{'id':'x'}", ",{'id':'n@'}",
		  "]}" },
		{ "[{'id':'x','type':'t','x':0,'y':0,'wires':[]}",
		  ",{'id':'n@','type':'t','x':0,'y':0,'wires':[]}", "]" },
		{ "{'edges':[],'nodes':[{'id':'x','data':{'inputAnchors':[]}}",
		  ",{'id':'n@'}", "]}" },
	};

	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		assert_string_equal(reader_refusal(*state, heap_of_nodes(*state,
			formats[i].head, formats[i].node, formats[i].tail)),
			"the flow has 10000 nodes; at most 5000 are allowed");
}

static void
a_byte_order_mark_is_skipped(void **state)
{
	struct error err = { .arena = *state };
	const char *text = "\xef\xbb\xbf{\"nodes\":[],\"edges\":[]}";

	assert_non_null(import_read(*state, NULL, text, strlen(text), &err));
}

static void
an_array_of_documents_gives_all_of_them(void **state)
{
	struct import_list *list = reader_list(*state,
		arena_printf(*state, "[%s,{'nodes':[],'connections':{},"
			     "'name':'second'}]", builder));

	assert_int_equal(list->count, 2);
	assert_string_equal(list->flows[0].format, "builder");
	assert_string_equal(list->flows[1].name, "second");
}

static void
one_bad_flow_of_many_refuses_the_file(void **state)
{
	assert_string_equal(reader_refusal(*state, arena_printf(*state,
		"[%s,{'nodes':[{'id':'a'},{'id':'a'}],'edges':[]}]", builder)),
		"two nodes have the id 'a'");
}

static void
a_flow_without_a_name_has_that_of_the_file(void **state)
{
	assert_string_equal(reader_flow(*state,
		"{'nodes':[],'edges':[],'name':' '}")->name, "the file");
}

static void
a_name_is_cut_to_what_the_database_takes(void **state)
{
	struct import_flow *flow;
	struct buf name;

	buf_init(&name, *state, 600);
	for (int i = 0; i < 280; i++)
		buf_text(&name, "\xc3\xa9");
	flow = reader_flow(*state, arena_printf(*state,
		"{'nodes':[],'edges':[],'name':'%s'}", name.bytes));
	assert_int_equal(strlen(flow->name), 2 * 255);
	assert_string_equal(flow->warnings[0],
			    "the name was cut to 255 characters");
}

static void
a_document_without_an_id_goes_by_its_fingerprint(void **state)
{
	struct import_flow *one = reader_flow(*state,
		"{'nodes':[],'edges':[]}");
	struct import_flow *two = reader_flow(*state,
		"{'nodes':[], 'edges':[]}");

	assert_int_equal(strncmp(one->old_id, "sha256:", 7), 0);
	assert_string_not_equal(one->old_id, two->old_id);
}

static void
what_would_be_nested_too_deep_is_refused(void **state)
{
	struct buf buf;

	/* An unknown member of an edge goes one level deeper: into extra. */
	buf_init(&buf, *state, 256);
	buf_text(&buf, "{'nodes':[{'id':'a'}],'edges':[{'source':'a',"
		 "'target':'a','deep':");
	for (int i = 0; i < 61; i++)
		buf_char(&buf, '[');
	for (int i = 0; i < 61; i++)
		buf_char(&buf, ']');
	buf_text(&buf, "}]}");
	assert_non_null(strstr(reader_refusal(*state, buf.bytes), "deep"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_document_is_told_by_what_is_in_it),
		cmocka_unit_test(what_is_no_flow_is_refused_in_words),
		cmocka_unit_test(a_refusal_says_what_can_be_imported),
		cmocka_unit_test(broken_json_is_refused_with_its_place),
		cmocka_unit_test(a_file_that_is_too_large_is_not_read),
		cmocka_unit_test(ten_thousand_nodes_are_refused_in_every_format),
		cmocka_unit_test(a_byte_order_mark_is_skipped),
		cmocka_unit_test(an_array_of_documents_gives_all_of_them),
		cmocka_unit_test(one_bad_flow_of_many_refuses_the_file),
		cmocka_unit_test(a_flow_without_a_name_has_that_of_the_file),
		cmocka_unit_test(a_name_is_cut_to_what_the_database_takes),
		cmocka_unit_test(a_document_without_an_id_goes_by_its_fingerprint),
		cmocka_unit_test(what_would_be_nested_too_deep_is_refused),
	};

	return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
