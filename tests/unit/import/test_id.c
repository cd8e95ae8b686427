#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena_state.h"
#include "base/arena.h"
#include "base/text.h"
#include "base/uuid.h"
#include "import/id.h"
#include "reader.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static void
the_same_origin_gives_the_same_id(void **state)
{
	char first[UUID_TEXT_SIZE], second[UUID_TEXT_SIZE];

	(void)state;
	import_id("n8n", "17", 1760000000000, first);
	import_id("n8n", "17", 1760000000000, second);
	assert_string_equal(first, second);
}

/* Computed apart: sha256 of sha256("n8n") sha256("17"), digit by digit. */
static void
an_id_is_what_it_always_was(void **state)
{
	char id[UUID_TEXT_SIZE];

	(void)state;
	import_id("n8n", "17", 1760000000000, id);
	assert_string_equal(id, "0199c82c-c000-750a-8825-9150696fbe3c");
}

static void
an_id_is_a_uuid_of_version_7_with_the_time_in_front(void **state)
{
	char id[UUID_TEXT_SIZE];

	(void)state;
	for (int i = 0; i < 200; i++) {
		import_id("x", arena_printf(*state, "%d", i), 1760000000000 + i,
			  id);
		assert_true(is_uuid(id));
		assert_int_equal(id[14], '7');
		assert_non_null(strchr("89ab", id[19]));
		assert_true(uuid_time_ms(id) == 1760000000000 + i);
	}
}

static void
another_source_or_old_id_gives_another_id(void **state)
{
	char a[UUID_TEXT_SIZE], b[UUID_TEXT_SIZE], c[UUID_TEXT_SIZE];

	(void)state;
	import_id("ab", "c", 0, a);
	import_id("a", "bc", 0, b);
	import_id("ab", "d", 0, c);
	assert_string_not_equal(a, b);
	assert_string_not_equal(a, c);
	assert_string_not_equal(b, c);
}

static void
a_fingerprint_is_the_sha256_of_the_text(void **state)
{
	assert_string_equal(import_fingerprint(*state, "abc", 3),
		"sha256:ba7816bf8f01cfea414140de5dae2223"
		"b00361a396177a9cb410ff61f20015ad");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_origin_gives_the_same_id),
		cmocka_unit_test(an_id_is_what_it_always_was),
		cmocka_unit_test(
			an_id_is_a_uuid_of_version_7_with_the_time_in_front),
		cmocka_unit_test(another_source_or_old_id_gives_another_id),
		cmocka_unit_test(a_fingerprint_is_the_sha256_of_the_text),
	};

	return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
