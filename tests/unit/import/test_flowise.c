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
	"{'description':'Asks','usecases':['Chat'],'framework':['Langchain'],"
	"'nodes':["
	"{'id':'start_0','type':'agentFlow','position':{'x':0,'y':0},"
	"'width':103,'height':66,'data':{'name':'startAgentflow',"
	"'label':'Start','type':'Start','inputAnchors':[]}},"
	"{'id':'iter_0','type':'iteration','position':{'x':100,'y':0},"
	"'width':300,'height':250,'data':{'name':'iterationAgentflow',"
	"'label':'Each','type':'Iteration','outputAnchors':[]}},"
	"{'id':'llm_0','parentNode':'iter_0','position':{'x':56.5,'y':92},"
	"'data':{'name':'llmAgentflow','label':'Ask','type':'LLM',"
	"'inputParams':[]}},"
	"{'id':'loop_0','position':{'x':500,'y':0},'data':{'name':"
	"'loopAgentflow','label':'Again','type':'Loop','inputParams':[],"
	"'inputs':{'loopBackToNode':'start_0-Start'}}},"
	"{'id':'chat_0','position':{'x':0,'y':300},'data':{'name':'chatOpenAI',"
	"'label':'ChatOpenAI','type':'ChatOpenAI','category':'Chat Models'}},"
	"{'id':'note_0','position':{'x':0,'y':400},'data':{'name':'stickyNote',"
	"'label':'Note','inputs':{'note':'see'}}}],"
	"'edges':["
	"{'id':'e1','source':'start_0','target':'iter_0','sourceHandle':"
	"'start_0-output-startAgentflow','targetHandle':'iter_0'},"
	"{'id':'e2','source':'iter_0','target':'loop_0','sourceHandle':"
	"'iter_0-output-1','data':{'edgeLabel':'reject'}},"
	"{'id':'e3','source':'chat_0','target':'llm_0','sourceHandle':"
	"'chat_0-output-chatOpenAI-X','targetHandle':"
	"'llm_0-input-model-BaseChatModel'},"
	"{'id':'e4','source':'start_0','target':'llm_0','sourceHandle':"
	"'start_0-output-billing-Condition','targetHandle':"
	"'llm_0-input-sequentialNode-Start | Agent'},"
	"{'id':'e5','source':'loop_0','target':'llm_0','targetHandle':"
	"'llm_0-input-loop-X'}]}";

static void
a_flow_becomes_an_agent(void **state)
{
	struct import_flow *flow = reader_flow(*state, document);

	assert_int_equal(flow->kind, IMPORT_AGENT);
	assert_string_equal(flow->format, "flowise");
	assert_string_equal(flow->name, "the file");
	assert_string_equal(flow->description, "Asks");
	assert_string_equal(flow->tags[0], "Chat");
	assert_int_equal(flow->node_count, 6);
	assert_int_equal(flow->edge_count, 5);
	reader_check(*state, flow, "extra/framework/0", "'Langchain'");
}

static void
nodes_have_kinds_by_name_and_by_shelf(void **state)
{
	static const char *const kinds[] = { "\"start\"", "\"while\"",
		"\"agent\"", "\"while\"", "\"model\"", "\"note\"" };
	struct import_flow *flow = reader_flow(*state, document);
	char path[] = "nodes/0/type";

	for (int i = 0; i < 6; i++) {
		path[6] = (char)('0' + i);
		assert_string_equal(reader_at(*state, flow, path), kinds[i]);
	}
	assert_false(reader_has(*state, flow, "nodes/0/variant"));
	reader_check(*state, flow, "nodes/2/variant", "'LLM'");
}

static void
frames_keep_what_lies_in_them(void **state)
{
	struct import_flow *flow = reader_flow(*state, document);

	reader_check(*state, flow,
		"nodes/2/parent", "'iter_0'",
		"nodes/2/position", "{'x':56.5,'y':92}",
		"nodes/1/size", "{'width':300,'height':250}");
}

static void
notes_and_loops_say_what_they_are_about(void **state)
{
	struct import_flow *flow = reader_flow(*state, document);

	reader_check(*state, flow,
		"nodes/5/description", "'see'",
		"nodes/3/description", "'Loops back to Start'");
}

static void
edges_say_which_way_and_what_they_hand_over(void **state)
{
	struct import_flow *flow = reader_flow(*state, document);

	assert_false(reader_has(*state, flow, "connections/0/label"));
	reader_check(*state, flow,
		"connections/1/label", "'reject'",
		"connections/2/label", "'model'",
		"connections/3/label", "'billing'");
	/* "loop" from loop_0 would only repeat its name */
	assert_false(reader_has(*state, flow, "connections/4/label"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_flow_becomes_an_agent),
		cmocka_unit_test(nodes_have_kinds_by_name_and_by_shelf),
		cmocka_unit_test(frames_keep_what_lies_in_them),
		cmocka_unit_test(notes_and_loops_say_what_they_are_about),
		cmocka_unit_test(edges_say_which_way_and_what_they_hand_over),
	};

	return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
