/*
 * libpq without memory: each of its allocations fails once, while a unit is on
 * its way and while a connection opens. Whatever happens to the unit, the pool
 * stays whole and serves the next one.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include <dlfcn.h>
#include <libpq-fe.h>

#include "desk.h"

static const struct statement series = {
	"series", "select n, repeat('x', 100) from generate_series(1, 100) n"
};

/* How many allocations of libpq succeed before one fails; -1: all. */
static long left = -1;
static const void *libpq;

#ifndef __SANITIZE_ADDRESS__
static bool
is_libpq(const void *caller)
{
	Dl_info info;

	return dladdr(caller, &info) && info.dli_fbase == libpq;
}

static bool
must_fail(const void *caller)
{
	return left >= 0 && is_libpq(caller) && left-- == 0;
}

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);

void *
malloc(size_t size)
{
	if (must_fail(__builtin_return_address(0)))
		return NULL;
	return __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	if (must_fail(__builtin_return_address(0)))
		return NULL;
	return __libc_calloc(count, size);
}

void *
realloc(void *old, size_t size)
{
	if (must_fail(__builtin_return_address(0)))
		return NULL;
	return __libc_realloc(old, size);
}
#endif

static int
set_up(void **state)
{
	Dl_info info;

	assert_true(dladdr((void *)PQfinish, &info));
	libpq = info.dli_fbase;
	desk_open(*state, 1, 8, 100);
	return 0;
}

static int
tear_down(void **state)
{
	left = -1;
	desk_close(*state);
	return 0;
}

/* A result is whole or there is none. */
static void
check_series(const struct unit *unit)
{
	const struct rows *rows = unit_rows(unit, 0);

	if (unit_outcome(unit) != UNIT_DONE) {
		assert_int_equal(rows->count, 0);
		return;
	}
	assert_int_equal(rows->count, 100);
	assert_string_equal(rows_text(rows, 99, 0), "100");
}

static void
check_it_serves_again(struct desk *desk)
{
	desk_wait_ready(desk, LANE_WRITE);
	desk_check_serves(desk, LANE_WRITE);
}

static void
a_unit_without_memory_ends_and_the_pool_goes_on(void **state)
{
	struct desk *desk = *state;
	long failures = 0;

	for (long n = 0; left < 0; n++) {
		struct unit *units[2];

		desk_wait_ready(desk, LANE_WRITE);
		left = n;
		units[0] = desk_send(desk, LANE_WRITE, &series);
		units[1] = desk_send(desk, LANE_WRITE, &series);
		while (pool_in_flight(desk->pool) > 0)
			loop_once(desk->loop, -1);
		check_series(units[0]);
		check_series(units[1]);
		failures += left < 0;
		/* none was left to fail: that was all */
		if (left >= 0)
			break;
		check_it_serves_again(desk);
	}
	assert_true(failures > 20);
}

static void
a_connection_without_memory_opens_later(void **state)
{
	struct desk *desk = *state;
	long failures = 0;

	for (long n = 0; left < 0; n += 3) {
		desk_close(desk);
		left = n;
		desk_open(desk, 1, 8, 100);
		desk_wait_ready(desk, LANE_WRITE);
		failures += left < 0;
		if (left >= 0)
			break;
		check_it_serves_again(desk);
	}
	assert_true(failures > 10);
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	/* a Sync that libpq has no memory for ends by the missing answer */
	static struct desk desk = { .statement_timeout_ms = 500 };
	struct CMUnitTest tests[] = {
		test(a_unit_without_memory_ends_and_the_pool_goes_on),
		test(a_connection_without_memory_opens_later),
	};

#ifdef __SANITIZE_ADDRESS__
	printf("skipped: AddressSanitizer has the allocator for itself\n");
	return SCRATCH_SKIPPED;
#endif
	alarm(600);	/* a unit that never ends ends the test */
	return scratch_tests(&desk, tests);
}
