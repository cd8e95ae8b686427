#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/crypto.h"
#include "resource/cursor.h"
#include "tests/unit/resource/thing.h"

/* last: it makes a macro of fail */
#include <cmocka.h>

#define ID "01890a5d-ac96-774b-bcce-b302099a8057"

static const struct field *const by_name = &(const struct field){
	.name = "name", .type = FIELD_TEXT };
static const struct field *const by_time = &(const struct field){
	.name = "updatedAt", .type = FIELD_TIME };
static const struct field *const by_id = &(const struct field){
	.name = "createdAt", .type = FIELD_TIME, .flags = FIELD_OF_ID };
static const struct field *const by_size = &(const struct field){
	.name = "size", .type = FIELD_INT };

struct desk {
	struct arena *arena;
	char digest[CURSOR_DIGEST_SIZE];
};

static int
set_up(void **state)
{
	struct arena *arena = arena_new(4096);
	struct desk *desk = arena_alloc(arena, sizeof *desk);

	desk->arena = arena;
	cursor_digest("a list", desk->digest);
	*state = desk;
	return 0;
}

static int
tear_down(void **state)
{
	struct desk *desk = *state;

	arena_free(desk->arena);
	return 0;
}

static const char *
write_one(struct desk *desk, const char *value)
{
	const struct cursor cursor = { ID, value };

	return cursor_write(desk->arena, desk->digest, &cursor);
}

static bool
can_read(struct desk *desk, const char *text, const struct field *sort)
{
	struct cursor cursor;

	return cursor_read(desk->arena, text, desk->digest, sort, &cursor);
}

static void
what_was_written_is_read(void **state)
{
	struct desk *desk = *state;
	struct cursor cursor;

	assert_true(cursor_read(desk->arena, write_one(desk, "Übung \"x\""),
				desk->digest, by_name, &cursor));
	assert_string_equal(cursor.id, ID);
	assert_string_equal(cursor.value, "Übung \"x\"");
}

static void
it_is_of_its_own_list_only(void **state)
{
	struct desk *desk = *state;
	const char *text = write_one(desk, "x");

	assert_true(can_read(desk, text, by_name));
	cursor_digest("another list", desk->digest);
	assert_false(can_read(desk, text, by_name));
}

static void
the_digest_is_sixteen_digits(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(strlen(desk->digest), 16);
	assert_int_equal(strspn(desk->digest, "0123456789abcdef"), 16);
}

static void
malformed_ones_are_refused(void **state)
{
	struct desk *desk = *state;
	const char *good = write_one(desk, "");
	char *cut = arena_copy(desk->arena, good, strlen(good) - 4);

	assert_true(can_read(desk, good, by_id));
	assert_false(can_read(desk, "", by_id));
	assert_false(can_read(desk, "!", by_id));
	assert_false(can_read(desk, cut, by_id));
	assert_false(can_read(desk, arena_printf(desk->arena, "%s=", good), by_id));
	assert_false(can_read(desk, arena_printf(desk->arena, " %s", good), by_id));
}

static void
an_id_that_is_none_is_refused(void **state)
{
	struct desk *desk = *state;
	const struct cursor cursor = {
		"01890a5d-ac96-774b-bcce-b302099a805'", "x"
	};

	assert_false(can_read(desk, cursor_write(desk->arena, desk->digest,
						 &cursor), by_name));
}

static void
values_must_fit_the_order(void **state)
{
	struct desk *desk = *state;

	assert_true(can_read(desk, write_one(desk, "2026-03-12 14:31:52.2081+00"),
			     by_time));
	assert_false(can_read(desk, write_one(desk, "yesterday"), by_time));
	assert_false(can_read(desk, write_one(desk, "infinity"), by_time));
	assert_false(can_read(desk, write_one(desk, "x"), by_id));
	assert_true(can_read(desk, write_one(desk, "-7"), by_size));
	assert_false(can_read(desk, write_one(desk, "7 or 1"), by_size));
	assert_false(can_read(desk, write_one(desk, "9223372036854775808"),
			      by_size));
}

static void
bytes_that_are_no_text_are_refused(void **state)
{
	struct desk *desk = *state;
	char inside[54];

	memcpy(inside, desk->digest, 16);
	memcpy(inside + 16, ID, 36);
	inside[52] = '\0';
	inside[53] = 'x';
	assert_false(can_read(desk, base64url_encode(desk->arena, inside, 54),
			      by_name));
	inside[52] = (char)0xff;
	assert_false(can_read(desk, base64url_encode(desk->arena, inside, 54),
			      by_name));
}

static void
one_that_is_too_long_is_refused(void **state)
{
	struct desk *desk = *state;
	char *value = arena_alloc(desk->arena, CURSOR_TEXT_MAX + 1);

	memset(value, 'x', CURSOR_TEXT_MAX);
	assert_false(can_read(desk, write_one(desk, value), by_name));
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(what_was_written_is_read),
		TEST(it_is_of_its_own_list_only),
		TEST(the_digest_is_sixteen_digits),
		TEST(malformed_ones_are_refused),
		TEST(an_id_that_is_none_is_refused),
		TEST(values_must_fit_the_order),
		TEST(bytes_that_are_no_text_are_refused),
		TEST(one_that_is_too_long_is_refused),
	};

	return cmocka_run_group_tests_name("cursor", tests, NULL, NULL);
}
