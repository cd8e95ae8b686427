#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/loop.h"
#include "base/time.h"

struct desk {
	struct loop *loop;
	int ends[2];
	struct loop_source *source;
	struct loop_source *other;
	int calls;
	int events;
	char order[16];
};

static int
set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof *desk);

	desk->loop = loop_new();
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, desk->ends), 0);
	*state = desk;
	return 0;
}

static int
tear_down(void **state)
{
	struct desk *desk = *state;

	loop_free(desk->loop);
	close(desk->ends[0]);
	close(desk->ends[1]);
	free(desk);
	return 0;
}

static void
count(void *object, int events)
{
	struct desk *desk = object;

	desk->calls++;
	desk->events = events;
}

static void
note(struct desk *desk, char c)
{
	desk->order[strlen(desk->order)] = c;
}

static void
note_a(void *object)
{
	note(object, 'a');
}

static void
note_b(void *object)
{
	note(object, 'b');
}

static void
note_c(void *object)
{
	note(object, 'c');
}

static void
stop(void *object)
{
	struct desk *desk = object;

	loop_stop(desk->loop);
}

static void
a_source_is_told_what_it_waits_for(void **state)
{
	struct desk *desk = *state;

	desk->source = loop_watch(desk->loop, desk->ends[0], LOOP_READ, count,
				  desk);
	loop_once(desk->loop, 0);
	assert_int_equal(desk->calls, 0);
	assert_int_equal(write(desk->ends[1], "x", 1), 1);
	loop_once(desk->loop, -1);
	assert_int_equal(desk->events, LOOP_READ);
	loop_change(desk->loop, desk->source, LOOP_READ | LOOP_WRITE);
	loop_once(desk->loop, -1);
	assert_int_equal(desk->events, LOOP_READ | LOOP_WRITE);
}

static void
a_source_is_told_again_until_it_has_read(void **state)
{
	struct desk *desk = *state;

	loop_watch(desk->loop, desk->ends[0], LOOP_READ, count, desk);
	assert_int_equal(write(desk->ends[1], "x", 1), 1);
	loop_once(desk->loop, -1);
	loop_once(desk->loop, -1);
	assert_int_equal(desk->calls, 2);
}

static void
a_silent_source_is_told_nothing_not_even_a_hangup(void **state)
{
	struct desk *desk = *state;

	desk->source = loop_watch(desk->loop, desk->ends[0], 0, count, desk);
	shutdown(desk->ends[1], SHUT_RDWR);
	loop_once(desk->loop, 0);
	assert_int_equal(desk->calls, 0);
	loop_change(desk->loop, desk->source, LOOP_READ);
	loop_once(desk->loop, 0);
	assert_int_equal(desk->calls, 1);
	loop_change(desk->loop, desk->source, 0);
	loop_once(desk->loop, 0);
	assert_int_equal(desk->calls, 1);
}

static void
a_hangup_comes_with_what_was_asked_for(void **state)
{
	struct desk *desk = *state;

	loop_watch(desk->loop, desk->ends[0], LOOP_READ, count, desk);
	shutdown(desk->ends[1], SHUT_RDWR);
	loop_once(desk->loop, -1);
	assert_int_equal(desk->events, LOOP_READ | LOOP_HANGUP);
}

static void
forget_the_other(void *object, int events)
{
	struct desk *desk = object;

	(void)events;
	desk->calls++;
	loop_forget(desk->loop, desk->other);
	loop_forget(desk->loop, desk->source);
}

/* Both ends are ready in one batch; whoever is first forgets both. */
static void
a_source_forgotten_in_a_batch_is_not_told_any_more(void **state)
{
	struct desk *desk = *state;

	desk->source = loop_watch(desk->loop, desk->ends[0], LOOP_WRITE,
				  forget_the_other, desk);
	desk->other = loop_watch(desk->loop, desk->ends[1], LOOP_WRITE,
				 forget_the_other, desk);
	loop_once(desk->loop, -1);
	assert_int_equal(desk->calls, 1);
	loop_once(desk->loop, 0);
	assert_int_equal(desk->calls, 1);
}

static void
free_later(void *object, int events)
{
	struct desk *desk = object;

	(void)events;
	desk->calls++;
	loop_forget(desk->loop, desk->source);
	loop_later(desk->loop, note_b, desk);
	note(desk, 'a');
	/* A new source must not be taken for the forgotten one. */
	desk->source = loop_watch(desk->loop, desk->ends[0], LOOP_WRITE, count,
				  desk);
}

static void
what_is_put_off_comes_after_the_batch(void **state)
{
	struct desk *desk = *state;

	desk->source = loop_watch(desk->loop, desk->ends[0], LOOP_WRITE,
				  free_later, desk);
	loop_once(desk->loop, -1);
	assert_string_equal(desk->order, "ab");
	assert_int_equal(desk->calls, 1);
	loop_once(desk->loop, -1);
	assert_int_equal(desk->calls, 2);
	assert_string_equal(desk->order, "ab");
}

static void
put_off_again(void *object)
{
	struct desk *desk = object;

	note(desk, 'a');
	loop_later(desk->loop, note_b, desk);
}

