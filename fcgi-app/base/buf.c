#include "base/buf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

void
buf_init(struct buf *buf, struct arena *arena, size_t size)
{
	buf->arena = arena;
	buf->bytes = arena_alloc(arena, size + 1);
	buf->len = 0;
	buf->size = size;
}

static void
grow(struct buf *buf, size_t len)
{
	size_t size = buf->size < 64 ? 128 : buf->size * 2;
	char *bytes;

	/* A sum that wraps becomes a size that no arena has. */
	if (len > SIZE_MAX / 4)
		len = SIZE_MAX / 2;
	if (size < buf->len + len)
		size = buf->len + len;
	bytes = arena_alloc(buf->arena, size + 1);
	memcpy(bytes, buf->bytes, buf->len);
	buf->bytes = bytes;
	buf->size = size;
}

char *
buf_reserve(struct buf *buf, size_t len)
{
	if (len > buf->size - buf->len)
		grow(buf, len);
	return buf->bytes + buf->len;
}

void
buf_add(struct buf *buf, const char *bytes, size_t len)
{
	char *end = buf_reserve(buf, len);

	if (len > 0)
		memcpy(end, bytes, len);
	end[len] = '\0';
	buf->len += len;
}

void
buf_text(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

void
buf_char(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

void
buf_int(struct buf *buf, long long number)
{
	unsigned long long rest = (unsigned long long)number;
	char digits[24];
	char *start = digits + sizeof digits;

	if (number < 0)
		rest = 0 - rest;
	do {
		*--start = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (number < 0)
		*--start = '-';
	buf_add(buf, start, (size_t)(digits + sizeof digits - start));
}

/* Most texts fit what is left; only the others are formatted twice. */
void
buf_printf(struct buf *buf, const char *format, ...)
{
	size_t room = buf->size - buf->len;
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(buf->bytes + buf->len, room + 1, format, args);
	va_end(args);
	if (len < 0)
		abort();
	if ((size_t)len > room) {
		va_start(args, format);
		vsnprintf(buf_reserve(buf, (size_t)len), (size_t)len + 1,
			  format, args);
		va_end(args);
	}
	buf->len += (size_t)len;
}
