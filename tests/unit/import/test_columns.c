#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena_state.h"
#include "base/arena.h"
#include "base/error.h"
#include "import/columns.h"
#include "import/flow.h"
#include "reader.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

/* As members of a JSON object with apostrophes for quotes. */
static const char *
with_quotes(struct arena *arena, const char *text)
{
	char *out = arena_text(arena, text);

	for (char *c = out; *c; c++)
		if (*c == '\'')
			*c = '"';
	return out;
}

static void
check(struct arena *arena, const char *columns, const char *expected)
{
	assert_string_equal(columns, with_quotes(arena, expected));
}

static bool
fits(struct arena *arena, const char *number)
{
	struct error err = { .arena = arena };
	const char *text = arena_printf(arena, "{'nodes': [{'id': 'a',"
		" 'config': %s}], 'connections': []}", number);

	return columns_fit(reader_flow(arena, text), &err);
}

static void
an_agent_has_the_words_of_its_flowchart(void **state)
{
	struct import_flow *flow = reader_flow(*state, "{'nodes': [],"
		" 'connections': [], 'metadata': {'title': 'T',"
		" 'description': 'D', 'tags': ['x']}}");

	check(*state, columns_of_agent(*state, flow),
	      "{'name':'T','description':'D','tags':['x']}");
}

static void
members_of_a_flowchart_without_a_column_are_extra(void **state)
{
	struct import_flow *flow = reader_flow(*state, "{'nodes': [{'id': 1}],"
		" 'connections': [], 'id': 'f', 'version': '2',"
		" 'metadata': {'title': 'T'}, 'layout': 7, 'more': 1.50}");

	check(*state, columns_of_flowchart(*state, flow),
	      "{'label_version':'2','nodes':[{'id': 1}],'connections':[],"
	      "'metadata':{'title': 'T'},'extra':{'layout':7,'more':1.50}}");
}

static void
a_builder_keeps_its_nodes_and_edges(void **state)
{
	struct import_flow *flow = reader_flow(*state, "{'id': 'w', 'name': 'W',"
		" 'nodes': [{'id': 's', 'data': {}}], 'edges': [],"
		" 'category': 'C', 'trigger': 'cron', 'color': 1}");

	check(*state, columns_of_workflow(*state, flow),
	      "{'name':'W','description':null,'tags':[],'format':'builder',"
	      "'nodes':[{'id': 's', 'data': {}}],'edges':[],'category':'C',"
	      "'label_version':'','is_template':false,'is_public':false,"
	      "'trigger':'cron','trigger_config':{},'variables':[],"
	      "'extra':{'color':1}}");
}

static void
another_format_is_kept_beside_its_document(void **state)
{
	struct import_flow *flow = reader_flow(*state, "{'name': 'W', 'id': '7',"
		" 'nodes': [{'id': '1', 'name': 'Go', 'type': 't',"
		" 'position': [0, 0]}], 'connections': {}}");
	const char *columns = columns_of_workflow(*state, flow);

	assert_non_null(strstr(columns, with_quotes(*state, "'format':'n8n'")));
	assert_non_null(strstr(columns, with_quotes(*state,
		"'document':{'name': 'W', 'id': '7',")));
}

static void
numbers_of_any_length_fit(void **state)
{
	assert_true(fits(*state, "1e400"));
	assert_true(fits(*state, "-1.5E-308"));
	assert_true(fits(*state, "12345678901234567890.0123456789"));
	assert_true(fits(*state, "'1e9999'"));
	assert_true(fits(*state, "[true, false, null, 'x\\\\', 1]"));
}

static void
numbers_with_a_large_exponent_do_not(void **state)
{
	assert_false(fits(*state, "1e401"));
	assert_false(fits(*state, "[0, {'x': -1.5E+99999999999999999999}]"));
	assert_false(fits(*state, "['\\\\', 1e-17000]"));
}

static void
ids_are_not_longer_than_their_column(void **state)
{
	struct error err = { .arena = *state };
	struct import_flow flow = *reader_flow(*state,
		"{'nodes': [], 'connections': []}");
	char id[COLUMNS_OLD_ID_MAX + 2];

	memset(id, 'x', sizeof id);
	id[COLUMNS_OLD_ID_MAX] = '\0';
	flow.old_id = id;
	assert_true(columns_fit(&flow, &err));
	id[COLUMNS_OLD_ID_MAX] = 'x';
	id[COLUMNS_OLD_ID_MAX + 1] = '\0';
	assert_false(columns_fit(&flow, &err));
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, arena_set_up, arena_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_agent_has_the_words_of_its_flowchart),
		TEST(members_of_a_flowchart_without_a_column_are_extra),
		TEST(a_builder_keeps_its_nodes_and_edges),
		TEST(another_format_is_kept_beside_its_document),
		TEST(numbers_of_any_length_fit),
		TEST(numbers_with_a_large_exponent_do_not),
		TEST(ids_are_not_longer_than_their_column),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
