#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena_state.h"
#include "import/n8n_kind.h"
#include "reader.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

/* An agent with a model and a tool, a question, a loop, a merge, a note. */
static const char document[] =
	"{'name':'Support','id':'17','active':true,"
	"'meta':{'instanceId':'abc','createdAt':'2025-09-29T07:07:43.597082'},"
	"'tags':[{'id':'1','name':'desk'},'plain'],"
	"'nodes':["
	"{'id':'t','name':'On chat','type':'@n8n/n8n-nodes-langchain.chatTrigger',"
	"'position':[0,0],'parameters':{},'typeVersion':1.10},"
	"{'id':'a','name':'Agent','type':'@n8n/n8n-nodes-langchain.agent',"
	"'position':[220.0,0],'parameters':{'text':'={{ $json.x }}','n':1.0}},"
	"{'id':'m','name':'Model','type':'@n8n/n8n-nodes-langchain.lmChatOpenAi',"
	"'position':[160,220],'parameters':{}},"
	"{'id':'i','name':'Urgent?','type':'n8n-nodes-base.if',"
	"'position':[440,0],'parameters':{},'notes':'over 3'},"
	"{'id':'l','name':'Loop','type':'n8n-nodes-base.splitInBatches',"
	"'typeVersion':3,'position':[660,0],'parameters':{}},"
	"{'id':'g','name':'Merge','type':'n8n-nodes-base.merge',"
	"'position':[880,0],'parameters':{}},"
	"{'id':'k','name':'Note','type':'n8n-nodes-base.stickyNote',"
	"'position':[0,-200],'parameters':{'content':'## Hi','width':300}}],"
	"'connections':{"
	"'On chat':{'main':[[{'node':'Agent','type':'main','index':0}]]},"
	"'Model':{'ai_languageModel':[[{'node':'Agent',"
	"'type':'ai_languageModel','index':0}]]},"
	"'Agent':{'main':[[{'node':'Urgent?','type':'main','index':0}]]},"
	"'Urgent?':{'main':[[{'node':'Loop','type':'main','index':0}],"
	"[{'node':'Merge','type':'main','index':1}]]},"
	"'Loop':{'main':[[{'node':'Merge','type':'main','index':0}],"
	"[{'node':'Loop','type':'main','index':0}]]},"
	"'Merge':{'main':[null,[]]}}}";

static void
a_workflow_becomes_a_flowchart(void **state)
{
	struct import_flow *flow = reader_flow(*state, document);

	assert_string_equal(flow->format, "n8n");
	assert_int_equal(flow->kind, IMPORT_WORKFLOW);
	assert_string_equal(flow->old_id, "abc/17");
	assert_string_equal(flow->tags[0], "desk");
	assert_string_equal(flow->tags[1], "plain");
	assert_true(flow->created_ms == 1759129663597);
	assert_int_equal(flow->node_count, 7);
	assert_int_equal(flow->edge_count, 7);
	assert_int_equal(flow->dangling_count, 0);
	reader_check(*state, flow,
		"nodes/1",
		"{'id':'a','type':'agent','title':'Agent',"
		"'position':{'x':220.0,'y':0},"
		"'config':{'text':'={{ $json.x }}','n':1.0},"
		"'extra':{'type':'@n8n/n8n-nodes-langchain.agent'}}",
		"nodes/0/extra/typeVersion", "1.10",
		"extra/active", "true");
}

static void
connections_name_their_ways(void **state)
{
	struct import_flow *flow = reader_flow(*state, document);

	assert_false(reader_has(*state, flow, "connections/0/label"));
	reader_check(*state, flow,
		"connections/1",
		"{'id':'c2','from':'m','to':'a',"
		"'label':'language model','handle':'ai_languageModel/0',"
		"'extra':{'type':'ai_languageModel','index':0}}",
		"connections/3/label", "'true'",
		"connections/4/label", "'false'",
		"connections/5/label", "'done'",
		"connections/6/label", "'loop'");
}

static void
a_sticky_note_is_a_note_with_a_size(void **state)
{
	struct import_flow *flow = reader_flow(*state, document);

	reader_check(*state, flow,
		"nodes/6/type", "'note'",
		"nodes/6/description", "'## Hi'",
		"nodes/6/size", "{'width':300,'height':160}");
}

static void
connections_may_call_nodes_by_their_ids(void **state)
{
	struct import_flow *flow = reader_flow(*state,
		"{'nodes':[{'id':'1','name':'A','type':'x.set','position':[0,0]},"
		"{'id':'2','name':'1','type':'x.set','position':[9,9]}],"
		"'connections':{'2':{'main':[[{'node':'1'}]]},"
		"'A':{'main':[[{'node':'error-handler-9'}]]}}}");

	/* '1' is the name of the second node before it is the id of the first */
	reader_check(*state, flow,
		"connections/0/from", "'2'",
		"connections/0/to", "'2'");
	assert_int_equal(flow->dangling_count, 1);
	assert_string_equal(flow->warnings[0], "1 of 2 connections lead to or "
		"from nodes that the document does not have, first "
		"'error-handler-9'");
}

