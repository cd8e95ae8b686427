#include "base/timers.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/time.h"

/* A loop may sleep longer in two steps, but milliseconds must fit an int. */
#define WAIT_MAX_MS 3600000

struct loop_timer {
	int64_t due_us;
	uint64_t sequence;	/* equal times are due in the order they were set */
	size_t index;		/* in the heap */
	void (*due)(void *);
	void *object;
	struct loop_timer *next;	/* in the list of spare ones */
};

static bool
is_earlier(const struct loop_timer *a, const struct loop_timer *b)
{
	if (a->due_us != b->due_us)
		return a->due_us < b->due_us;
	return a->sequence < b->sequence;
}

static void
heap_put(struct timers *timers, size_t index, struct loop_timer *timer)
{
	timers->heap[index] = timer;
	timer->index = index;
}

static void
sift_up(struct timers *timers, struct loop_timer *timer)
{
	size_t i = timer->index;

	while (i > 0 && is_earlier(timer, timers->heap[(i - 1) / 2])) {
		heap_put(timers, i, timers->heap[(i - 1) / 2]);
		i = (i - 1) / 2;
	}
	heap_put(timers, i, timer);
}

static void
sift_down(struct timers *timers, struct loop_timer *timer)
{
	size_t i = timer->index;
	size_t child;

	while ((child = 2 * i + 1) < timers->count) {
		if (child + 1 < timers->count &&
		    is_earlier(timers->heap[child + 1], timers->heap[child]))
			child++;
		if (!is_earlier(timers->heap[child], timer))
			break;
		heap_put(timers, i, timers->heap[child]);
		i = child;
	}
	heap_put(timers, i, timer);
}

static void
die(void)
{
	perror("timers");
	abort();
}

static void
grow(struct timers *timers)
{
	size_t size = timers->size == 0 ? 16 : timers->size * 2;

	timers->heap = reallocarray(timers->heap, size, sizeof *timers->heap);
	if (timers->heap == NULL)
		die();
	timers->size = size;
}

/* Spare ones are used again, so a busy loop asks for no memory. */
static struct loop_timer *
timer_new(struct timers *timers)
{
	struct loop_timer *timer = timers->spare;

	if (timer != NULL)
		timers->spare = timer->next;
	else
		timer = malloc(sizeof *timer);
	if (timer == NULL)
		die();
	return timer;
}

struct loop_timer *
timers_add(struct timers *timers, int64_t delay_ms, void (*due)(void *),
	   void *object)
{
	struct loop_timer *timer = timer_new(timers);

	*timer = (struct loop_timer){
		.due_us = time_monotonic_us() + delay_ms * 1000,
		.sequence = timers->sequence++,
		.due = due,
		.object = object,
	};
	if (timers->count == timers->size)
		grow(timers);
	heap_put(timers, timers->count++, timer);
	sift_up(timers, timer);
	return timer;
}

void
timers_cancel(struct timers *timers, struct loop_timer *timer)
{
	struct loop_timer *last;

	if (timer == NULL)
		return;
	last = timers->heap[--timers->count];
	if (last != timer) {
		heap_put(timers, timer->index, last);
		sift_down(timers, last);
		sift_up(timers, last);
	}
	timer->next = timers->spare;
	timers->spare = timer;
}

/* Timers set meanwhile wait for the next call, or a delay of 0 would spin. */
void
timers_run(struct timers *timers)
{
	uint64_t limit = timers->sequence;
	int64_t now_us = timers->count > 0 ? time_monotonic_us() : 0;

	while (timers->count > 0) {
		struct loop_timer *timer = timers->heap[0];
		void (*due)(void *) = timer->due;
		void *object = timer->object;

		if (timer->due_us > now_us || timer->sequence >= limit)
			return;
		timers_cancel(timers, timer);
		due(object);
	}
}

int
timers_wait_ms(const struct timers *timers)
{
	int64_t left_us;

	if (timers->count == 0)
		return -1;
	left_us = timers->heap[0]->due_us - time_monotonic_us();
	if (left_us <= 0)
		return 0;
	if (left_us > WAIT_MAX_MS * INT64_C(1000))
		return WAIT_MAX_MS;
	/* Rounded up: a timer must not be early, nor the loop spin for it. */
	return (int)((left_us + 999) / 1000);
}

void
timers_clear(struct timers *timers)
{
	while (timers->count > 0)
		timers_cancel(timers, timers->heap[0]);
	while (timers->spare != NULL) {
		struct loop_timer *timer = timers->spare;

		timers->spare = timer->next;
		free(timer);
	}
	free(timers->heap);
	*timers = (struct timers){ 0 };
}
