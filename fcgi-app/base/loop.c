#include "base/loop.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/timers.h"

#define BATCH_SIZE 64

struct loop_source {
	int fd;
	int events;
	bool forgotten;
	loop_ready *ready;
	void *object;
	struct loop_source *next;	/* in one of the loop's lists */
	struct loop_source *previous;
};

struct later {
	loop_due *fn;
	void *object;
};

struct loop {
	int epoll;
	bool stopped;

	struct loop_source *sources;	/* watched */
	struct loop_source *forgotten;	/* this batch may still name them */
	struct loop_source *spare_sources;

	struct timers timers;

	struct later *laters;
	size_t later_count, later_size;

	int signals;			/* signalfd, -1 before the first one */
	sigset_t mask;
	struct later on_signal[NSIG];
};

/* A process that cannot wait cannot do anything; its starter makes a new one. */
static void
die(const char *what)
{
	perror(what);
	abort();
}

struct loop *
loop_new(void)
{
	struct loop *loop = calloc(1, sizeof *loop);

	if (loop == NULL)
		die("loop");
	loop->epoll = epoll_create1(EPOLL_CLOEXEC);
	if (loop->epoll < 0)
		die("epoll_create1");
	loop->signals = -1;
	sigemptyset(&loop->mask);
	return loop;
}

/* ---- sources ---- */

static void
list_add(struct loop_source **list, struct loop_source *source)
{
	source->previous = NULL;
	source->next = *list;
	if (*list != NULL)
		(*list)->previous = source;
	*list = source;
}

static void
list_remove(struct loop_source **list, struct loop_source *source)
{
	if (source->previous != NULL)
		source->previous->next = source->next;
	else
		*list = source->next;
	if (source->next != NULL)
		source->next->previous = source->previous;
}

/* Spare ones are used again, so a busy loop asks for no memory. */
static struct loop_source *
source_new(struct loop *loop)
{
	struct loop_source *source = loop->spare_sources;

	if (source != NULL)
		list_remove(&loop->spare_sources, source);
	else
		source = malloc(sizeof *source);
	if (source == NULL)
		die("loop_watch");
	return source;
}

/*
 * A silent source leaves the set: epoll reports a hangup even to those who
 * asked for nothing, and would do so without end.
 */
static void
control(struct loop *loop, struct loop_source *source, int events)
{
	struct epoll_event event = { .data.ptr = source };
	int operation = EPOLL_CTL_MOD;

	if (events == source->events)
		return;
	if (events & LOOP_READ)
		event.events |= EPOLLIN;
	if (events & LOOP_WRITE)
		event.events |= EPOLLOUT;
	if (events == 0)
		operation = EPOLL_CTL_DEL;
	else if (source->events == 0)
		operation = EPOLL_CTL_ADD;
	source->events = events;
	/* A file that is closed has left the set by itself. */
	if (epoll_ctl(loop->epoll, operation, source->fd, &event) < 0 &&
	    operation != EPOLL_CTL_DEL)
		die("epoll_ctl");
}

struct loop_source *
loop_watch(struct loop *loop, int fd, int events, loop_ready *ready,
	   void *object)
{
	struct loop_source *source = source_new(loop);

	*source = (struct loop_source){
		.fd = fd, .ready = ready, .object = object
	};
	list_add(&loop->sources, source);
	control(loop, source, events);
	return source;
}

void
loop_change(struct loop *loop, struct loop_source *source, int events)
{
	control(loop, source, events & (LOOP_READ | LOOP_WRITE));
}

void
loop_forget(struct loop *loop, struct loop_source *source)
{
	if (source == NULL)
		return;
	control(loop, source, 0);
	source->forgotten = true;
	list_remove(&loop->sources, source);
	list_add(&loop->forgotten, source);
}

/*
 * An error or a hangup comes with everything that was asked for, so that who
 * knows only reading and writing meets it there instead of never.
 */
static void
tell(struct loop_source *source, uint32_t ready)
{
	int events = 0;

	if (ready & EPOLLIN)
		events |= LOOP_READ;
	if (ready & EPOLLOUT)
		events |= LOOP_WRITE;
	if (ready & (EPOLLHUP | EPOLLERR))
		events |= LOOP_HANGUP | source->events;
	if (!source->forgotten)
		source->ready(source->object, events);
}