static void
a_node_without_an_id_goes_by_its_name(void **state)
{
	struct import_flow *flow = reader_flow(*state,
		"{'nodes':[{'name':'A','type':'x.start','position':[0,0]},"
		"{'name':'B','type':'x.set','position':[1,1]}],"
		"'connections':{'A':{'main':[[{'node':'B'}]]}}}");

	reader_check(*state, flow,
		"connections/0/from", "'A'",
		"nodes/0/type", "'start'");
}

static void
names_and_ids_are_there_once(void **state)
{
	assert_string_equal(reader_refusal(*state,
		"{'nodes':[{'id':'1','name':'A'},{'id':'2','name':'A'}],"
		"'connections':{}}"), "two nodes have the name 'A'");
	assert_string_equal(reader_refusal(*state,
		"{'nodes':[{'id':'1','name':'A'},{'id':'1','name':'B'}],"
		"'connections':{}}"), "two nodes have the id '1'");
	assert_string_equal(reader_refusal(*state,
		"{'nodes':[{'type':'x'}],'connections':{}}"),
		"node 1 has neither a name nor an id");
}

static void
odd_connections_do_no_harm(void **state)
{
	struct import_flow *flow = reader_flow(*state,
		"{'nodes':[{'id':'1','name':'A','position':'here'}],"
		"'connections':{'A':{'main':[null,[null,{},7],'x'],'other':5},"
		"'B':[],'__proto__':{'main':[[{'node':'A'}]]}}}");

	assert_int_equal(flow->edge_count, 0);
	assert_int_equal(flow->dangling_count, 2);
}

static void
a_switch_names_its_ways_by_its_rules(void **state)
{
	struct import_flow *flow = reader_flow(*state,
		"{'nodes':[{'id':'n','name':'New','type':'b.switch','parameters':"
		"{'rules':{'values':[{'outputKey':'start'},{}]}}},"
		"{'id':'o','name':'Old','type':'b.switch','parameters':"
		"{'rules':{'rules':[{'value2':'edited'},{'output':1,"
		"'value2':7}]}}},{'id':'x','name':'X'}],"
		"'connections':{'New':{'main':[[{'node':'X'}],[{'node':'X'}],"
		"[{'node':'X'}]]},'Old':{'main':[[{'node':'X'}],"
		"[{'node':'X'}]]}}}");

	reader_check(*state, flow,
		"connections/0/label", "'start'",
		"connections/1/label", "'2'",
		"connections/2/label", "'fallback'",
		"connections/3/label", "'edited'",
		"connections/4/label", "'7'");
}

static void
a_way_for_errors_and_a_second_input_are_named(void **state)
{
	struct import_flow *flow = reader_flow(*state,
		"{'nodes':[{'id':'h','name':'H','type':'b.httpRequest',"
		"'onError':'continueErrorOutput'},{'id':'s','name':'S',"
		"'type':'b.set'},{'id':'m','name':'M','type':'b.merge'}],"
		"'connections':{'H':{'main':[[],[{'node':'M'}]]},"
		"'S':{'main':[[{'node':'M','index':1}]]}}}");

	reader_check(*state, flow,
		"connections/0/label", "'error'",
		"connections/1/label", "'input 2'");
}

static void
types_have_kinds(void **state)
{
	(void)state;
	assert_string_equal(n8n_kind("n8n-nodes-base.googleDriveTrigger"),
			    "start");
	assert_string_equal(n8n_kind("n8n-nodes-base.httpRequest"), "http");
	assert_string_equal(n8n_kind(
		"@n8n/n8n-nodes-langchain.memoryBufferWindow"), "store");
	assert_string_equal(n8n_kind("n8n-nodes-base.gmailTool"), "tool");
	assert_string_equal(n8n_kind("n8n-nodes-base.spotify"), "other");
	assert_string_equal(n8n_kind(""), "other");
	assert_string_equal(n8n_kind(NULL), "other");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_workflow_becomes_a_flowchart),
		cmocka_unit_test(connections_name_their_ways),
		cmocka_unit_test(a_sticky_note_is_a_note_with_a_size),
		cmocka_unit_test(connections_may_call_nodes_by_their_ids),
		cmocka_unit_test(a_node_without_an_id_goes_by_its_name),
		cmocka_unit_test(names_and_ids_are_there_once),
		cmocka_unit_test(odd_connections_do_no_harm),
		cmocka_unit_test(a_switch_names_its_ways_by_its_rules),
		cmocka_unit_test(a_way_for_errors_and_a_second_input_are_named),
		cmocka_unit_test(types_have_kinds),
	};

	return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
