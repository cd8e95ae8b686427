#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#undef fail	/* error.h has a function of that name */

#include "base/arena.h"
#include "base/error.h"
#include "base/time.h"
#include "db/client.h"
#include "db/migrate.h"
#include "folder.h"
#include "scratch.h"

struct desk {
	struct scratch *scratch;
	struct arena *arena;
	struct error err;
	char *folder;
	struct client *client;
};

/* Two migrations, a function and a view. */
static int
set_up(void **state)
{
	struct desk *desk = *state;

	scratch_clear(desk->scratch);
	desk->arena = arena_new(4096);
	desk->err = (struct error){ .arena = desk->arena };
	desk->folder = folder_new();
	desk->client = client_open(desk->arena,
				   scratch_conninfo(desk->scratch), &desk->err);
	folder_write(desk->folder, "migrations/0001_things.up.sql",
		     "create table things (id int);\n");
	folder_write(desk->folder, "migrations/0001_things.down.sql",
		     "drop table things;\n");
	folder_write(desk->folder, "migrations/0002_names.up.sql",
		     "alter table things add name text;\n");
	folder_write(desk->folder, "migrations/0002_names.down.sql",
		     "alter table things drop name cascade;\n");
	folder_write(desk->folder, "functions/app/one.sql",
		     "create or replace function one() returns int"
		     " language sql as 'select 1';\n");
	folder_write(desk->folder, "views/things.sql",
		     "create or replace view all_things as"
		     " select id, name, one() as one from things;\n");
	return desk->client ? 0 : -1;
}

static int
tear_down(void **state)
{
	struct desk *desk = *state;

	folder_free(desk->folder);
	arena_free(desk->arena);
	return 0;
}

static bool
up(struct desk *desk)
{
	return migrate_up(desk->arena, desk->client, desk->folder, &desk->err);
}

static bool
down(struct desk *desk, int steps)
{
	return migrate_down(desk->arena, desk->client, desk->folder, steps,
			    &desk->err);
}

static bool
verify(struct desk *desk)
{
	return migrate_verify(desk->arena, desk->client, desk->folder,
			      &desk->err);
}

static struct migrations
status(struct desk *desk)
{
	struct migrations migrations;

	assert_true(migrate_status(desk->arena, desk->client, desk->folder,
				   &migrations, &desk->err));
	return migrations;
}

static void
check_sql(struct desk *desk, const char *sql, const char *expected)
{
	assert_string_equal(scratch_run(desk->scratch, sql), expected);
}

static void
check_error(struct desk *desk, const char *part)
{
	assert_int_not_equal(desk->err.kind, ERROR_NONE);
	if (!strstr(desk->err.message, part))
		assert_string_equal(desk->err.message, part);
	error_clear(&desk->err);
}

static void
before_the_first_run_all_is_pending(void **state)
{
	struct desk *desk = *state;
	struct migrations migrations = status(desk);

	assert_int_equal(migrations.count, 2);
	assert_int_equal(migrations.pending, 2);
	assert_int_equal(migrations.list[1].number, 2);
	assert_string_equal(migrations.list[1].name, "names");
	assert_null(migrations.list[1].applied_at);
	assert_false(migrations.is_production);
}

static void
up_applies_all_and_puts_functions_and_views(void **state)
{
	struct desk *desk = *state;
	struct migrations migrations;
	int64_t ms;

	assert_true(up(desk));
	check_sql(desk, "select count(*) from all_things", "0");
	migrations = status(desk);
	assert_int_equal(migrations.pending, 0);
	assert_true(time_parse(migrations.list[0].applied_at, &ms));
	check_sql(desk, "select string_agg(concat_ws(' ', number, name,"
			" length(checksum), duration_ms >= 0), ', '"
			" order by number) from schema_migrations",
		  "1 things 64 t, 2 names 64 t");
}

static void
a_second_run_changes_nothing_but_functions_and_views(void **state)
{
	struct desk *desk = *state;

	assert_true(up(desk));
	scratch_run(desk->scratch, "insert into things values (7, 'seven')");
	folder_write(desk->folder, "functions/app/one.sql",
		     "create or replace function one() returns int"
		     " language sql as 'select 11';\n");
	assert_true(up(desk));
	check_sql(desk, "select one from all_things", "11");
	check_sql(desk, "select count(*) from schema_migrations", "2");
}

/* Its row in the catalogue is as old as the transaction that put it in. */
static const char view_was_put[] =
	"select xmin from pg_class where relname = 'all_things'";

static void
a_view_that_is_the_same_is_left_alone(void **state)
{
	struct desk *desk = *state;
	const char *before;

	assert_true(up(desk));
	before = arena_printf(desk->arena, "%s",
			      scratch_run(desk->scratch, view_was_put));
	folder_write(desk->folder, "functions/app/one.sql",
		     "create or replace function one() returns int"
		     " language sql as 'select 11';\n");
	assert_true(up(desk));
	check_sql(desk, view_was_put, before);
	check_sql(desk, "select count(*) from schema_definitions", "2");
}

