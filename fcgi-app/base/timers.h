#ifndef BASE_TIMERS_H
#define BASE_TIMERS_H

/* Timers of a loop: a binary heap, the earliest first. Used by loop.c alone. */

#include <stddef.h>
#include <stdint.h>

struct loop_timer;

struct timers {
	struct loop_timer **heap;
	size_t count, size;
	uint64_t sequence;
	struct loop_timer *spare;
};

/* Call due(object) after delay_ms; aborts on no memory. */
struct loop_timer *timers_add(struct timers *, int64_t delay_ms,
			      void (*due)(void *), void *object);
void timers_cancel(struct timers *, struct loop_timer *);	/* or NULL */

/* Call those that are due, each gone before it is called. */
void timers_run(struct timers *);

/* Milliseconds until the next is due, rounded up; -1 if there is none. */
int timers_wait_ms(const struct timers *);

void timers_clear(struct timers *);

#endif
