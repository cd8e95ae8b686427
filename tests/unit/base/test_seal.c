#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/keyring.h"
#include "base/seal.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

#define TENANT "01890a5d-ac96-774b-bcce-b302099a8001"
#define OTHER_TENANT "01890a5d-ac96-774b-bcce-b302099a8002"
#define KEY "01890a5d-ac96-774b-bcce-b302099a8003"
#define ROW "01890a5d-ac96-774b-bcce-b302099a8004"
#define OTHER_ROW "01890a5d-ac96-774b-bcce-b302099a8005"
#define VALUE "sk-ant-api03-correct-horse-battery"

static const struct seal_place place = { "credentials", "sealed", ROW };

struct desk {
	struct arena *arena;
	struct error error;
	struct keyring ring;
	struct data_key *key;
};

static int
set_up(void **state)
{
	struct arena *arena = arena_new(1 << 16);
	struct desk *desk = arena_alloc(arena, sizeof *desk);

	desk->arena = arena;
	desk->error.arena = arena;
	keyring_add(&desk->ring);
	keyring_add(&desk->ring);
	desk->key = data_key_new(arena, KEY, TENANT);
	*state = desk;
	return 0;
}

static int
tear_down(void **state)
{
	arena_free(((struct desk *)*state)->arena);
	return 0;
}

static struct wrapped_key
wrap(struct desk *desk, int master)
{
	return (struct wrapped_key){ KEY, TENANT, desk->ring.keys[master].id,
		data_key_wrap(desk->arena, desk->key,
			      &desk->ring.keys[master]) };
}

static bool
opens(struct desk *desk, const struct seal_place *at, const char *sealed)
{
	struct secret secret;

	error_clear(&desk->error);
	return seal_open(desk->arena, desk->key, at, sealed, &secret,
			 &desk->error);
}

static bool
key_opens(struct desk *desk, const struct wrapped_key *wrapped)
{
	error_clear(&desk->error);
	return data_key_open(desk->arena, &desk->ring, wrapped, &desk->error);
}

static void
a_value_comes_back_as_it_was(void **state)
{
	static const char *const values[] = { "", "x", VALUE,
		"\xe2\x9c\x93 \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", NULL };
	struct desk *desk = *state;
	struct secret secret;

	for (size_t i = 0; values[i]; i++) {
		const char *sealed = seal_value(desk->arena, desk->key, &place,
						values[i]);

		assert_true(seal_open(desk->arena, desk->key, &place, sealed,
				      &secret, &desk->error));
		assert_string_equal(secret.text, values[i]);
		assert_int_equal(secret.len, strlen(values[i]));
	}
}

static void
the_same_value_is_sealed_differently_each_time(void **state)
{
	struct desk *desk = *state;

	assert_string_not_equal(
		seal_value(desk->arena, desk->key, &place, VALUE),
		seal_value(desk->arena, desk->key, &place, VALUE));
}

static void
a_value_that_was_moved_does_not_open(void **state)
{
	struct desk *desk = *state;
	const char *sealed = seal_value(desk->arena, desk->key, &place, VALUE);
	const struct seal_place others[] = {
		{ "credentials", "sealed", OTHER_ROW },
		{ "credentials", "other", ROW },
		{ "mcp_servers", "sealed", ROW },
		{ "credentialss", "ealed", ROW },
	};

	assert_true(opens(desk, &place, sealed));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_false(opens(desk, &others[i], sealed));
	assert_int_equal(desk->error.kind, ERROR_INTERNAL);
	desk->key->tenant = OTHER_TENANT;
	assert_false(opens(desk, &place, sealed));
}

static void
a_value_of_another_key_does_not_open(void **state)
{
	struct desk *desk = *state;
	const char *sealed = seal_value(desk->arena, desk->key, &place, VALUE);

	desk->key = data_key_new(desk->arena, KEY, TENANT);
	assert_false(opens(desk, &place, sealed));
}

/* Each digit: format, key id, last four, nonce, text, tag. */
static void
a_value_that_was_touched_does_not_open(void **state)
{
	struct desk *desk = *state;
	char *sealed = arena_text(desk->arena, seal_value(desk->arena,
				  desk->key, &place, VALUE));

	for (char *digit = sealed + 2; *digit; digit++) {
		char was = *digit;

		*digit = was == '0' ? '1' : '0';
		assert_false(opens(desk, &place, sealed));
		*digit = was;
	}
	assert_true(opens(desk, &place, sealed));
}

static void
what_is_no_sealed_value_does_not_open(void **state)
{
	struct desk *desk = *state;
	char *sealed = arena_text(desk->arena, seal_value(desk->arena,
				  desk->key, &place, ""));

	assert_false(opens(desk, &place, ""));
	assert_false(opens(desk, &place, "\\x"));
	assert_false(opens(desk, &place, VALUE));
	for (size_t len = strlen(sealed) - 1; len > 0; len--) {
		sealed[len] = '\0';
		assert_false(opens(desk, &place, sealed));
	}
}

/* The head is what SQL takes columns from. */
static const char *
head_of(struct desk *desk, const char *value)
{
	return arena_copy(desk->arena, seal_value(desk->arena, desk->key,
						  &place, value), 2 + 42);
}