static void
bury(struct loop *loop)
{
	while (loop->forgotten != NULL) {
		struct loop_source *source = loop->forgotten;

		list_remove(&loop->forgotten, source);
		list_add(&loop->spare_sources, source);
	}
}

/* ---- timers ---- */

struct loop_timer *
loop_after(struct loop *loop, int64_t delay_ms, loop_due *due, void *object)
{
	return timers_add(&loop->timers, delay_ms, due, object);
}

void
loop_cancel(struct loop *loop, struct loop_timer *timer)
{
	timers_cancel(&loop->timers, timer);
}

/* ---- later ---- */

static void
grow_laters(struct loop *loop)
{
	size_t size = loop->later_size == 0 ? 16 : loop->later_size * 2;

	loop->laters = reallocarray(loop->laters, size, sizeof *loop->laters);
	if (loop->laters == NULL)
		die("loop_later");
	loop->later_size = size;
}

void
loop_later(struct loop *loop, loop_due *fn, void *object)
{
	if (loop->later_count == loop->later_size)
		grow_laters(loop);
	loop->laters[loop->later_count++] = (struct later){ fn, object };
}

/* By index: what is called may add more, which moves the array. */
static void
run_laters(struct loop *loop)
{
	for (size_t i = 0; i < loop->later_count; i++) {
		struct later later = loop->laters[i];

		later.fn(later.object);
	}
	loop->later_count = 0;
}

/* ---- signals ---- */

static void
read_signals(void *object, int events)
{
	struct loop *loop = object;
	struct signalfd_siginfo info;

	(void)events;
	while (read(loop->signals, &info, sizeof info) == sizeof info) {
		struct later *handler = &loop->on_signal[info.ssi_signo];

		handler->fn(handler->object);
	}
}

void
loop_signal(struct loop *loop, int signal, loop_due *fn, void *object)
{
	int fd;

	loop->on_signal[signal] = (struct later){ fn, object };
	sigaddset(&loop->mask, signal);
	pthread_sigmask(SIG_BLOCK, &loop->mask, NULL);
	fd = signalfd(loop->signals, &loop->mask, SFD_NONBLOCK | SFD_CLOEXEC);
	if (fd < 0)
		die("signalfd");
	if (loop->signals < 0) {
		loop->signals = fd;
		loop_watch(loop, fd, LOOP_READ, read_signals, loop);
	}
}

/* ---- running ---- */

static int
shorter_wait_ms(int wait_ms, int timer_ms)
{
	if (timer_ms < 0 || (wait_ms >= 0 && wait_ms < timer_ms))
		return wait_ms;
	return timer_ms;
}

void
loop_once(struct loop *loop, int wait_ms)
{
	struct epoll_event events[BATCH_SIZE];
	int count;

	/* Whoever called outside a batch has asked for the end of this one. */
	wait_ms = loop->later_count > 0 ? 0 :
		shorter_wait_ms(wait_ms, timers_wait_ms(&loop->timers));
	count = epoll_wait(loop->epoll, events, BATCH_SIZE, wait_ms);
	if (count < 0 && errno != EINTR)
		die("epoll_wait");
	for (int i = 0; i < count; i++)
		tell(events[i].data.ptr, events[i].events);
	timers_run(&loop->timers);
	run_laters(loop);
	bury(loop);
}

void
loop_run(struct loop *loop)
{
	while (!loop->stopped)
		loop_once(loop, -1);
	loop->stopped = false;
}

void
loop_stop(struct loop *loop)
{
	loop->stopped = true;
}

static void
free_sources(struct loop_source *source)
{
	while (source != NULL) {
		struct loop_source *next = source->next;

		free(source);
		source = next;
	}
}

void
loop_free(struct loop *loop)
{
	if (loop == NULL)
		return;
	run_laters(loop);
	free_sources(loop->sources);
	free_sources(loop->forgotten);
	free_sources(loop->spare_sources);
	timers_clear(&loop->timers);
	free(loop->laters);
	if (loop->signals >= 0)
		close(loop->signals);
	close(loop->epoll);
	free(loop);
}