static void
behind_a_migration_all_functions_and_views_are_put_again(void **state)
{
	struct desk *desk = *state;

	assert_true(up(desk));
	folder_write(desk->folder, "migrations/0003_less.up.sql",
		     "drop view all_things;\n");
	assert_true(up(desk));
	check_sql(desk, "select count(*) from all_things", "0");
	folder_write(desk->folder, "migrations/0003_less.down.sql",
		     "drop view all_things;\n");
	assert_true(down(desk, 1));
	folder_remove(desk->folder, "migrations/0003_less.up.sql");
	folder_remove(desk->folder, "migrations/0003_less.down.sql");
	assert_true(up(desk));
	check_sql(desk, "select count(*) from all_things", "0");
}

static void
a_migration_that_fails_changes_nothing_and_can_be_mended(void **state)
{
	struct desk *desk = *state;

	folder_write(desk->folder, "migrations/0003_more.up.sql",
		     "create table more ();\nselect * from nothing;\n");
	assert_false(up(desk));
	check_error(desk, "0003_more.up.sql: line 2: relation \"nothing\""
			  " does not exist");
	check_sql(desk, "select to_regclass('more') is null", "t");
	assert_int_equal(status(desk).pending, 1);
	folder_write(desk->folder, "migrations/0003_more.up.sql",
		     "create table more ();\n");
	assert_true(up(desk));
	check_sql(desk, "select to_regclass('more') is null", "f");
}

static void
a_file_that_fails_leaves_functions_and_views_as_they_were(void **state)
{
	struct desk *desk = *state;

	assert_true(up(desk));
	scratch_run(desk->scratch, "insert into things values (7, 'seven')");
	folder_write(desk->folder, "functions/app/one.sql",
		     "create or replace function one() returns int"
		     " language sql as 'select 11';\n");
	folder_write(desk->folder, "functions/api/two.sql", "nonsense;\n");
	assert_false(up(desk));
	check_error(desk, "functions/api/two.sql: line 1: syntax error");
	check_sql(desk, "select one from all_things", "1");
}

static void
a_migration_may_not_end_its_transaction(void **state)
{
	struct desk *desk = *state;

	folder_write(desk->folder, "migrations/0003_more.up.sql",
		     "select 1;\ncommit;\n");
	assert_false(up(desk));
	check_error(desk, "0003_more.up.sql: ends the transaction");
	assert_int_equal(status(desk).pending, 1);
}

static void
a_role_taken_on_ends_with_its_migration(void **state)
{
	struct desk *desk = *state;

	folder_write(desk->folder, "migrations/0003_more.up.sql",
		     "set role pg_monitor;\n");
	assert_true(up(desk));
	assert_int_equal(status(desk).pending, 0);
}

static void
a_changed_migration_stops_up_and_verify(void **state)
{
	struct desk *desk = *state;
	struct migrations migrations;

	assert_true(up(desk));
	folder_write(desk->folder, "migrations/0001_things.up.sql",
		     "create table things (id bigint);\n");
	migrations = status(desk);
	assert_true(migrations.list[0].is_changed);
	assert_false(migrations.list[1].is_changed);
	assert_false(up(desk));
	check_error(desk, "migration 0001 'things' was changed after it was");
	assert_false(verify(desk));
	check_error(desk, "migration 0001 'things' was changed after it was");
}

static void
a_missing_migration_stops_up_and_verify(void **state)
{
	struct desk *desk = *state;
	struct migrations migrations;

	assert_true(up(desk));
	folder_remove(desk->folder, "migrations/0002_names.up.sql");
	folder_remove(desk->folder, "migrations/0002_names.down.sql");
	migrations = status(desk);
	assert_int_equal(migrations.count, 2);
	assert_true(migrations.list[1].is_missing);
	assert_string_equal(migrations.list[1].name, "names");
	assert_false(up(desk));
	check_error(desk, "the database has migration 0002 'names'");
	assert_false(verify(desk));
	check_error(desk, "the database has migration 0002 'names'");
}

static void
a_migration_between_applied_ones_stops_up(void **state)
{
	struct desk *desk = *state;

	assert_true(up(desk));
	folder_write(desk->folder, "migrations/0005_five.up.sql", "select 5;");
	assert_true(up(desk));
	folder_write(desk->folder, "migrations/0004_four.up.sql", "select 4;");
	assert_false(up(desk));
	check_error(desk, "migration 0004 'four' is pending, but a later one");
}

