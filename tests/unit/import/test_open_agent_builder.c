#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena_state.h"
#include "reader.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static const char document[] =
	"{'id':'loop','name':'Loop test','description':'tests','category':'T',"
	"'tags':['a','b'],'createdAt':'2025-10-20T15:15:47.000Z',"
	"'nodes':[{'id':'s','type':'start','position':{'x':1.50,'y':2e1},"
	"'data':{'label':'Start','nodeType':'start','big':12345678901234567890},"
	"'selected':true},"
	"{'id':'w','type':'agent','position':{'x':1,'y':1},"
	"'data':{'nodeType':'while','nodeName':'Loop it'}},"
	"{'id':'n','type':'note','data':{'noteText':'read'}},"
	"{'id':'z','type':'quantum','data':{}}],"
	"'edges':[{'id':'e1','source':'s','target':'w','animated':true},"
	"{'id':'e1','source':'w','target':'s','sourceHandle':'break'},"
	"{'id':'e3','source':'w','target':'gone'}]}";

static void
a_workflow_becomes_a_flowchart(void **state)
{
	struct import_flow *flow = reader_flow(*state, document);

	assert_int_equal(flow->kind, IMPORT_WORKFLOW);
	assert_string_equal(flow->name, "Loop test");
	assert_string_equal(flow->description, "tests");
	assert_string_equal(flow->old_id, "loop");
	assert_string_equal(flow->tags[0], "a");
	assert_string_equal(flow->tags[1], "b");
	assert_null(flow->tags[2]);
	assert_true(flow->created_ms == 1760973347000);
	assert_int_equal(flow->node_count, 4);
	assert_int_equal(flow->edge_count, 2);
	reader_check(*state, flow,
		"nodes/1",
		"{'id':'w','type':'while','title':'Loop it',"
		"'position':{'x':1,'y':1},"
		"'config':{'nodeType':'while','nodeName':'Loop it'},"
		"'extra':{'type':'agent'}}");
}

static void
values_stay_the_text_that_they_are(void **state)
{
	struct import_flow *flow = reader_flow(*state, document);

	reader_check(*state, flow,
		"nodes/0/position", "{'x':1.50,'y':2e1}",
		"nodes/0/config/big", "12345678901234567890",
		"nodes/0/extra/selected", "true",
		"extra/category", "'T'");
	assert_int_equal(flow->document.len, strlen(document));
}

static void
a_note_says_its_text_and_an_unknown_type_its_name(void **state)
{
	struct import_flow *flow = reader_flow(*state, document);

	reader_check(*state, flow,
		"nodes/2/description", "'read'",
		"nodes/3/type", "'other'",
		"nodes/3/variant", "'quantum'");
}

static void
connections_keep_handle_and_unknown_members(void **state)
{
	struct import_flow *flow = reader_flow(*state, document);

	reader_check(*state, flow,
		"connections/0",
		"{'id':'e1','from':'s','to':'w',"
		"'extra':{'animated':true}}",
		"connections/1/handle", "'break'");
}

static void
an_id_that_is_taken_is_made_anew(void **state)
{
	struct import_flow *flow = reader_flow(*state, document);

	reader_check(*state, flow, "connections/1/id", "'c2'");
}

static void
a_connection_that_leads_nowhere_is_told(void **state)
{
	struct import_flow *flow = reader_flow(*state, document);

	assert_int_equal(flow->dangling_count, 1);
	assert_string_equal(flow->warnings[0], "1 of 3 connections lead to or "
		"from nodes that the document does not have, first 'gone'");
}

static void
nodes_need_ids_of_their_own(void **state)
{
	assert_string_equal(reader_refusal(*state,
		"{'nodes':[{'id':'a'},{'type':'x'}],'edges':[]}"),
		"node 2 has no id");
	assert_string_equal(reader_refusal(*state,
		"{'nodes':[{'id':'a'},{'id':'a'}],'edges':[]}"),
		"two nodes have the id 'a'");
}

static void
hostile_names_are_kept_harmlessly(void **state)
{
	struct import_flow *flow = reader_flow(*state,
		"{'__proto__':{'admin':true},'nodes':[{'id':'__proto__',"
		"'constructor':{'x':1},'data':{'__proto__':[1]}}],'edges':[]}");

	reader_check(*state, flow, "extra/__proto__/admin", "true");
	assert_string_equal(reader_at(*state, flow,
		"nodes/0/config/__proto__/0"), "1");
	assert_string_equal(reader_at(*state, flow,
		"nodes/0/extra/constructor/x"), "1");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_workflow_becomes_a_flowchart),
		cmocka_unit_test(values_stay_the_text_that_they_are),
		cmocka_unit_test(
			a_note_says_its_text_and_an_unknown_type_its_name),
		cmocka_unit_test(connections_keep_handle_and_unknown_members),
		cmocka_unit_test(an_id_that_is_taken_is_made_anew),
		cmocka_unit_test(a_connection_that_leads_nowhere_is_told),
		cmocka_unit_test(nodes_need_ids_of_their_own),
		cmocka_unit_test(hostile_names_are_kept_harmlessly),
	};

	return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
