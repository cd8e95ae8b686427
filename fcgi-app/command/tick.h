#ifndef COMMAND_TICK_H
#define COMMAND_TICK_H

/*
 * Tick: maintenance in a serving process, where no timer of the host runs
 * "muster maintain". Each chore takes its own advisory lock, so any number of
 * processes may tick.
 */

struct app;
struct tick;

/* Begins after the interval of the configuration; 0 there: does nothing. */
struct tick *tick_new(const struct app *);

/* After the pool, whose units name it; NULL is allowed. */
void tick_free(struct tick *);

#endif
