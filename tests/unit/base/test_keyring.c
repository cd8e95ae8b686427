#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/keyring.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

struct desk {
	struct arena *arena;
	struct error error;
	char folder[32];
	const char *path;
};

static int
set_up(void **state)
{
	struct arena *arena = arena_new(4096);
	struct desk *desk = arena_alloc(arena, sizeof *desk);

	desk->arena = arena;
	desk->error.arena = arena;
	snprintf(desk->folder, sizeof desk->folder, "%s", "/tmp/muster-XXXXXX");
	assert_non_null(mkdtemp(desk->folder));
	desk->path = arena_printf(arena, "%s/master.key", desk->folder);
	*state = desk;
	return 0;
}

static int
tear_down(void **state)
{
	struct desk *desk = *state;

	unlink(desk->path);
	rmdir(desk->folder);
	arena_free(desk->arena);
	return 0;
}

static void
put_file(struct desk *desk, const char *text, mode_t mode)
{
	FILE *file = fopen(desk->path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	assert_int_equal(chmod(desk->path, mode), 0);
}

static enum error_kind
read_again(struct desk *desk, struct keyring *ring)
{
	error_clear(&desk->error);
	keyring_read(ring, desk->path, &desk->error);
	return desk->error.kind;
}

static void
what_is_written_is_read_and_for_its_owner_alone(void **state)
{
	struct desk *desk = *state;
	struct keyring ring = { .count = 0 }, again;
	struct stat about;

	assert_non_null(keyring_add(&ring));
	keyring_add(&ring)->is_retired = true;
	assert_true(keyring_write(&ring, desk->path, &desk->error));
	assert_int_equal(stat(desk->path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_int_equal(read_again(desk, &again), ERROR_NONE);
	assert_memory_equal(&again, &ring, sizeof ring);
	assert_string_not_equal(ring.keys[0].id, ring.keys[1].id);
}

static void
a_retired_key_is_kept_but_not_found(void **state)
{
	struct keyring ring = { .count = 0 };
	struct master_key *key = keyring_add(&ring);

	(void)state;
	assert_ptr_equal(keyring_find(&ring, key->id), key);
	assert_null(keyring_find(&ring, "0123456789abcdef"));
	key->is_retired = true;
	assert_null(keyring_find(&ring, key->id));
}

static void
a_file_that_others_may_read_is_refused(void **state)
{
	static const mode_t modes[] = { 0640, 0604, 0660, 0620, 0601 };
	struct desk *desk = *state;
	struct keyring ring;

	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		put_file(desk, "0123456789abcdef " ZEROS "\n", modes[i]);
		assert_int_equal(read_again(desk, &ring), ERROR_INVALID);
		assert_int_equal(ring.count, 0);
	}
	assert_int_equal(chmod(desk->path, 0600), 0);
	assert_int_equal(read_again(desk, &ring), ERROR_NONE);
	assert_int_equal(ring.count, 1);
}

static void
a_file_that_is_not_there_says_how_to_make_one(void **state)
{
	struct desk *desk = *state;
	struct keyring ring;

	assert_int_equal(read_again(desk, &ring), ERROR_UNAVAILABLE);
	assert_non_null(strstr(desk->error.hint, "muster keys init"));
}

/* The text of a line is a key, or near one: a message must not show it. */
static void
a_malformed_line_is_told_by_its_number_alone(void **state)
{
	static const char *const wrong[] = {
		"0123456789abcdef", "0123456789abcdef ", "0123456789abcdef 00",
		"0123456789ABCDEF " ZEROS, "0123456789abcde " ZEROS,
		"0123456789abcdef " ZEROS "0", "0123456789abcdef " ZEROS " old",
		"0123456789abcdef  " ZEROS, ZEROS, "x", NULL
	};
	struct desk *desk = *state;
	struct keyring ring;

	for (size_t i = 0; wrong[i]; i++) {
		put_file(desk, arena_printf(desk->arena, "# keys\n%s\n",
					    wrong[i]), 0600);
		assert_int_equal(read_again(desk, &ring), ERROR_INVALID);
		assert_string_equal(desk->error.message,
				    arena_printf(desk->arena,
						 "%s:2: is no master key",
						 desk->path));
		assert_int_equal(ring.count, 0);
	}
}

static void
more_keys_than_fit_are_refused(void **state)
{
	struct desk *desk = *state;
	struct keyring ring = { .count = 0 };
	char *text = arena_alloc(desk->arena, 4096);

	for (int i = 0; i < KEYRING_MAX; i++)
		assert_non_null(keyring_add(&ring));
	assert_null(keyring_add(&ring));
	assert_true(keyring_write(&ring, desk->path, &desk->error));
	assert_int_equal(read_again(desk, &ring), ERROR_NONE);
	assert_int_equal(ring.count, KEYRING_MAX);
	for (int i = 0; i <= KEYRING_MAX; i++)
		strncat(text, "0123456789abcdef " ZEROS "\n", 90);
	put_file(desk, text, 0600);
	assert_int_equal(read_again(desk, &ring), ERROR_INVALID);
}

static void
a_file_that_cannot_be_written_leaves_the_old_one(void **state)
{
	struct desk *desk = *state;
	struct keyring ring = { .count = 0 }, again;
	const char *gone = arena_printf(desk->arena, "%s/none/master.key",
					desk->folder);

	keyring_add(&ring);
	assert_true(keyring_write(&ring, desk->path, &desk->error));
	assert_false(keyring_write(&ring, gone, &desk->error));
	assert_int_equal(desk->error.kind, ERROR_INTERNAL);
	assert_int_equal(read_again(desk, &again), ERROR_NONE);
	assert_memory_equal(&again, &ring, sizeof ring);
}

static void
the_check_value_tells_keys_apart_and_is_no_key(void **state)
{
	struct keyring ring = { .count = 0 };
	unsigned char a[SHA256_SIZE], b[SHA256_SIZE], c[SHA256_SIZE];

	(void)state;
	keyring_add(&ring);
	keyring_add(&ring);
	master_key_check(&ring.keys[0], a);
	master_key_check(&ring.keys[0], b);
	master_key_check(&ring.keys[1], c);
	assert_memory_equal(a, b, sizeof a);
	assert_memory_not_equal(a, c, sizeof a);
	assert_memory_not_equal(a, ring.keys[0].bytes, sizeof a);
}

static void
a_wiped_keyring_is_zero(void **state)
{
	static const struct keyring zero;
	struct keyring ring = { .count = 0 };

	(void)state;
	keyring_add(&ring);
	keyring_wipe(&ring);
	assert_memory_equal(&ring, &zero, sizeof ring);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_written_is_read_and_for_its_owner_alone),
		TEST(a_retired_key_is_kept_but_not_found),
		TEST(a_file_that_others_may_read_is_refused),
		TEST(a_file_that_is_not_there_says_how_to_make_one),
		TEST(a_malformed_line_is_told_by_its_number_alone),
		TEST(more_keys_than_fit_are_refused),
		TEST(a_file_that_cannot_be_written_leaves_the_old_one),
		TEST(the_check_value_tells_keys_apart_and_is_no_key),
		TEST(a_wiped_keyring_is_zero),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
