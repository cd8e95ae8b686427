#ifndef BASE_BUF_H
#define BASE_BUF_H

/* Buffer: bytes that grow at their end, in an arena. */

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct buf {
	struct arena *arena;
	char *bytes;		/* always NUL behind len */
	size_t len;
	size_t size;
};

/* An empty buffer that holds size bytes before it must grow. */
void buf_init(struct buf *, struct arena *, size_t size);

void buf_add(struct buf *, const char *bytes, size_t len);
void buf_text(struct buf *, const char *text);
void buf_char(struct buf *, char);
void buf_int(struct buf *, long long);
void buf_printf(struct buf *, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Room for len more bytes at bytes + len; the caller then adds to len. */
char *buf_reserve(struct buf *, size_t len);

#endif
