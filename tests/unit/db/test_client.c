#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#undef fail	/* error.h has a function of that name */

#include "base/arena.h"
#include "base/error.h"
#include "db/client.h"
#include "db/constraint.h"
#include "db/rows.h"
#include "db/statement.h"
#include "scratch.h"

static const struct statement echo = { "echo", "select $1::text as value" };

struct office {
	struct scratch *scratch;
	struct arena *arena;
	struct error err;
	struct client *client;
};

static int
set_up(void **state)
{
	struct office *office = *state;

	scratch_clear(office->scratch);
	office->arena = arena_new(4096);
	office->err = (struct error){ .arena = office->arena };
	office->client = client_open(office->arena,
				     scratch_conninfo(office->scratch),
				     &office->err);
	return office->client ? 0 : -1;
}

static int
tear_down(void **state)
{
	arena_free(((struct office *)*state)->arena);
	return 0;
}

static void
a_statement_gives_its_rows(void **state)
{
	struct office *office = *state;
	struct rows rows;

	assert_true(client_run(office->client, &rows, &office->err, &echo, "a"));
	assert_int_equal(rows.count, 1);
	assert_string_equal(rows_named(&rows, 0, "value"), "a");
	assert_true(client_run(office->client, &rows, &office->err, &echo,
			       NULL));
	assert_null(rows_named(&rows, 0, "value"));
}

static void
rows_need_not_be_taken(void **state)
{
	struct office *office = *state;

	assert_true(client_run(office->client, NULL, &office->err, &echo, "a"));
}

static void
a_statement_that_fails_tells_why(void **state)
{
	static const struct statement divide = { "divide", "select 1 / 0" };
	struct office *office = *state;

	assert_false(client_run(office->client, NULL, &office->err, &divide));
	assert_int_equal(office->err.kind, ERROR_INTERNAL);
	assert_string_equal(office->err.message, "division by zero");
}

static void
a_constraint_that_does_not_hold_is_a_conflict(void **state)
{
	static const struct statement twice = {
		"twice", "insert into things values (1), (1)"
	};
	struct office *office = *state;

	assert_true(client_script(office->client,
				  "create table things (id int unique)",
				  &office->err));
	assert_false(client_run(office->client, NULL, &office->err, &twice));
	assert_int_equal(office->err.kind, ERROR_CONFLICT);
}

static void
a_constraint_that_is_known_is_told_in_words(void **state)
{
	static const struct constraint known[] = {
		{ "thing_is_small", "/size", "is too large" },
		{ "thing_is_one", NULL, "there is one already" },
		{ 0 }
	};
	static const struct statement large = {
		"large", "insert into things values (9)"
	}, twice = { "twice", "insert into things values (1), (1)" };
	struct office *office = *state;

	assert_true(client_script(office->client,
				  "create table things (id int,"
				  " constraint thing_is_one unique (id),"
				  " constraint thing_is_small check (id < 9))",
				  &office->err));
	client_explain(office->client, known);
	assert_false(client_run(office->client, NULL, &office->err, &large));
	assert_int_equal(office->err.kind, ERROR_INVALID);
	assert_string_equal(office->err.fields->pointer, "/size");
	assert_string_equal(office->err.fields->message, "is too large");
	error_clear(&office->err);
	assert_false(client_run(office->client, NULL, &office->err, &twice));
	assert_int_equal(office->err.kind, ERROR_CONFLICT);
	assert_string_equal(office->err.message, "there is one already");
}

static void
a_parameter_that_is_not_of_its_type_is_invalid(void **state)
{
	static const struct statement interval = {
		"interval", "select $1::interval"
	};
	struct office *office = *state;

	assert_false(client_run(office->client, NULL, &office->err, &interval,
				"soon"));
	assert_int_equal(office->err.kind, ERROR_INVALID);
}

