#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "flow/check.h"
#include "flow/graph.h"
#include "paper.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

/* One line per error: node, field, message. */
static const char *
errors(struct arena *arena, const char *text)
{
	struct check *check = check_graph(arena, paper_graph(arena, text));
	struct buf buf;

	buf_init(&buf, arena, 256);
	for (size_t i = 0; i < check->count; i++)
		buf_printf(&buf, "%s %s: %s\n",
			   check->errors[i].node_id ? check->errors[i].node_id
			   : "-", check->errors[i].field,
			   check->errors[i].message);
	return buf.bytes;
}

static void
a_sound_flowchart_has_no_errors(void **state)
{
	assert_string_equal(errors(*state,
		"{'nodes':[{'id':'s','type':'start'},{'id':'d','type':'decision'},"
		"{'id':'p','type':'process'},{'id':'e','type':'end'}],"
		"'connections':[{'from':'s','to':'d'},{'from':'d','to':'p'},"
		"{'from':'d','to':'e'},{'from':'p','to':'e'}]}"), "");
}

static void
a_flowchart_begins_ends_and_holds_together(void **state)
{
	assert_string_equal(errors(*state,
		"{'nodes':[{'id':'s','type':'start'},{'id':'d','type':'decision'},"
		"{'id':'x','type':'process'},{'id':'k','type':'note'}],"
		"'connections':[{'from':'s','to':'d'},{'from':'d','to':'s'}]}"),
		"- nodes: the flowchart has no end\n"
		"s connections: a connection leads into a start\n"
		"d connections: a decision needs at least two ways out\n"
		"x connection: Node is not connected to workflow\n");
	assert_string_equal(errors(*state,
		"{'nodes':[{'id':'e','type':'end'},{'id':'p','type':'process'}],"
		"'connections':[{'from':'e','to':'p'},{'from':'p','to':'q'}]}"),
		"- nodes: Workflow must have a Start node\n"
		"p connections: a connection leads to 'q', which is no node\n"
		"e connections: a connection leads out of an end\n");
}

static void
a_workflow_is_checked_in_the_builders_words(void **state)
{
	assert_string_equal(errors(*state,
		"{'nodes':[{'id':'a','type':'agent','data':{}},"
		"{'id':'m','type':'mcp','data':{'mcpServers':[]}},"
		"{'id':'i','type':'if / else','data':{'condition':'  '}},"
		"{'id':'w','type':'while'},"
		"{'id':'t','type':'transform','data':{'transformScript':''}},"
		"{'id':'v','type':'set-state','data':{'stateKey':null}}],"
		"'edges':[{'source':'a','target':'m'},{'source':'m','target':'i'},"
		"{'source':'i','target':'w'},{'source':'w','target':'t'},"
		"{'source':'t','target':'v'}]}"),
		"- nodes: Workflow must have a Start node\n"
		"a instructions: Agent must have instructions\n"
		"a model: Agent must have a model selected\n"
		"m mcpServers: MCP node must have at least one server configured\n"
		"i condition: If/Else must have a condition\n"
		"w whileCondition: While loop must have a condition\n"
		"t transformScript: Transform must have a script\n"
		"v stateKey: Set State must have a variable name\n");
}

static void
a_need_is_met_by_any_of_its_names(void **state)
{
	assert_string_equal(errors(*state,
		"{'nodes':[{'id':'s','type':'start'},"
		"{'id':'w','type':'while','data':{'condition':'true'}},"
		"{'id':'t','type':'transform','data':{'transformation':'x'}},"
		"{'id':'m','type':'mcp','data':{'mcpServerId':'k'}}],"
		"'edges':[{'source':'s','target':'w'},{'source':'w','target':'t'},"
		"{'source':'t','target':'m'}]}"), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sound_flowchart_has_no_errors),
		cmocka_unit_test(a_flowchart_begins_ends_and_holds_together),
		cmocka_unit_test(a_workflow_is_checked_in_the_builders_words),
		cmocka_unit_test(a_need_is_met_by_any_of_its_names),
	};

	return cmocka_run_group_tests(tests, paper_set_up, paper_tear_down);
}
