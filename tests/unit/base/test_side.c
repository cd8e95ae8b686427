#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/loop.h"
#include "base/side.h"

struct desk {
	struct loop *loop;
	pthread_t loop_thread;
	sem_t started, go;
	int ran;	/* written in a thread, read after it is done */
	int done;
	bool in_other_thread;
	bool done_in_loop_thread;
	bool signals_blocked;
};

static int
set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof *desk);

	desk->loop = loop_new();
	desk->loop_thread = pthread_self();
	sem_init(&desk->started, 0, 0);
	sem_init(&desk->go, 0, 0);
	*state = desk;
	return 0;
}

static int
tear_down(void **state)
{
	struct desk *desk = *state;

	loop_free(desk->loop);
	sem_destroy(&desk->started);
	sem_destroy(&desk->go);
	free(desk);
	return 0;
}

static void
work(void *object)
{
	struct desk *desk = object;
	sigset_t blocked;

	pthread_sigmask(SIG_SETMASK, NULL, &blocked);
	desk->signals_blocked = sigismember(&blocked, SIGTERM) == 1;
	desk->in_other_thread = !pthread_equal(pthread_self(),
					       desk->loop_thread);
	desk->ran++;
}

static void
work_when_told(void *object)
{
	struct desk *desk = object;

	sem_post(&desk->started);
	sem_wait(&desk->go);
	desk->ran++;
}

static void
done(void *object)
{
	struct desk *desk = object;

	desk->done_in_loop_thread = pthread_equal(pthread_self(),
						  desk->loop_thread);
	desk->done++;
}

static void
wait_for_done(struct desk *desk, int count)
{
	while (desk->done < count)
		loop_once(desk->loop, -1);
}

static void
a_job_runs_in_a_thread_and_is_done_in_the_loop(void **state)
{
	struct desk *desk = *state;
	struct side *side = side_new(desk->loop, 2, 10);

	assert_true(side_run(side, work, done, desk));
	wait_for_done(desk, 1);
	assert_int_equal(desk->ran, 1);
	assert_true(desk->in_other_thread);
	assert_true(desk->done_in_loop_thread);
	assert_true(desk->signals_blocked);
	side_free(side);
}

static void
every_job_is_done_once(void **state)
{
	struct desk *desk = *state;
	struct side *side = side_new(desk->loop, 1, 100);

	for (int i = 0; i < 100; i++)
		assert_true(side_run(side, work, done, desk));
	wait_for_done(desk, 100);
	loop_once(desk->loop, 0);
	assert_int_equal(desk->ran, 100);
	assert_int_equal(desk->done, 100);
	side_free(side);
}

static void
a_full_queue_refuses_and_recovers(void **state)
{
	struct desk *desk = *state;
	struct side *side = side_new(desk->loop, 1, 2);

	assert_true(side_run(side, work_when_told, done, desk));
	sem_wait(&desk->started);
	assert_true(side_run(side, work, done, desk));
	assert_true(side_run(side, work, done, desk));
	assert_false(side_run(side, work, done, desk));
	sem_post(&desk->go);
	wait_for_done(desk, 3);
	assert_true(side_run(side, work, done, desk));
	wait_for_done(desk, 4);
	side_free(side);
}

static void *
let_go(void *object)
{
	struct desk *desk = object;

	sem_post(&desk->go);
	return NULL;
}

static void
the_end_waits_for_what_runs_and_reports_nothing(void **state)
{
	struct desk *desk = *state;
	struct side *side = side_new(desk->loop, 1, 2);
	pthread_t thread;

	assert_true(side_run(side, work_when_told, done, desk));
	sem_wait(&desk->started);
	assert_true(side_run(side, work, done, desk));
	assert_int_equal(pthread_create(&thread, NULL, let_go, desk), 0);
	side_free(side);
	pthread_join(thread, NULL);
	/* The second one may have begun before the end did. */
	assert_in_range(desk->ran, 1, 2);
	loop_once(desk->loop, 0);
	assert_int_equal(desk->done, 0);
}

static void
nothing_is_freed_as_nothing(void **state)
{
	struct desk *desk = *state;

	side_free(NULL);
	side_free(side_new(desk->loop, 4, 4));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_job_runs_in_a_thread_and_is_done_in_the_loop),
		TEST(every_job_is_done_once),
		TEST(a_full_queue_refuses_and_recovers),
		TEST(the_end_waits_for_what_runs_and_reports_nothing),
		TEST(nothing_is_freed_as_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