static void
a_script_runs_all_its_statements(void **state)
{
	struct office *office = *state;

	assert_true(client_script(office->client,
				  "create table things (id int);\n"
				  "insert into things values (1), (2);",
				  &office->err));
	assert_string_equal(scratch_run(office->scratch,
					"select count(*) from things"), "2");
}

static void
a_script_that_fails_names_the_line(void **state)
{
	struct office *office = *state;

	assert_false(client_script(office->client,
				   "-- \xc3\xa4\xc3\xb6\xc3\xbc \xe2\x80\xa6\n"
				   "select 1;\n"
				   "select\n"
				   "  nothing;\n"
				   "select 2;\n",
				   &office->err));
	assert_string_equal(office->err.message,
			    "line 4: column \"nothing\" does not exist");
}

static void
an_empty_script_is_good(void **state)
{
	struct office *office = *state;

	assert_true(client_script(office->client, "-- nothing\n",
				  &office->err));
}

static void
it_knows_whether_a_transaction_is_open(void **state)
{
	struct office *office = *state;

	assert_false(client_is_in_transaction(office->client));
	client_script(office->client, "begin", &office->err);
	assert_true(client_is_in_transaction(office->client));
	client_script(office->client, "nonsense", &office->err);
	assert_false(client_is_in_transaction(office->client));
	client_script(office->client, "rollback", &office->err);
	assert_false(client_is_in_transaction(office->client));
}

static void
it_knows_the_version_of_the_server(void **state)
{
	struct office *office = *state;
	int version = atoi(scratch_run(office->scratch,
				       "show server_version_num"));

	assert_int_equal(client_server_version(office->client), version);
}

static void
a_server_that_cannot_be_reached_is_unavailable(void **state)
{
	struct office *office = *state;

	assert_null(client_open(office->arena,
				"host=/nowhere password=opensesame",
				&office->err));
	assert_int_equal(office->err.kind, ERROR_UNAVAILABLE);
	assert_non_null(strstr(office->err.message, "/nowhere"));
	assert_null(strstr(office->err.message, "opensesame"));
}

static void
a_connection_that_is_cut_off_is_unavailable(void **state)
{
	struct office *office = *state;

	scratch_run(office->scratch,
		    "select pg_terminate_backend(pid, 10000)"
		    " from pg_stat_activity where datname = current_database()"
		    " and application_name = 'muster'");
	assert_false(client_run(office->client, NULL, &office->err, &echo, "a"));
	assert_int_equal(office->err.kind, ERROR_UNAVAILABLE);
}

static void
rows_live_in_the_arena_that_is_named(void **state)
{
	struct office *office = *state;
	struct arena *arena = arena_new(4096);
	struct rows rows;

	client_keep_rows(office->client, arena);
	assert_true(client_run(office->client, &rows, &office->err, &echo, "a"));
	client_keep_rows(office->client, office->arena);
	arena_reset(arena);	/* a sanitizer tells whether they are gone */
	assert_true(client_run(office->client, &rows, &office->err, &echo, "b"));
	arena_free(arena);
	assert_string_equal(rows_named(&rows, 0, "value"), "b");
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	static struct office office;
	struct CMUnitTest tests[] = {
		test(a_statement_gives_its_rows),
		test(rows_need_not_be_taken),
		test(rows_live_in_the_arena_that_is_named),
		test(a_statement_that_fails_tells_why),
		test(a_constraint_that_does_not_hold_is_a_conflict),
		test(a_constraint_that_is_known_is_told_in_words),
		test(a_parameter_that_is_not_of_its_type_is_invalid),
		test(a_script_runs_all_its_statements),
		test(a_script_that_fails_names_the_line),
		test(an_empty_script_is_good),
		test(it_knows_whether_a_transaction_is_open),
		test(it_knows_the_version_of_the_server),
		test(a_server_that_cannot_be_reached_is_unavailable),
		test(a_connection_that_is_cut_off_is_unavailable),
	};

	return scratch_tests(&office, tests);
}
