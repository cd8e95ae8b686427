#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena_state.h"
#include "reader.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

/* A tab with a group, a subflow, a broker, and a node on a page of its own. */
static const char document[] =
	"[{'id':'t','type':'tab','label':'Main','info':'about'},"
	"{'id':'sub','type':'subflow','name':'Twice','info':'doubles',"
	"'in':[{'x':50,'y':30,'wires':[{'id':'f'}]}],"
	"'out':[{'x':400,'y':30,'wires':[{'id':'f','port':0}]},"
	"{'x':400,'y':90,'wires':[]}]},"
	"{'id':'f','type':'function','z':'sub','name':'double','x':220,'y':30,"
	"'wires':[[]]},"
	"{'id':'b','type':'mqtt-broker','broker':'mqtt.example','port':1883},"
	"{'id':'i','type':'inject','z':'t','name':'','x':100.50,'y':40,"
	"'repeat':'','wires':[['s']]},"
	"{'id':'s','type':'switch','z':'t','name':'Sign','x':250,'y':40,"
	"'rules':[{'t':'lt','v':'0'},{'t':'else'}],'outputs':2,"
	"'wires':[['d'],['d','gone']]},"
	"{'id':'d','type':'debug','z':'t','name':'Show','x':400,'y':40,"
	"'wires':[]},"
	"{'id':'c','type':'comment','z':'t','name':'Look','info':'closely',"
	"'x':100,'y':90,'wires':[]},"
	"{'id':'g','type':'group','z':'t','name':'All','nodes':['i','s'],"
	"'x':14,'y':19,'w':300,'h':82},"
	"{'id':'u','type':'subflow:sub','z':'t','x':500,'y':40,'wires':[[],[]]},"
	"{'id':'e','type':'tab','label':'Empty'}]";

static void
each_page_becomes_a_workflow(void **state)
{
	struct import_list *list = reader_list(*state, document);

	assert_int_equal(list->count, 2);
	assert_string_equal(list->flows[0].name, "Main");
	assert_string_equal(list->flows[0].description, "about");
	assert_string_equal(list->flows[0].old_id, "t");
	assert_int_equal(list->flows[0].node_count, 6);
	assert_int_equal(list->flows[0].edge_count, 3);
	assert_int_equal(list->flows[0].dangling_count, 1);
	assert_string_equal(list->flows[1].name, "Twice");
	assert_string_equal(list->flows[1].old_id, "sub");
	assert_int_equal(list->flows[1].kind, IMPORT_WORKFLOW);
}

static void
a_subflow_has_its_ports(void **state)
{
	struct import_flow *flow = &reader_list(*state, document)->flows[1];

	assert_int_equal(flow->node_count, 4);
	assert_int_equal(flow->edge_count, 2);
	reader_check(*state, flow,
		"nodes/1",
		"{'id':'sub/in/0','type':'start','title':'Input',"
		"'position':{'x':50,'y':30}}",
		"nodes/3/title", "'Output 2'",
		"connections/0/from", "'sub/in/0'",
		"connections/1/to", "'sub/out/0'");
}

static void
nodes_are_placed_by_their_centres(void **state)
{
	struct import_flow *flow = &reader_list(*state, document)->flows[0];

	reader_check(*state, flow,
		"metadata/layout/anchor", "'centre'",
		"nodes/0",
		"{'id':'i','type':'start','variant':'inject',"
		"'title':'inject','position':{'x':100.50,'y':40},"
		"'extra':{'type':'inject','z':'t','repeat':''}}");
}

static void
ways_out_are_named_by_rules(void **state)
{
	struct import_flow *flow = &reader_list(*state, document)->flows[0];

	assert_false(reader_has(*state, flow, "connections/0/label"));
	reader_check(*state, flow,
		"connections/1/label", "'< 0'",
		"connections/2/label", "'otherwise'",
		"connections/2/handle", "'1'");
}

static void
comments_are_notes_and_groups_have_a_size(void **state)
{
	struct import_flow *flow = &reader_list(*state, document)->flows[0];

	reader_check(*state, flow,
		"nodes/3/type", "'note'",
		"nodes/3/description", "'Look\\nclosely'",
		"nodes/4/type", "'group'",
		"nodes/4/size", "{'width':300,'height':82}",
		"nodes/5/type", "'sub-workflow'");
}

static void
a_document_of_a_page_has_its_nodes_and_the_configuration(void **state)
{
	struct import_flow *flow = &reader_list(*state, document)->flows[1];
	char *text = strndup(flow->document.text, flow->document.len);

	assert_non_null(strstr(text, "\"Twice\""));
	assert_non_null(strstr(text, "\"double\""));
	assert_non_null(strstr(text, "\"mqtt.example\""));
	assert_null(strstr(text, "\"Main\""));
	assert_null(strstr(text, "\"Sign\""));
	assert_string_equal(flow->warnings[0], "1 configuration node is kept "
			    "with the document, not drawn");
	free(text);
}

static void
a_part_of_a_page_goes_by_its_fingerprint(void **state)
{
	struct import_flow *flow = reader_flow(*state,
		"[{'id':'a','type':'inject','z':'p','x':1,'y':1,'wires':[['b']]},"
		"{'id':'b','type':'debug','z':'p','x':2,'y':2,'wires':[]}]");

	assert_string_equal(flow->name, "the file");
	assert_int_equal(strncmp(flow->old_id, "sha256:", 7), 0);
	assert_int_equal(flow->edge_count, 1);
}

static void
a_file_that_draws_nothing_is_refused(void **state)
{
	assert_string_equal(reader_refusal(*state,
		"[{'id':'t','type':'tab','label':'Empty'}]"),
		"no tab of this file has a node that is drawn");
	assert_string_equal(reader_refusal(*state,
		"[{'id':'a','type':'x','x':1,'y':1,'wires':[]},"
		"{'id':'a','type':'x','x':1,'y':1,'wires':[]}]"),
		"two nodes have the id 'a'");
	assert_string_equal(reader_refusal(*state,
		"[{'id':'a','type':'x','x':1,'y':1,'wires':[]},{'id':'b'}]"),
		"node 2 has no id or no type");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_page_becomes_a_workflow),
		cmocka_unit_test(a_subflow_has_its_ports),
		cmocka_unit_test(nodes_are_placed_by_their_centres),
		cmocka_unit_test(ways_out_are_named_by_rules),
		cmocka_unit_test(comments_are_notes_and_groups_have_a_size),
		cmocka_unit_test(
			a_document_of_a_page_has_its_nodes_and_the_configuration),
		cmocka_unit_test(a_part_of_a_page_goes_by_its_fingerprint),
		cmocka_unit_test(a_file_that_draws_nothing_is_refused),
	};

	return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
