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
void side_free(struct side *);	/* waits for running jobs, drops waiting ones */

/* False if the queue is full. */
bool side_run(struct side *, side_job *, side_done *, void *object);

#endif
