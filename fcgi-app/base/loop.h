#ifndef BASE_LOOP_H
#define BASE_LOOP_H

/*
 * Loop: one epoll for everything a process waits for. Sources are freed only
 * after the batch of events that may still name them.
 */

#include <stdbool.h>
#include <stdint.h>

struct loop;
struct loop_source;
struct loop_timer;

enum { LOOP_READ = 1, LOOP_WRITE = 2, LOOP_HANGUP = 4 };

typedef void loop_ready(void *object, int events);
typedef void loop_due(void *object);

struct loop *loop_new(void);
void loop_free(struct loop *);

/*
 * Watch fd (level-triggered) for LOOP_READ | LOOP_WRITE; 0 keeps it silent. A
 * hangup or an error comes with all that was asked for. Aborts on no memory.
 */
struct loop_source *loop_watch(struct loop *, int fd, int events,
			       loop_ready *, void *object);
void loop_change(struct loop *, struct loop_source *, int events);

/*
 * Stop watching, before fd is closed; NULL is allowed. The object is safe to
 * free with loop_later.
 */
void loop_forget(struct loop *, struct loop_source *);

/* Call once, after delay_ms; the timer is gone when it is called. */
struct loop_timer *loop_after(struct loop *, int64_t delay_ms, loop_due *,
			      void *object);
void loop_cancel(struct loop *, struct loop_timer *);	/* NULL is allowed */

/* Call fn(object) after the present batch of events (frees go here). */
void loop_later(struct loop *, loop_due *, void *object);

/* Call fn(object) in the loop when signal arrives; blocks it otherwise. */
void loop_signal(struct loop *, int signal, loop_due *, void *object);

/* Serve events until loop_stop. */
void loop_run(struct loop *);
/* Serve one batch, waiting at most wait_ms (-1: until something happens). */
void loop_once(struct loop *, int wait_ms);
void loop_stop(struct loop *);

#endif
