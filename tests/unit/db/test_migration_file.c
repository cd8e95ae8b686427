#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#undef fail	/* error.h has a function of that name */

#include "base/arena.h"
#include "base/error.h"
#include "db/migration_file.h"
#include "db/sql_file.h"
#include "folder.h"

struct desk {
	struct arena *arena;
	struct error err;
	char *folder;
	struct migration_files files;
};

static int
set_up(void **state)
{
	static struct desk desk;

	desk.arena = arena_new(4096);
	desk.err = (struct error){ .arena = desk.arena };
	desk.folder = folder_new();
	*state = &desk;
	return 0;
}

static int
tear_down(void **state)
{
	struct desk *desk = *state;

	folder_free(desk->folder);
	arena_free(desk->arena);
	return 0;
}

static void
put(struct desk *desk, const char *file)
{
	folder_write(desk->folder,
		     arena_printf(desk->arena, "migrations/%s", file), "abc");
}

static bool
read_files(struct desk *desk)
{
	return migration_files_read(desk->arena, desk->folder, &desk->files,
				    &desk->err);
}

static void
files_are_paired_and_sorted_by_number(void **state)
{
	struct desk *desk = *state;
	const struct migration_file *list;

	put(desk, "0010_agents.up.sql");
	put(desk, "0002_users.up.sql");
	put(desk, "0002_users.down.sql");
	put(desk, "0001_roles_2.up.sql");
	assert_true(read_files(desk));
	list = desk->files.list;
	assert_int_equal(desk->files.count, 3);
	assert_int_equal(list[0].number, 1);
	assert_string_equal(list[0].name, "roles_2");
	assert_null(list[0].down);
	assert_int_equal(list[1].number, 2);
	assert_string_equal(list[1].name, "users");
	assert_non_null(strstr(list[1].up, "/0002_users.up.sql"));
	assert_non_null(strstr(list[1].down, "/0002_users.down.sql"));
	assert_int_equal(list[2].number, 10);
	assert_ptr_equal(migration_file_find(&desk->files, 10), &list[2]);
	assert_null(migration_file_find(&desk->files, 3));
}

static void
the_checksum_is_sha256_of_the_up_file(void **state)
{
	struct desk *desk = *state;

	put(desk, "0001_roles.up.sql");
	assert_true(read_files(desk));
	assert_string_equal(desk->files.list[0].checksum,
			    "ba7816bf8f01cfea414140de5dae2223"
			    "b00361a396177a9cb410ff61f20015ad");
}

static void
a_name_of_another_shape_is_an_error(void **state)
{
	static const char *const names[] = {
		"1_roles.up.sql", "00001_roles.up.sql", "0000_roles.up.sql",
		"0001-roles.up.sql", "0001_Roles.up.sql", "0001_.up.sql",
		"0001_2roles.up.sql", "0001_roles.sql", "0001_roles.UP.sql",
		"0001_roles.up.sql.sql", "0001_roles.up.sql~", "README",
		"0001_ro les.up.sql", "_0001_roles.up.sql",
	};
	struct desk *desk = *state;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		put(desk, names[i]);
		error_clear(&desk->err);
		assert_false(read_files(desk));
		assert_non_null(strstr(desk->err.message, names[i]));
		folder_remove(desk->folder,
			      arena_printf(desk->arena, "migrations/%s",
					   names[i]));
	}
}

static void
a_hidden_file_does_not_count(void **state)
{
	struct desk *desk = *state;

	put(desk, "0001_roles.up.sql");
	put(desk, ".0001_roles.up.sql.swp");
	assert_true(read_files(desk));
	assert_int_equal(desk->files.count, 1);
}

static void
a_number_that_occurs_twice_is_an_error(void **state)
{
	struct desk *desk = *state;

	put(desk, "0001_roles.up.sql");
	put(desk, "0001_users.up.sql");
	assert_false(read_files(desk));
	assert_string_equal(desk->err.message,
			    "migration 0001 occurs twice: 'roles' and 'users'");
}

static void
a_down_file_alone_is_an_error(void **state)
{
	struct desk *desk = *state;

	put(desk, "0001_roles.down.sql");
	assert_false(read_files(desk));
	assert_non_null(strstr(desk->err.message, "has no up file"));
}

static void
no_migrations_at_all_is_an_error(void **state)
{
	struct desk *desk = *state;

	assert_false(read_files(desk));
	assert_non_null(strstr(desk->err.message, "no migrations in"));
}

static void
a_file_that_is_not_utf8_is_an_error(void **state)
{
	struct desk *desk = *state;

	folder_write(desk->folder, "migrations/0001_roles.up.sql",
		     "-- \xe4\n");
	assert_false(read_files(desk));
	assert_non_null(strstr(desk->err.message, "is not UTF-8"));
}

static void
a_new_pair_gets_the_next_number(void **state)
{
	struct desk *desk = *state;
	const char *up;

	up = migration_file_create(desk->arena, desk->folder, "roles",
				   &desk->err);
	assert_string_equal(up, arena_printf(desk->arena,
					     "%s/migrations/0001_roles.up.sql",
					     desk->folder));
	assert_string_equal(sql_file_read(desk->arena, up, &desk->err),
			    "-- 0001_roles.up.sql\n");
	put(desk, "0041_tasks.up.sql");
	assert_non_null(migration_file_create(desk->arena, desk->folder,
					      "task_order", &desk->err));
	assert_true(read_files(desk));
	assert_int_equal(desk->files.count, 3);
	assert_int_equal(desk->files.list[2].number, 42);
	assert_string_equal(desk->files.list[2].name, "task_order");
	assert_non_null(desk->files.list[2].down);
}

static void
a_new_pair_with_a_bad_name_is_refused(void **state)
{
	static const char *const names[] = {
		"", "Roles", "2roles", "a-b", "a b", "../a", "a.b"
	};
	struct desk *desk = *state;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		error_clear(&desk->err);
		assert_null(migration_file_create(desk->arena, desk->folder,
						  names[i], &desk->err));
		assert_int_equal(desk->err.kind, ERROR_BAD_REQUEST);
	}
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(files_are_paired_and_sorted_by_number),
		test(the_checksum_is_sha256_of_the_up_file),
		test(a_name_of_another_shape_is_an_error),
		test(a_hidden_file_does_not_count),
		test(a_number_that_occurs_twice_is_an_error),
		test(a_down_file_alone_is_an_error),
		test(no_migrations_at_all_is_an_error),
		test(a_file_that_is_not_utf8_is_an_error),
		test(a_new_pair_gets_the_next_number),
		test(a_new_pair_with_a_bad_name_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
