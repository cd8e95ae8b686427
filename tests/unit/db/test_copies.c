#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/arena_state.h"
#include "db/copies.h"

static const char script[] =
	"SET row_security = on;\n"
	"COPY public.agents (id, name) FROM stdin;\n"
	"1\tOne\n"
	"2\tCOPY public.lies (x) FROM stdin;\n"
	"\\.\n"
	"\n"
	"COPY public.empty (id) FROM stdin;\n"
	"\\.\n"
	"SELECT 'COPY';\n"
	"COPY public.ledger (number, name) FROM stdin;\n"
	"7\tseven\n"
	"\\.\n";

static void
check(const struct copies *copies)
{
	assert_int_equal(copies->count, 3);
	assert_int_equal(copies->rows, 3);
	assert_int_equal(copies_of(copies, "public.agents"), 2);
	assert_int_equal(copies_of(copies, "public.empty"), 0);
	assert_int_equal(copies_of(copies, "public.lies"), -1);
	assert_int_equal(copies->kept_count, 1);
	assert_string_equal(copies->kept[0], "7\tseven");
}

static void
rows_of_each_table_are_counted(void **state)
{
	struct copies copies;

	copies_init(&copies, *state, "public.ledger");
	copies_read(&copies, script, strlen(script));
	check(&copies);
}

static void
pieces_may_end_anywhere(void **state)
{
	for (size_t size = 1; size < 40; size++) {
		struct copies copies;
		size_t len = strlen(script);

		copies_init(&copies, *state, "public.ledger");
		for (size_t at = 0; at < len; at += size)
			copies_read(&copies, script + at,
				    size < len - at ? size : len - at);
		check(&copies);
	}
}

static void
lines_may_be_longer_than_what_is_kept(void **state)
{
	struct copies copies;
	char *wide = arena_alloc(*state, 5000);

	memset(wide, 'x', 4998);
	wide[4998] = '\n';
	copies_init(&copies, *state, NULL);
	copies_read(&copies, "COPY public.wide (a", 19);
	copies_read(&copies, wide, 4999);
	copies_read(&copies, wide, 4999);
	copies_read(&copies, "\\.\n", 3);
	assert_int_equal(copies_of(&copies, "public.wide"), 1);
	assert_false(copies.is_copying);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_of_each_table_are_counted),
		cmocka_unit_test(pieces_may_end_anywhere),
		cmocka_unit_test(lines_may_be_longer_than_what_is_kept),
	};

	return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
