#include "base/side.h"

#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/loop.h"

struct job {
	side_job *run;
	side_done *done;
	void *object;
	struct job *next;
};

struct queue {
	struct job *first;
	struct job **end;
};

struct side {
	struct loop *loop;
	struct loop_source *source;
	int wake;		/* eventfd: something is finished */

	pthread_mutex_t lock;	/* guards all below */
	pthread_cond_t more;	/* something waits, or the end */
	struct queue waiting, finished;
	int waiting_count, waiting_max;
	bool stopping;

	pthread_t *threads;	/* used by the loop alone */
	int thread_count, thread_max;
};

static void
queue_init(struct queue *queue)
{
	queue->first = NULL;
	queue->end = &queue->first;
}

static void
queue_add(struct queue *queue, struct job *job)
{
	job->next = NULL;
	*queue->end = job;
	queue->end = &job->next;
}

static struct job *
queue_take(struct queue *queue)
{
	struct job *job = queue->first;

	queue->first = job->next;
	if (queue->first == NULL)
		queue->end = &queue->first;
	return job;
}

static void
queue_free(struct queue *queue)
{
	while (queue->first != NULL)
		free(queue_take(queue));
}

static struct job *
wait_for_job(struct side *side)
{
	struct job *job = NULL;

	pthread_mutex_lock(&side->lock);
	while (side->waiting.first == NULL && !side->stopping)
		pthread_cond_wait(&side->more, &side->lock);
	if (!side->stopping) {
		job = queue_take(&side->waiting);
		side->waiting_count--;
	}
	pthread_mutex_unlock(&side->lock);
	return job;
}

static void
finish(struct side *side, struct job *job)
{
	pthread_mutex_lock(&side->lock);
	queue_add(&side->finished, job);
	pthread_mutex_unlock(&side->lock);
	/* It fails only when the counter is at 2^64, and then it is awake. */
	eventfd_write(side->wake, 1);
}

static void *
work(void *object)
{
	struct side *side = object;
	struct job *job;

	while ((job = wait_for_job(side)) != NULL) {
		job->run(job->object);
		finish(side, job);
	}
	return NULL;
}

static void
deliver(void *object, int events)
{
	struct side *side = object;
	struct queue finished;
	eventfd_t count;

	(void)events;
	eventfd_read(side->wake, &count);
	pthread_mutex_lock(&side->lock);
	finished = side->finished;
	queue_init(&side->finished);
	pthread_mutex_unlock(&side->lock);
	while (finished.first != NULL) {
		struct job *job = finished.first;

		finished.first = job->next;
		job->done(job->object);
		free(job);
	}
}

struct side *
side_new(struct loop *loop, int threads, int queue_max)
{
	struct side *side = calloc(1, sizeof *side);

	if (side == NULL)
		abort();
	side->threads = calloc((size_t)threads, sizeof *side->threads);
	side->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (side->threads == NULL || side->wake < 0) {
		perror("side_new");
		abort();
	}
	side->loop = loop;
	side->thread_max = threads;
	side->waiting_max = queue_max;
	queue_init(&side->waiting);
	queue_init(&side->finished);
	pthread_mutex_init(&side->lock, NULL);
	pthread_cond_init(&side->more, NULL);
	side->source = loop_watch(loop, side->wake, LOOP_READ, deliver, side);
	return side;
}

/* Signals belong to the loop: a thread is made with all of them blocked. */
static void
start_threads(struct side *side)
{
	sigset_t all, before;

	if (side->thread_count == side->thread_max)
		return;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	while (side->thread_count < side->thread_max &&
	       pthread_create(&side->threads[side->thread_count], NULL, work,
			      side) == 0)
		side->thread_count++;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static bool
enqueue(struct side *side, struct job *job)
{
	bool room;

	pthread_mutex_lock(&side->lock);
	room = side->waiting_count < side->waiting_max;
	if (room) {
		queue_add(&side->waiting, job);
		side->waiting_count++;
		pthread_cond_signal(&side->more);
	}
	pthread_mutex_unlock(&side->lock);
	return room;
}

bool
side_run(struct side *side, side_job *run, side_done *done, void *object)
{
	struct job *job = malloc(sizeof *job);

	if (job == NULL)
		return false;
	*job = (struct job){ .run = run, .done = done, .object = object };
	start_threads(side);
	if (side->thread_count > 0 && enqueue(side, job))
		return true;
	free(job);
	return false;
}

void
side_free(struct side *side)
{
	if (side == NULL)
		return;
	pthread_mutex_lock(&side->lock);
	side->stopping = true;
	pthread_cond_broadcast(&side->more);
	pthread_mutex_unlock(&side->lock);
	for (int i = 0; i < side->thread_count; i++)
		pthread_join(side->threads[i], NULL);
	queue_free(&side->waiting);
	queue_free(&side->finished);
	loop_forget(side->loop, side->source);
	close(side->wake);
	pthread_cond_destroy(&side->more);
	pthread_mutex_destroy(&side->lock);
	free(side->threads);
	free(side);
}
