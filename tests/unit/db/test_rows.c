#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <libpq-fe.h>

#include "db/rows.h"

static void
set(PGresult *result, int row, int column, const char *text)
{
	char copy[32];

	strcpy(copy, text ? text : "");
	assert_true(PQsetvalue(result, row, column, copy,
			       text ? (int)strlen(text) : -1));
}

/* id, name, "isOn": two rows, the second of nulls. */
static int
set_up(void **state)
{
	static struct rows rows;
	PGresAttDesc columns[] = {
		{ .name = (char[]){ "id" } }, { .name = (char[]){ "name" } },
		{ .name = (char[]){ "isOn" } },
	};
	PGresult *result = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);

	assert_true(PQsetResultAttrs(result, 3, columns));
	set(result, 0, 0, "9007199254740993");
	set(result, 0, 1, "build");
	set(result, 0, 2, "t");
	for (int column = 0; column < 3; column++)
		set(result, 1, column, NULL);
	rows = (struct rows){ result, PQntuples(result), PQnfields(result) };
	*state = &rows;
	return 0;
}

static int
tear_down(void **state)
{
	PQclear(((struct rows *)*state)->result);
	return 0;
}

static void
a_field_is_text(void **state)
{
	assert_string_equal(rows_text(*state, 0, 1), "build");
	assert_int_equal(rows_length(*state, 0, 1), 5);
}

static void
sql_null_is_null(void **state)
{
	assert_null(rows_text(*state, 1, 1));
	assert_int_equal(rows_length(*state, 1, 1), 0);
	assert_null(rows_named(*state, 1, "name"));
	assert_int_equal(rows_int(*state, 1, "id"), 0);
	assert_false(rows_is_true(*state, 1, "isOn"));
}

static void
columns_are_found_by_their_exact_name(void **state)
{
	assert_int_equal(rows_column(*state, "name"), 1);
	assert_int_equal(rows_column(*state, "isOn"), 2);
	assert_int_equal(rows_column(*state, "ison"), -1);
	assert_int_equal(rows_column(*state, "nam"), -1);
}

static void
values_are_read_by_name(void **state)
{
	assert_string_equal(rows_named(*state, 0, "name"), "build");
	assert_true(rows_int(*state, 0, "id") == 9007199254740993);
	assert_true(rows_is_true(*state, 0, "isOn"));
	assert_false(rows_is_true(*state, 0, "name"));
}

static void
an_absent_column_is_null(void **state)
{
	assert_null(rows_named(*state, 0, "none"));
	assert_int_equal(rows_int(*state, 0, "none"), 0);
	assert_false(rows_is_true(*state, 0, "none"));
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(a_field_is_text),
		test(sql_null_is_null),
		test(columns_are_found_by_their_exact_name),
		test(values_are_read_by_name),
		test(an_absent_column_is_null),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
