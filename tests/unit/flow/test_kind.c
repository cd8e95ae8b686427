#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "flow/kind.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static void
a_kind_is_found_in_any_spelling(void **state)
{
	(void)state;
	assert_string_equal(kind_of("if-else")->name, "if-else");
	assert_string_equal(kind_of("if / else")->name, "if-else");
	assert_string_equal(kind_of("User Approval")->name, "user-approval");
	assert_string_equal(kind_of("approval")->name, "user-approval");
	assert_string_equal(kind_of("set state")->name, "set-state");
	assert_string_equal(kind_of("data-transform")->name, "transform");
	assert_string_equal(kind_of("guardrail")->name, "guardrails");
	assert_string_equal(kind_of("file search")->name, "file-search");
	assert_string_equal(kind_of("http-request")->name, "http");
}

static void
an_unknown_kind_is_other(void **state)
{
	(void)state;
	assert_string_equal(kind_of("teleport")->name, "other");
	assert_string_equal(kind_of("")->name, "other");
	assert_string_equal(kind_of(NULL)->name, "other");
}

static void
every_row_is_found_by_its_name_and_has_words_and_an_icon(void **state)
{
	(void)state;
	for (const struct kind *kind = kind_rows(); kind->name; kind++) {
		assert_ptr_equal(kind_of(kind->name), kind);
		assert_true(*kind->label != '\0');
		assert_true(*kind->icon != '\0');
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_kind_is_found_in_any_spelling),
		cmocka_unit_test(an_unknown_kind_is_other),
		cmocka_unit_test(
			every_row_is_found_by_its_name_and_has_words_and_an_icon),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
