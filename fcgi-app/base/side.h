#ifndef BASE_SIDE_H
#define BASE_SIDE_H

/*
 * Side: a few threads for what would hold the loop (password hashes). The queue
 * is bounded; a job shares nothing with the loop until it is done.
 */

#include <stdbool.h>

struct loop;
struct side;

typedef void side_job(void *object);	/* in a thread */
typedef void side_done(void *object);	/* in the loop */

/* Threads start with the first job. */
struct side *side_new(struct loop *, int threads, int queue_max);
/* Waits for running jobs, drops waiting ones; done is not called for either. */
void side_free(struct side *);

/* False if the queue is full or no thread can be made. */
bool side_run(struct side *, side_job *, side_done *, void *object);

#endif
