#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "db/statement.h"
#include "resource/statements.h"

/* last: it makes a macro of fail */
#include <cmocka.h>

static void
what_is_kept_is_found_by_its_name(void **state)
{
	struct statements *statements = statements_new();
	char name[] = "things.get", sql[] = "select 1";
	const struct statement *kept = statements_keep(statements, name, sql);

	(void)state;
	name[0] = sql[0] = 'x';
	assert_string_equal(kept->name, "things.get");
	assert_string_equal(kept->sql, "select 1");
	assert_ptr_equal(statements_find(statements, "things.get"), kept);
	assert_null(statements_find(statements, "things.list"));
	statements_free(statements);
}

static void
addresses_stay_when_more_are_kept(void **state)
{
	struct statements *statements = statements_new();
	const struct statement *first = statements_keep(statements, "first", "1");
	char name[16];

	(void)state;
	for (int i = 0; i < 2000; i++) {
		snprintf(name, sizeof name, "s%d", i);
		assert_non_null(statements_keep(statements, name, name));
	}
	assert_ptr_equal(statements_find(statements, "first"), first);
	assert_string_equal(statements_find(statements, "s1999")->sql, "s1999");
	statements_free(statements);
}

static void
none_can_be_freed(void **state)
{
	(void)state;
	statements_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_kept_is_found_by_its_name),
		cmocka_unit_test(addresses_stay_when_more_are_kept),
		cmocka_unit_test(none_can_be_freed),
	};

	return cmocka_run_group_tests_name("statements", tests, NULL, NULL);
}