static void
what_is_put_off_may_put_off_more(void **state)
{
	struct desk *desk = *state;

	loop_later(desk->loop, put_off_again, desk);
	loop_once(desk->loop, -1);
	assert_string_equal(desk->order, "ab");
}

static void
what_is_put_off_is_called_at_the_end_too(void **state)
{
	struct desk *desk = *state;
	struct loop *loop = loop_new();

	loop_later(loop, note_a, desk);
	loop_free(loop);
	assert_string_equal(desk->order, "a");
}

static void
timers_are_called_in_the_order_of_their_time(void **state)
{
	struct desk *desk = *state;

	loop_after(desk->loop, 12, stop, desk);
	loop_after(desk->loop, 8, note_c, desk);
	loop_after(desk->loop, 0, note_a, desk);
	loop_after(desk->loop, 4, note_b, desk);
	loop_run(desk->loop);
	assert_string_equal(desk->order, "abc");
}

static void
a_timer_is_never_early_and_called_once(void **state)
{
	struct desk *desk = *state;
	int64_t start_us = time_monotonic_us();

	loop_after(desk->loop, 20, note_a, desk);
	while (desk->order[0] == '\0')
		loop_once(desk->loop, -1);
	assert_true(time_monotonic_us() - start_us >= 20000);
	loop_once(desk->loop, 0);
	assert_string_equal(desk->order, "a");
}

static void
a_cancelled_timer_is_not_called(void **state)
{
	struct desk *desk = *state;
	struct loop_timer *timers[9];

	for (int i = 0; i < 9; i++)
		timers[i] = loop_after(desk->loop, i * 7 % 9, i == 4 ? note_a :
				       note_b, desk);
	for (int i = 0; i < 9; i++)
		if (i != 4)
			loop_cancel(desk->loop, timers[i]);
	loop_cancel(desk->loop, NULL);
	loop_after(desk->loop, 10, stop, desk);
	loop_run(desk->loop);
	assert_string_equal(desk->order, "a");
}

/* Timers in a mixed order, some cancelled: those left come sorted. */
static void
many_timers_stay_in_order(void **state)
{
	struct desk *desk = *state;
	struct loop_timer *timers[200];

	for (int i = 0; i < 200; i++)
		timers[i] = loop_after(desk->loop, 1000 + i * 73 % 200, note_c,
				       desk);
	for (int i = 0; i < 200; i += 2)
		loop_cancel(desk->loop, timers[i]);
	loop_after(desk->loop, 2, note_b, desk);
	loop_after(desk->loop, 1, note_a, desk);
	loop_after(desk->loop, 3, stop, desk);
	for (int i = 1; i < 200; i += 2)
		loop_cancel(desk->loop, timers[i]);
	loop_run(desk->loop);
	assert_string_equal(desk->order, "ab");
}

static void
set_again(void *object)
{
	struct desk *desk = object;

	if (desk->calls++ < 1000)
		loop_after(desk->loop, 0, set_again, desk);
}

static void
a_timer_that_sets_itself_does_not_hold_the_loop(void **state)
{
	struct desk *desk = *state;

	loop_after(desk->loop, 0, set_again, desk);
	loop_once(desk->loop, -1);
	assert_int_equal(desk->calls, 1);
	loop_once(desk->loop, -1);
	assert_int_equal(desk->calls, 2);
}

static void
a_signal_is_told_in_the_loop(void **state)
{
	struct desk *desk = *state;

	loop_signal(desk->loop, SIGUSR1, note_a, desk);
	loop_signal(desk->loop, SIGUSR2, stop, desk);
	raise(SIGUSR1);
	assert_string_equal(desk->order, "");
	loop_once(desk->loop, -1);
	assert_string_equal(desk->order, "a");
	raise(SIGUSR2);
	loop_run(desk->loop);
}

static void
a_stop_before_the_run_is_not_lost(void **state)
{
	struct desk *desk = *state;

	loop_stop(desk->loop);
	loop_run(desk->loop);
	loop_after(desk->loop, 1, stop, desk);
	loop_run(desk->loop);
}

static void
nothing_is_forgotten_as_nothing(void **state)
{
	struct desk *desk = *state;

	loop_forget(desk->loop, NULL);
	loop_free(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_source_is_told_what_it_waits_for),
		TEST(a_source_is_told_again_until_it_has_read),
		TEST(a_silent_source_is_told_nothing_not_even_a_hangup),
		TEST(a_hangup_comes_with_what_was_asked_for),
		TEST(a_source_forgotten_in_a_batch_is_not_told_any_more),
		TEST(what_is_put_off_comes_after_the_batch),
		TEST(what_is_put_off_may_put_off_more),
		TEST(what_is_put_off_is_called_at_the_end_too),
		TEST(timers_are_called_in_the_order_of_their_time),
		TEST(a_timer_is_never_early_and_called_once),
		TEST(a_cancelled_timer_is_not_called),
		TEST(many_timers_stay_in_order),
		TEST(a_timer_that_sets_itself_does_not_hold_the_loop),
		TEST(a_signal_is_told_in_the_loop),
		TEST(a_stop_before_the_run_is_not_lost),
		TEST(nothing_is_forgotten_as_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
