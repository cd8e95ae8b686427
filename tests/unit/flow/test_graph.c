#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "flow/graph.h"
#include "flow/kind.h"
#include "paper.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static void
a_flowchart_is_read(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'nodes':[{'id':'a','type':'start','title':'Begin',"
		"'position':{'x':1,'y':2}},{'id':'b','type':'decision',"
		"'title':'Big?','description':'over 200','variant':'rule'}],"
		"'connections':[{'id':'c','from':'a','to':'b','label':'go',"
		"'handle':'out'}],'metadata':{'title':'T','description':'D'}}");

	assert_int_equal(graph->node_count, 2);
	assert_int_equal(graph->edge_count, 1);
	assert_int_equal(graph->fault_count, 0);
	assert_false(graph->is_workflow);
	assert_string_equal(graph->title, "T");
	assert_string_equal(graph->description, "D");
	assert_string_equal(graph->nodes[0].title, "Begin");
	assert_string_equal(graph->nodes[0].kind->name, "start");
	assert_true(graph->nodes[0].has_position);
	assert_true(graph->nodes[0].box.x == 1 && graph->nodes[0].box.y == 2);
	assert_false(graph->nodes[1].has_position);
	assert_string_equal(graph->nodes[1].text, "over 200");
	assert_string_equal(graph->nodes[1].variant, "rule");
	assert_int_equal(graph->edges[0].from, 0);
	assert_int_equal(graph->edges[0].to, 1);
	assert_string_equal(graph->edges[0].label, "go");
	assert_string_equal(graph->edges[0].handle, "out");
}

static void
a_workflow_is_read(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'name':'W','nodes':[{'id':'w','type':'agent','data':"
		"{'nodeType':'while','label':'L','nodeName':'Loop it'}},"
		"{'id':'n','type':'note','data':{'noteText':'read me'}}],"
		"'edges':[{'id':'e','source':'w','target':'n',"
		"'sourceHandle':'break'}]}");

	assert_true(graph->is_workflow);
	assert_string_equal(graph->title, "W");
	assert_string_equal(graph->nodes[0].kind->name, "while");
	assert_string_equal(graph->nodes[0].title, "Loop it");
	assert_string_equal(graph->nodes[1].text, "read me");
	assert_string_equal(graph->nodes[1].title, "n");
	assert_string_equal(graph->edges[0].label, "break");
}

static void
a_handle_that_is_no_word_is_no_label(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'nodes':[{'id':'a'},{'id':'b'}],'edges':[{'source':'a',"
		"'target':'b','sourceHandle':'a-output-0'}]}");

	assert_null(graph->edges[0].label);
	assert_string_equal(graph->edges[0].handle, "a-output-0");
	assert_string_equal(graph->edges[0].id, "c1");
}

static void
an_edge_that_leads_nowhere_is_told_and_left_out(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'nodes':[{'id':'a'}],'connections':[{'from':'a','to':'x'},"
		"{'from':'y','to':'a'},{'from':'a'},{'from':'a','to':'a'}]}");

	assert_int_equal(graph->edge_count, 1);
	assert_int_equal(graph->dangling_count, 3);
	assert_int_equal(graph->fault_count, 3);
	assert_string_equal(graph->faults[0].message,
			    "a connection leads to 'x', which is no node");
	assert_string_equal(graph->faults[0].node_id, "a");
	assert_string_equal(graph->faults[1].message,
			    "a connection leads from 'y', which is no node");
	assert_string_equal(graph->faults[2].message,
			    "a connection does not say where it leads to");
}

static void
the_second_node_of_an_id_is_told_and_left_out(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'nodes':[{'id':'a','title':'one'},{'id':'a','title':'two'},"
		"{'title':'three'}],'connections':[]}");

	assert_int_equal(graph->node_count, 1);
	assert_string_equal(graph->nodes[0].title, "one");
	assert_int_equal(graph->fault_count, 2);
	assert_string_equal(graph->faults[0].message,
			    "two nodes have the id 'a'");
	assert_string_equal(graph->faults[1].message, "node 3 has no id");
}

static void
a_position_counts_from_the_corner_of_its_frames(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'nodes':[{'id':'in','parent':'mid','position':{'x':1,'y':1}},"
		"{'id':'mid','parent':'out','position':{'x':10,'y':20}},"
		"{'id':'out','position':{'x':100,'y':200}},"
		"{'id':'abs','parent':'out','position':{'x':5,'y':5},"
		"'positionAbsolute':{'x':7,'y':8}}],'connections':[]}");

	assert_true(graph->nodes[0].box.x == 111);
	assert_true(graph->nodes[0].box.y == 221);
	assert_true(graph->nodes[1].box.x == 110);
	assert_true(graph->nodes[3].box.x == 7);
	assert_int_equal(graph->nodes[0].parent, 1);
	assert_int_equal(graph->nodes[2].parent, -1);
}

static void
frames_that_lie_in_themselves_are_told_and_dropped(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'nodes':[{'id':'a','parent':'b'},{'id':'b','parent':'a'},"
		"{'id':'c','parent':'c'}],'connections':[]}");

	assert_int_equal(graph->fault_count, 3);
	assert_string_equal(graph->faults[0].message,
			    "this frame lies in itself");
	for (int i = 0; i < 3; i++)
		assert_int_equal(graph->nodes[i].parent, -1);
}

static void
a_position_that_no_page_has_is_none(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'nodes':[{'id':'a','position':{'x':1e300,'y':0}},"
		"{'id':'b','position':{'x':'1','y':0}},"
		"{'id':'c','position':[1,2]}],'connections':[]}");

	for (int i = 0; i < 3; i++)
		assert_false(graph->nodes[i].has_position);
}

static void
hostile_names_are_names(void **state)
{
	struct graph *graph = paper_graph(*state,
		"{'__proto__':{'x':1},'nodes':[{'id':'__proto__','constructor':1},"
		"{'id':'toString'}],'connections':[{'from':'__proto__',"
		"'to':'toString','__proto__':null}]}");

	assert_int_equal(graph->node_count, 2);
	assert_int_equal(graph->edge_count, 1);
	assert_int_equal(graph_find(graph, "__proto__"), 0);
	assert_int_equal(graph_find(graph, "hasOwnProperty"), -1);
}

static void
a_document_without_nodes_is_refused(void **state)
{
	assert_string_equal(paper_refusal(*state, "{'edges':[]}"),
			    "the document has no nodes array");
	assert_string_equal(paper_refusal(*state, "[]"),
			    "the document has no nodes array");
	assert_string_equal(paper_refusal(*state, "{'nodes':{}}"),
			    "the document has no nodes array");
}

static void
a_graph_that_is_too_large_is_refused(void **state)
{
	struct buf buf;

	buf_init(&buf, *state, 1024);
	buf_text(&buf, "{'nodes':[0");
	for (int i = 1; i < 10000; i++)
		buf_text(&buf, ",0");
	buf_text(&buf, "]}");
	assert_string_equal(paper_refusal(*state, buf.bytes),
		"the flow has 10000 nodes; at most 5000 are allowed");
	buf.len = 0;
	buf_text(&buf, "{'nodes':[],'connections':[0");
	for (int i = 1; i < 20001; i++)
		buf_text(&buf, ",0");
	buf_text(&buf, "]}");
	assert_string_equal(paper_refusal(*state, buf.bytes),
		"the flow has 20001 connections; at most 20000 are allowed");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_flowchart_is_read),
		cmocka_unit_test(a_workflow_is_read),
		cmocka_unit_test(a_handle_that_is_no_word_is_no_label),
		cmocka_unit_test(an_edge_that_leads_nowhere_is_told_and_left_out),
		cmocka_unit_test(the_second_node_of_an_id_is_told_and_left_out),
		cmocka_unit_test(a_position_counts_from_the_corner_of_its_frames),
		cmocka_unit_test(
			frames_that_lie_in_themselves_are_told_and_dropped),
		cmocka_unit_test(a_position_that_no_page_has_is_none),
		cmocka_unit_test(hostile_names_are_names),
		cmocka_unit_test(a_document_without_nodes_is_refused),
		cmocka_unit_test(a_graph_that_is_too_large_is_refused),
	};

	return cmocka_run_group_tests(tests, paper_set_up, paper_tear_down);
}