static void
down_undoes_the_newest(void **state)
{
	struct desk *desk = *state;

	assert_true(up(desk));
	assert_true(down(desk, 1));
	check_sql(desk, "select count(*) from information_schema.columns"
			" where table_name = 'things'", "1");
	check_sql(desk, "select max(number) from schema_migrations", "1");
	assert_true(up(desk));
	check_sql(desk, "select count(*) from all_things", "0");
	assert_true(down(desk, 2));
	check_sql(desk, "select count(*) from schema_migrations", "0");
	check_sql(desk, "select to_regclass('things') is null", "t");
}

static void
down_of_nothing_is_done(void **state)
{
	struct desk *desk = *state;

	assert_true(down(desk, 1));
}

static void
down_without_a_down_file_is_an_error(void **state)
{
	struct desk *desk = *state;

	assert_true(up(desk));
	folder_remove(desk->folder, "migrations/0002_names.down.sql");
	assert_false(down(desk, 1));
	check_error(desk, "migration 0002 'names' has no down file");
	assert_int_equal(status(desk).pending, 0);
}

static void
verify_wants_all_applied(void **state)
{
	struct desk *desk = *state;

	assert_false(verify(desk));
	assert_string_equal(desk->err.message,
			    "2 of 2 migrations are not applied");
	assert_string_equal(desk->err.hint, "run 'muster migrate up'");
	check_sql(desk, "select to_regclass('schema_migrations') is null", "t");
	error_clear(&desk->err);
	assert_true(up(desk));
	assert_true(verify(desk));
}

static void
the_serving_role_can_verify(void **state)
{
	struct desk *desk = *state;

	folder_write(desk->folder, "migrations/0003_roles.up.sql",
		     "do $$ begin if not exists (select from pg_roles"
		     " where rolname = 'muster_web') then"
		     " create role muster_web login; end if; end $$;\n"
		     "grant usage on schema public to muster_web;\n");
	assert_true(up(desk));
	assert_true(client_script(desk->client, "set role muster_web",
				  &desk->err));
	assert_true(verify(desk));
	assert_false(client_script(desk->client,
				   "delete from schema_migrations",
				   &desk->err));
	check_error(desk, "permission denied");
	assert_true(client_script(desk->client, "reset role", &desk->err));
}

static void
the_database_says_that_it_is_in_production(void **state)
{
	struct desk *desk = *state;

	scratch_run(desk->scratch,
		    "create table settings (name text, value text)");
	assert_false(status(desk).is_production);
	scratch_run(desk->scratch, "insert into settings values"
				   " ('production', 'true')");
	assert_true(status(desk).is_production);
	scratch_run(desk->scratch, "update settings set value = 'false'");
	assert_false(status(desk).is_production);
}

/* A second runner waits for the lock and then finds nothing to do. */
static void
two_runs_at_once_apply_each_migration_once(void **state)
{
	struct desk *desk = *state;
	const char *conninfo = scratch_conninfo(desk->scratch);
	pid_t other = fork();
	int result;

	if (other == 0) {
		struct arena *arena = arena_new(4096);
		struct error err = { .arena = arena };
		struct client *client = client_open(arena, conninfo, &err);

		_exit(client && migrate_up(arena, client, desk->folder, &err)
			      ? 0 : 1);
	}
	assert_true(other > 0);
	assert_true(up(desk));
	assert_int_equal(waitpid(other, &result, 0), other);
	assert_int_equal(result, 0);
	check_sql(desk, "select count(*) from schema_migrations", "2");
}

static void
the_lock_is_given_back_after_a_failure(void **state)
{
	struct desk *desk = *state;

	folder_write(desk->folder, "migrations/0003_more.up.sql", "nonsense;");
	assert_false(up(desk));
	check_error(desk, "syntax error");
	check_sql(desk, "select count(*) from pg_locks"
			" join pg_database d on d.oid = database"
			" where datname = current_database()"
			" and locktype = 'advisory'", "0");
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	static struct desk desk;
	struct CMUnitTest tests[] = {
		test(before_the_first_run_all_is_pending),
		test(up_applies_all_and_puts_functions_and_views),
		test(a_second_run_changes_nothing_but_functions_and_views),
		test(a_view_that_is_the_same_is_left_alone),
		test(behind_a_migration_all_functions_and_views_are_put_again),
		test(a_migration_that_fails_changes_nothing_and_can_be_mended),
		test(a_file_that_fails_leaves_functions_and_views_as_they_were),
		test(a_migration_may_not_end_its_transaction),
		test(a_role_taken_on_ends_with_its_migration),
		test(a_changed_migration_stops_up_and_verify),
		test(a_missing_migration_stops_up_and_verify),
		test(a_migration_between_applied_ones_stops_up),
		test(down_undoes_the_newest),
		test(down_of_nothing_is_done),
		test(down_without_a_down_file_is_an_error),
		test(verify_wants_all_applied),
		test(the_serving_role_can_verify),
		test(the_database_says_that_it_is_in_production),
		test(two_runs_at_once_apply_each_migration_once),
		test(the_lock_is_given_back_after_a_failure),
	};

	return scratch_tests(&desk, tests);
}