static void
the_head_tells_the_key_and_the_last_four(void **state)
{
	static const char start[] = "\\x0101890a5dac96774bbcceb302099a8003";
	struct desk *desk = *state;

	assert_string_equal(head_of(desk, VALUE),
			    arena_printf(desk->arena, "%s74657279", start));
	assert_string_equal(head_of(desk, "secret-12345"),
			    arena_printf(desk->arena, "%s32333435", start));
}

static void
a_short_or_unprintable_end_is_not_shown(void **state)
{
	static const char *const values[] = { "", "hunter2", "elevenchars",
		"a secret of \xc3\xa9\xc3\xa9", "backslash-\\abc",
		"ends with a b c", NULL };
	struct desk *desk = *state;

	for (size_t i = 0; values[i]; i++)
		assert_string_equal(head_of(desk, values[i]) + 2 + 34,
				    "20202020");
}

static void
a_data_key_opens_under_its_master_key_alone(void **state)
{
	struct desk *desk = *state;
	struct wrapped_key wrapped = wrap(desk, 0);

	assert_true(key_opens(desk, &wrapped));
	wrapped.master = desk->ring.keys[1].id;
	assert_false(key_opens(desk, &wrapped));
	assert_int_equal(desk->error.kind, ERROR_INTERNAL);
	wrapped.master = "0123456789abcdef";
	assert_false(key_opens(desk, &wrapped));
	assert_int_equal(desk->error.kind, ERROR_UNAVAILABLE);
	assert_non_null(strstr(desk->error.message, "0123456789abcdef"));
}

static void
a_data_key_that_was_moved_or_touched_does_not_open(void **state)
{
	struct desk *desk = *state;
	struct wrapped_key wrapped = wrap(desk, 0);
	char *bytes = arena_text(desk->arena, wrapped.bytes);

	wrapped.tenant = OTHER_TENANT;
	assert_false(key_opens(desk, &wrapped));
	wrapped.tenant = TENANT;
	wrapped.id = ROW;
	assert_false(key_opens(desk, &wrapped));
	wrapped.id = KEY;
	wrapped.bytes = bytes;
	for (char *digit = bytes + 2; *digit; digit++) {
		char was = *digit;

		*digit = was == '0' ? '1' : '0';
		assert_false(key_opens(desk, &wrapped));
		*digit = was;
	}
	assert_true(key_opens(desk, &wrapped));
}

static void
a_rewrapped_data_key_opens_what_it_sealed_before(void **state)
{
	struct desk *desk = *state;
	const char *sealed = seal_value(desk->arena, desk->key, &place, VALUE);
	struct wrapped_key wrapped = wrap(desk, 1);

	desk->key = data_key_open(desk->arena, &desk->ring, &wrapped,
				  &desk->error);
	assert_non_null(desk->key);
	assert_true(opens(desk, &place, sealed));
}

static void
one_call_opens_with_the_file_of_keys(void **state)
{
	struct desk *desk = *state;
	struct wrapped_key wrapped = wrap(desk, 1);
	const char *sealed = seal_value(desk->arena, desk->key, &place, VALUE);
	char path[] = "/tmp/muster-seal-XXXXXX";
	struct secret secret;
	int fd = mkstemp(path);

	close(fd);
	assert_true(keyring_write(&desk->ring, path, &desk->error));
	assert_true(seal_open_with(desk->arena, path, &wrapped, &place, sealed,
				   &secret, &desk->error));
	assert_string_equal(secret.text, VALUE);
	unlink(path);
	assert_false(seal_open_with(desk->arena, path, &wrapped, &place,
				    sealed, &secret, &desk->error));
	assert_int_equal(desk->error.kind, ERROR_UNAVAILABLE);
}

/* Clean-ups run in reverse order: this one sees what the ones of seal left. */
static void
look_at_reset(void *object)
{
	static const char zero[sizeof VALUE];
	struct secret *seen = object;

	assert_memory_equal(seen->text, zero, seen->len);
	seen->len = 0;
}

static void
an_open_value_is_wiped_with_its_arena_and_before(void **state)
{
	static const char zero[sizeof VALUE];
	struct desk *desk = *state;
	const char *sealed = seal_value(desk->arena, desk->key, &place, VALUE);
	struct arena *own = arena_new(4096);
	struct secret secret, *seen = arena_alloc(desk->arena, sizeof *seen);

	assert_true(seal_open(desk->arena, desk->key, &place, sealed, &secret,
			      &desk->error));
	secret_wipe(&secret);
	assert_memory_equal(secret.text, zero, secret.len);

	arena_on_reset(own, look_at_reset, seen);
	assert_true(seal_open(own, desk->key, &place, sealed, seen,
			      &desk->error));
	assert_string_equal(seen->text, VALUE);
	arena_free(own);
	assert_int_equal(seen->len, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_value_comes_back_as_it_was),
		TEST(the_same_value_is_sealed_differently_each_time),
		TEST(a_value_that_was_moved_does_not_open),
		TEST(a_value_of_another_key_does_not_open),
		TEST(a_value_that_was_touched_does_not_open),
		TEST(what_is_no_sealed_value_does_not_open),
		TEST(the_head_tells_the_key_and_the_last_four),
		TEST(a_short_or_unprintable_end_is_not_shown),
		TEST(a_data_key_opens_under_its_master_key_alone),
		TEST(a_data_key_that_was_moved_or_touched_does_not_open),
		TEST(a_rewrapped_data_key_opens_what_it_sealed_before),
		TEST(one_call_opens_with_the_file_of_keys),
		TEST(an_open_value_is_wiped_with_its_arena_and_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
