#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>

#include <cmocka.h>

#include "base/arena.h"

static void
memory_is_zeroed_and_aligned(void **state)
{
	struct arena *arena = arena_new(64);

	(void)state;
	for (size_t size = 1; size < 3000; size += 7) {
		unsigned char *bytes = arena_alloc(arena, size);

		assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(bytes[i], 0);
		memset(bytes, 0xff, size);
	}
	arena_free(arena);
}

static void
memory_is_zeroed_again_after_a_reset(void **state)
{
	struct arena *arena = arena_new(64);
	unsigned char *bytes = arena_alloc(arena, 32);

	(void)state;
	memset(bytes, 0xff, 32);
	arena_reset(arena);
	bytes = arena_alloc(arena, 32);
	for (size_t i = 0; i < 32; i++)
		assert_int_equal(bytes[i], 0);
	arena_free(arena);
}

static void
pieces_do_not_overlap(void **state)
{
	struct arena *arena = arena_new(64);
	unsigned char *pieces[200];

	(void)state;
	for (size_t i = 0; i < 200; i++) {
		pieces[i] = arena_alloc(arena, 1 + i * 37 % 5000);
		memset(pieces[i], (int)i, 1 + i * 37 % 5000);
	}
	for (size_t i = 0; i < 200; i++)
		for (size_t k = 0; k < 1 + i * 37 % 5000; k++)
			assert_int_equal(pieces[i][k], i);
	arena_free(arena);
}

static void
text_is_copied(void **state)
{
	struct arena *arena = arena_new(64);

	(void)state;
	assert_string_equal(arena_copy(arena, "abcdef", 3), "abc");
	assert_string_equal(arena_copy(arena, NULL, 0), "");
	assert_string_equal(arena_text(arena, "abc"), "abc");
	assert_null(arena_text(arena, NULL));
	assert_string_equal(arena_printf(arena, "%d-%s", 7, "x"), "7-x");
	arena_free(arena);
}

static void
used_counts_what_was_asked_for(void **state)
{
	struct arena *arena = arena_new(64);

	(void)state;
	arena_alloc(arena, 10);
	arena_alloc(arena, 5000);
	assert_int_equal(arena_used(arena), 5010);
	arena_reset(arena);
	assert_int_equal(arena_used(arena), 0);
	arena_free(arena);
}

struct step {
	int *count;
	int seen_as;
};

static void
take_step(void *object)
{
	struct step *step = object;

	step->seen_as = ++*step->count;
}

static void
clean_ups_run_once_and_in_reverse_order(void **state)
{
	struct arena *arena = arena_new(64);
	int count = 0;
	struct step first = { &count, 0 }, second = { &count, 0 };

	(void)state;
	arena_on_reset(arena, take_step, &first);
	arena_on_reset(arena, take_step, &second);
	arena_reset(arena);
	assert_int_equal(second.seen_as, 1);
	assert_int_equal(first.seen_as, 2);
	arena_free(arena);
	assert_int_equal(count, 2);
}

static void
too_large_a_piece_jumps_to_who_catches_it(void **state)
{
	struct arena *arena = arena_new(64);
	jmp_buf gone;

	(void)state;
	if (setjmp(gone) == 0) {
		arena_catch(arena, &gone);
		arena_alloc(arena, SIZE_MAX / 2);
		fail_msg("there is no such memory");
	}
	assert_non_null(arena_alloc(arena, 16));
	arena_free(arena);
}

/*
 * A block so large comes from the system, which gives no more: the handle must
 * be closed although the caller is left by a jump.
 */
static void
a_handle_is_not_lost_when_memory_is_gone(void **state)
{
#ifdef __SANITIZE_ADDRESS__
	(void)state;
	skip();
#else
	struct arena *arena = arena_new(1 << 20);
	struct rlimit before, none;
	int count = 0;
	struct step step = { &count, 0 };
	jmp_buf gone;

	(void)state;
	getrlimit(RLIMIT_AS, &before);
	none = before;
	none.rlim_cur = 1;
	arena_alloc(arena, 1 << 20);
	arena_catch(arena, &gone);
	if (setjmp(gone) == 0) {
		setrlimit(RLIMIT_AS, &none);
		arena_on_reset(arena, take_step, &step);
		setrlimit(RLIMIT_AS, &before);
		fail_msg("there is no such memory");
	}
	setrlimit(RLIMIT_AS, &before);
	assert_int_equal(step.seen_as, 1);
	arena_free(arena);
	assert_int_equal(count, 1);
#endif
}

static void
nothing_is_freed_as_nothing(void **state)
{
	(void)state;
	arena_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_and_aligned),
		cmocka_unit_test(memory_is_zeroed_again_after_a_reset),
		cmocka_unit_test(pieces_do_not_overlap),
		cmocka_unit_test(text_is_copied),
		cmocka_unit_test(used_counts_what_was_asked_for),
		cmocka_unit_test(clean_ups_run_once_and_in_reverse_order),
		cmocka_unit_test(too_large_a_piece_jumps_to_who_catches_it),
		cmocka_unit_test(a_handle_is_not_lost_when_memory_is_gone),
		cmocka_unit_test(nothing_is_freed_as_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
