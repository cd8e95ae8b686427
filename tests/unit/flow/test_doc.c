#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "flow/doc.h"
#include "paper.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static struct doc
open_text(struct arena *arena, const char *text)
{
	struct json_slice slice = paper_slice(arena, text);

	return doc_open(arena, &slice);
}

static void
a_member_is_found_by_its_name(void **state)
{
	struct doc doc = open_text(*state, "{'a':1,'b':'x','c':[]}");

	assert_string_equal(doc_text(*state, &doc, "b"), "x");
	assert_non_null(doc_find_array(&doc, "c"));
	assert_null(doc_find_object(&doc, "c"));
	assert_null(doc_find(&doc, "d"));
}

static void
what_is_no_object_has_no_members(void **state)
{
	struct doc doc = open_text(*state, "[1,2]");

	assert_int_equal(doc.count, 0);
	assert_int_equal(doc_open(*state, NULL).count, 0);
	assert_int_equal(doc_items(*state, NULL).count, 0);
}

static void
a_text_is_a_string_that_is_not_empty(void **state)
{
	struct doc doc = open_text(*state, "{'a':'','b':1,'c':null}");

	assert_null(doc_text(*state, &doc, "a"));
	assert_null(doc_text(*state, &doc, "b"));
	assert_null(doc_text(*state, &doc, "c"));
}

static void
an_id_is_a_text_or_the_spelling_of_a_number(void **state)
{
	struct doc doc = open_text(*state,
		"{'a':'x','b':12345678901234567890,'c':true,'d':''}");

	assert_string_equal(doc_id(*state, &doc, "a"), "x");
	assert_string_equal(doc_id(*state, &doc, "b"), "12345678901234567890");
	assert_null(doc_id(*state, &doc, "c"));
	assert_null(doc_id(*state, &doc, "d"));
}

static void
a_number_is_one_that_a_drawing_can_use(void **state)
{
	struct doc doc = open_text(*state,
		"{'a':-12.5,'b':1e999,'c':1e7,'d':'3','e':999999}");
	double number = 0;

	assert_true(doc_number(*state, &doc, "a", &number));
	assert_true(number == -12.5);
	assert_false(doc_number(*state, &doc, "b", &number));
	assert_false(doc_number(*state, &doc, "c", &number));
	assert_false(doc_number(*state, &doc, "d", &number));
	assert_true(doc_number(*state, &doc, "e", &number));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_member_is_found_by_its_name),
		cmocka_unit_test(what_is_no_object_has_no_members),
		cmocka_unit_test(a_text_is_a_string_that_is_not_empty),
		cmocka_unit_test(an_id_is_a_text_or_the_spelling_of_a_number),
		cmocka_unit_test(a_number_is_one_that_a_drawing_can_use),
	};

	return cmocka_run_group_tests(tests, paper_set_up, paper_tear_down);
}
