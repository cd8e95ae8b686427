#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena_state.h"
#include "import/fingerprint.h"
#include "reader.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

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
		cmocka_unit_test(a_fingerprint_is_the_sha256_of_the_text),
	};

	return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
