#ifndef BASE_ARENA_H
#define BASE_ARENA_H

/*
 * Arena: all memory of one request (or one command). Nothing in it is freed by
 * hand; reset gives it back at once and runs the clean-ups in reverse order.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

struct arena;

/* A new arena with a first block of size bytes; aborts without memory. */
struct arena *arena_new(size_t size);

/* The same; NULL without memory. */
struct arena *arena_try_new(size_t size);

/*
 * Zeroed memory, aligned for any type; never NULL. Without memory it jumps to
 * the buffer set with arena_catch, or aborts when there is none.
 */
void *arena_alloc(struct arena *, size_t size);

/* A copy of len bytes with a NUL behind them. */
char *arena_copy(struct arena *, const char *bytes, size_t len);

/* A copy of text; NULL stays NULL. */
char *arena_text(struct arena *, const char *text);

/* Formatted text. */
char *arena_printf(struct arena *, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *, const char *format, va_list)
	__attribute__((format(printf, 2, 0)));

/* Call fn(object) at reset: for the handle obtained in the line before. */
void arena_on_reset(struct arena *, void (*fn)(void *), void *object);

/* Jump here (value 1) when memory is gone; NULL goes back to abort. */
void arena_catch(struct arena *, jmp_buf *);

/* For an arena with a secret in it: its next reset overwrites all of it. */
void arena_wipe_on_reset(struct arena *);

/* Run the clean-ups, give back all but the first block. */
void arena_reset(struct arena *);

/* Reset and free the arena itself; NULL is allowed. */
void arena_free(struct arena *);

/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *);

#endif
