#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#undef fail	/* error.h has a function of that name */

#include "base/arena.h"
#include "base/error.h"
#include "base/spool.h"

struct fixture {
	struct arena *arena, *other;
	struct error error;
	char folder[64];
	const char *parent;
};

static int
set_up(void **state)
{
	struct arena *arena = arena_new(1024);
	struct fixture *f = arena_alloc(arena, sizeof *f);

	f->arena = arena;
	f->other = arena_new(1024);
	f->error.arena = arena;
	strcpy(f->folder, "/tmp/muster-test-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	f->parent = arena_printf(arena, "%s/spool", f->folder);
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	arena_free(f->other);
	rmdir(f->parent);
	assert_int_equal(rmdir(f->folder), 0);
	arena_free(f->arena);
	return 0;
}

static bool
is_there(const char *path)
{
	return access(path, F_OK) == 0;
}

static int
mode_of(const char *path)
{
	struct stat info;

	assert_int_equal(stat(path, &info), 0);
	return info.st_mode & 07777;
}

static struct spool *
new_spool(struct fixture *f, struct arena *arena)
{
	struct spool *spool = spool_new(arena, f->parent, &f->error);

	assert_non_null(spool);
	return spool;
}

static void
add_file(struct fixture *f, struct spool *spool)
{
	int fd = spool_add(spool, &f->error);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, "{}", 2), 2);
	close(fd);
}

static void
files_are_for_their_owner_alone_and_end_with_the_arena(void **state)
{
	struct fixture *f = *state;
	struct spool *spool = new_spool(f, f->other);
	const char *path = arena_text(f->arena, spool_path(spool));
	const char *file;

	add_file(f, spool);
	add_file(f, spool);
	file = arena_printf(f->arena, "%s/2", path);
	assert_int_equal(mode_of(f->parent), 0700);
	assert_int_equal(mode_of(path), 0700);
	assert_int_equal(mode_of(file), 0600);
	arena_reset(f->other);
	assert_false(is_there(path));
	assert_true(is_there(f->parent));
}

static void
what_is_handed_over_stays(void **state)
{
	struct fixture *f = *state;
	struct spool *spool = new_spool(f, f->other);
	const char *path = arena_text(f->arena, spool_path(spool));

	add_file(f, spool);
	spool_hand_over(spool);
	arena_reset(f->other);
	assert_true(is_there(path));
	spool_remove(path);
	assert_false(is_there(path));
}

static void
a_sweep_leaves_what_is_in_use(void **state)
{
	struct fixture *f = *state;
	struct spool *spool = new_spool(f, f->other);

	add_file(f, spool);
	spool_sweep(f->parent);
	assert_true(is_there(arena_printf(f->arena, "%s/1", spool_path(spool))));
}

/* A process that dies has no time to clean up; one that has the lock may live on. */
static void
a_sweep_takes_what_a_dead_process_left(void **state)
{
	struct fixture *f = *state;
	struct spool *spool = new_spool(f, f->other);
	const char *path = arena_text(f->arena, spool_path(spool));
	int other = dup(spool_fd(spool));

	add_file(f, spool);
	spool_hand_over(spool);
	arena_reset(f->other);
	spool_sweep(f->parent);
	assert_true(is_there(path));
	close(other);
	spool_sweep(f->parent);
	assert_false(is_there(path));
}

static void
a_sweep_touches_nothing_else(void **state)
{
	struct fixture *f = *state;
	const char *other = arena_printf(f->arena, "%s/other", f->parent);
	const char *link = arena_printf(f->arena, "%s/upload-link", f->parent);

	new_spool(f, f->other);
	assert_int_equal(mkdir(other, 0700), 0);
	assert_int_equal(symlink(other, link), 0);
	arena_reset(f->other);
	spool_sweep(f->parent);
	assert_true(is_there(other));
	assert_true(is_there(link));
	unlink(link);
	rmdir(other);
}

static void
without_a_place_there_is_an_error(void **state)
{
	struct fixture *f = *state;

	assert_null(spool_new(f->other, "/nowhere/at/all", &f->error));
	assert_int_equal(f->error.kind, ERROR_UNAVAILABLE);
	assert_string_equal(f->error.message, "there is no place for uploads:"
			    " '/nowhere/at/all': No such file or directory");
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(files_are_for_their_owner_alone_and_end_with_the_arena),
		test(what_is_handed_over_stays),
		test(a_sweep_leaves_what_is_in_use),
		test(a_sweep_takes_what_a_dead_process_left),
		test(a_sweep_touches_nothing_else),
		test(without_a_place_there_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
