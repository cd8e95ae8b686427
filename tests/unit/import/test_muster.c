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
#include "import/write.h"
#include "reader.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static struct import_list *
again(struct arena *arena, const struct import_flow *flows, size_t count)
{
	struct error err = { .arena = arena };
	struct import_list *list;
	struct buf buf;

	buf_init(&buf, arena, 1024);
	import_write(&buf, flows, count, 1760000000000);
	list = import_read(arena, NULL, buf.bytes, buf.len, &err);
	if (list == NULL)
		fail_msg("%s", err.message);
	return list;
}

static void
check_text(const struct import_text *a, const struct import_text *b)
{
	assert_int_equal(a->len, b->len);
	assert_int_equal(a->text == NULL, b->text == NULL);
	if (a->text != NULL)
		assert_memory_equal(a->text, b->text, a->len);
}

static void
check_same(const struct import_flow *a, const struct import_flow *b)
{
	size_t i = 0;

	assert_int_equal(a->kind, b->kind);
	assert_string_equal(a->format, b->format);
	assert_string_equal(a->old_id, b->old_id);
	assert_string_equal(a->name, b->name);
	assert_int_equal(a->description == NULL, b->description == NULL);
	if (a->description != NULL)
		assert_string_equal(a->description, b->description);
	for (; a->tags[i] != NULL && b->tags[i] != NULL; i++)
		assert_string_equal(a->tags[i], b->tags[i]);
	assert_ptr_equal(a->tags[i], b->tags[i]);
	assert_true(a->created_ms == b->created_ms);
	assert_int_equal(a->node_count, b->node_count);
	assert_int_equal(a->edge_count, b->edge_count);
	check_text(&a->flowchart, &b->flowchart);
	check_text(&a->document, &b->document);
}

static void
what_is_exported_is_imported_the_same(void **state)
{
	static const char *const documents[] = {
		"{'id':'w','name':'W','tags':['x','y'],'createdAt':"
		"'2025-01-02T03:04:05.678Z','description':'d \\u00e9',"
		"'nodes':[{'id':'a','n':1.500,'data':{'big':1e400}}],"
		"'edges':[{'source':'a','target':'a','k':-0}]}",
		"{'nodes':[{'id':'1','name':'A','position':[1,2]}],"
		"'connections':{'A':{'main':[[{'node':'A'}]]}}}",
		"[{'id':'t','type':'tab','label':'T'},{'id':'a','type':'inject',"
		"'z':'t','x':1,'y':1,'wires':[['a']]}]",
		"{'nodes':[{'id':'a','title':'A'}],'connections':[]}",
	};

	for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
		struct import_flow *flow = reader_flow(*state, documents[i]);
		struct import_list *list = again(*state, flow, 1);

		assert_int_equal(list->count, 1);
		check_same(flow, &list->flows[0]);
	}
}

static void
several_flows_are_exported_as_one_document(void **state)
{
	struct import_list *first = reader_list(*state,
		"[{'nodes':[],'edges':[],'name':'a'},"
		"{'nodes':[],'connections':{},'name':'b'}]");
	struct import_list *second = again(*state, first->flows, first->count);

	assert_int_equal(second->count, 2);
	for (int i = 0; i < 2; i++)
		check_same(&first->flows[i], &second->flows[i]);
}

static void
a_flowchart_alone_makes_an_agent(void **state)
{
	struct import_flow *flow = reader_flow(*state,
		"{'id':1699,'nodes':[{'id':'a'},{'id':'b'}],"
		"'connections':[{'from':'a','to':'b'},{'from':'a','to':'x'}],"
		"'metadata':{'title':'T','description':'D','tags':['g']}}");

	assert_int_equal(flow->kind, IMPORT_AGENT);
	assert_string_equal(flow->format, "muster");
	assert_string_equal(flow->name, "T");
	assert_string_equal(flow->description, "D");
	assert_string_equal(flow->tags[0], "g");
	assert_string_equal(flow->old_id, "1699");
	assert_null(flow->document.text);
	assert_int_equal(flow->edge_count, 1);
	assert_int_equal(flow->dangling_count, 1);
	assert_string_equal(flow->warnings[0],
			    "a connection leads to 'x', which is no node");
}

static void
the_export_of_the_dashboard_is_read(void **state)
{
	struct import_flow *flow = reader_flow(*state,
		"{'flowchart':{'nodes':[{'id':'a'}],'connections':[]},"
		"'exportData':{'version':'1.0','format':'json'}}");

	assert_int_equal(flow->node_count, 1);
	reader_check(*state, flow, "nodes/0/id", "'a'");
}

static void
exports_that_cannot_be_read_are_refused(void **state)
{
	assert_string_equal(reader_refusal(*state,
		"{'format':'muster-flows','version':2,'flows':[]}"),
		"this export is of another version than 1, which is read here");
	assert_string_equal(reader_refusal(*state,
		"{'format':'muster-flows','version':1,'flows':[]}"),
		"this export has no flows");
	assert_string_equal(reader_refusal(*state,
		"{'format':'muster-flows','version':1,'flows':[{'kind':'agent'}]}"),
		"a flow of this export has no flowchart");
	assert_string_equal(reader_refusal(*state,
		"{'format':'muster-flows','version':1,'flows':[{'kind':'god',"
		"'flowchart':{}}]}"),
		"a flow of this export is neither an agent nor a workflow");
	assert_string_equal(reader_refusal(*state,
		"{'format':'muster-flows','version':1,'flows':[{'kind':'agent',"
		"'flowchart':{'nodes':1}}]}"),
		"the document has no nodes array");
	assert_string_equal(reader_refusal(*state,
		"{'format':'muster-flows','version':1,'flows':[{'kind':'agent',"
		"'source':{'format':'zapier','id':'1'},'flowchart':"
		"{'nodes':[]}}]}"),
		"a flow comes from the format 'zapier', which is not known");
	assert_string_equal(reader_refusal(*state,
		"{'nodes':[{'id':'a'},{'id':'a'}],'connections':[]}"),
		"two nodes have the id 'a'");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_exported_is_imported_the_same),
		cmocka_unit_test(several_flows_are_exported_as_one_document),
		cmocka_unit_test(a_flowchart_alone_makes_an_agent),
		cmocka_unit_test(the_export_of_the_dashboard_is_read),
		cmocka_unit_test(exports_that_cannot_be_read_are_refused),
	};

	return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
