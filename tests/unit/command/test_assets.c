#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "command/assets.h"

struct folder {
	struct arena *arena;
	char path[64];
};

static void
write_file(struct folder *folder, const char *name, const char *text)
{
	FILE *file = fopen(arena_printf(folder->arena, "%s/%s", folder->path,
					name), "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static int
set_up(void **state)
{
	static struct folder folder;

	folder.arena = arena_new(4096);
	strcpy(folder.path, "/tmp/muster-test-XXXXXX");
	if (!mkdtemp(folder.path))
		return -1;
	mkdir(arena_printf(folder.arena, "%s/css", folder.path), 0700);
	write_file(&folder, "css/a.css", "a");
	write_file(&folder, "b.js", "b");
	*state = &folder;
	return 0;
}

static int
tear_down(void **state)
{
	struct folder *folder = *state;

	unlink(arena_printf(folder->arena, "%s/css/a.css", folder->path));
	unlink(arena_printf(folder->arena, "%s/b.js", folder->path));
	unlink(arena_printf(folder->arena, "%s/c.js", folder->path));
	rmdir(arena_printf(folder->arena, "%s/css", folder->path));
	rmdir(folder->path);
	arena_free(folder->arena);
	return 0;
}

static const char *
version(struct folder *folder)
{
	return asset_version(folder->arena, folder->path);
}

static void
the_same_files_are_the_same_version(void **state)
{
	const char *first = version(*state);

	assert_int_equal(strlen(first), 10);
	assert_int_equal(strspn(first, "0123456789abcdef"), 10);
	write_file(*state, "css/a.css", "a");
	assert_string_equal(version(*state), first);
}

static void
a_file_that_changes_makes_another_version(void **state)
{
	const char *first = version(*state);

	write_file(*state, "css/a.css", "A");
	assert_string_not_equal(version(*state), first);
}

static void
a_file_more_makes_another_version(void **state)
{
	const char *first = version(*state);

	write_file(*state, "c.js", "");
	assert_string_not_equal(version(*state), first);
}

static void
no_folder_is_a_version_too(void **state)
{
	struct folder *folder = *state;

	assert_int_equal(strlen(asset_version(folder->arena, "/nowhere")), 10);
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(the_same_files_are_the_same_version),
		test(a_file_that_changes_makes_another_version),
		test(a_file_more_makes_another_version),
		test(no_folder_is_a_version_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
