#include "base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#endif

/*
 * AddressSanitizer sees a block as one allocation. What is not handed out is
 * poisoned, with a gap behind each piece, so that it finds overruns inside too.
 */
#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
#define ARENA_GAP 16
#else
#define ARENA_GAP 0
#define ASAN_POISON_MEMORY_REGION(bytes, len) ((void)(bytes), (void)(len))
#define ASAN_UNPOISON_MEMORY_REGION(bytes, len) ((void)(bytes), (void)(len))
#endif

/* Blocks double up to here; more would waste half of a large request. */
#define BLOCK_SIZE_MAX (256 * 1024)

struct block {
	struct block *next;	/* the block before this one */
	size_t size;
	size_t used;
	alignas(max_align_t) char bytes[];
};

struct cleanup {
	struct cleanup *next;
	void (*fn)(void *);
	void *object;
};

struct arena {
	struct block *first;
	struct block *current;	/* heads the list that ends with first */
	struct cleanup *cleanups;
	jmp_buf *catch;
	size_t used;
	bool is_secret;
};

static struct block *
block_new(size_t size)
{
	struct block *block;

	if (size > SIZE_MAX / 2)
		return NULL;
	block = malloc(sizeof *block + size);
	if (block == NULL)
		return NULL;
	block->next = NULL;
	block->size = size;
	block->used = 0;
	ASAN_POISON_MEMORY_REGION(block->bytes, size);
	return block;
}

static void
block_free(struct block *block)
{
	ASAN_UNPOISON_MEMORY_REGION(block->bytes, block->size);
	free(block);
}

static void *
block_take(struct block *block, size_t room, size_t size)
{
	char *bytes = block->bytes + block->used;

	block->used += room;
	ASAN_UNPOISON_MEMORY_REGION(bytes, size);
	return memset(bytes, 0, size);
}

struct arena *
arena_try_new(size_t size)
{
	struct arena *arena = calloc(1, sizeof *arena);
	struct block *first = block_new(size);

	if (arena == NULL || first == NULL) {
		free(arena);
		if (first != NULL)
			block_free(first);
		return NULL;
	}
	arena->first = first;
	arena->current = first;
	return arena;
}

struct arena *
arena_new(size_t size)
{
	struct arena *arena = arena_try_new(size);

	if (arena == NULL)
		abort();
	return arena;
}

static size_t
next_block_size(const struct arena *arena)
{
	size_t size = arena->current->size * 2;

	if (size < 1024)
		return 1024;
	return size < BLOCK_SIZE_MAX ? size : BLOCK_SIZE_MAX;
}

/*
 * A large piece gets a block of its own behind the current one, which goes on
 * serving small pieces.
 */
static void *
take_alone(struct arena *arena, size_t room, size_t size)
{
	struct block *block = block_new(room);

	if (block == NULL)
		return NULL;
	if (arena->current == arena->first) {
		block->next = arena->first;
		arena->current = block;
	} else {
		block->next = arena->current->next;
		arena->current->next = block;
	}
	return block_take(block, room, size);
}

static void *
take_from_new(struct arena *arena, size_t room, size_t size)
{
	struct block *block = block_new(next_block_size(arena));

	if (block == NULL)
		return NULL;
	block->next = arena->current;
	arena->current = block;
	return block_take(block, room, size);
}

static void *
try_alloc(struct arena *arena, size_t size)
{
	size_t align = alignof(max_align_t);
	size_t room;

	if (size > SIZE_MAX / 4)
		return NULL;
	room = (size + ARENA_GAP + align - 1) / align * align;
	arena->used += size;
	if (room <= arena->current->size - arena->current->used)
		return block_take(arena->current, room, size);
	if (room > next_block_size(arena) / 4)
		return take_alone(arena, room, size);
	return take_from_new(arena, room, size);
}

static void
out_of_memory(struct arena *arena)
{
	if (arena->catch == NULL)
		abort();
	longjmp(*arena->catch, 1);
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	void *bytes = try_alloc(arena, size);

	if (bytes == NULL)
		out_of_memory(arena);
	return bytes;
}

char *
arena_copy(struct arena *arena, const char *bytes, size_t len)
{
	char *copy = arena_alloc(arena, len + 1);

	if (len > 0)
		memcpy(copy, bytes, len);
	return copy;
}

char *
arena_text(struct arena *arena, const char *text)
{
	if (text == NULL)
		return NULL;
	return arena_copy(arena, text, strlen(text));
}

char *
arena_vprintf(struct arena *arena, const char *format, va_list args)
{
	va_list again;
	char *text;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len < 0)
		abort();
	text = arena_alloc(arena, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, args);
	return text;
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = arena_vprintf(arena, format, args);
	va_end(args);
	return text;
}

void
arena_on_reset(struct arena *arena, void (*fn)(void *), void *object)
{
	struct cleanup *cleanup = try_alloc(arena, sizeof *cleanup);

	if (cleanup == NULL) {
		/* Nobody else would: the jump leaves the caller. */
		fn(object);
		out_of_memory(arena);
	}
	cleanup->fn = fn;
	cleanup->object = object;
	cleanup->next = arena->cleanups;
	arena->cleanups = cleanup;
}

void
arena_catch(struct arena *arena, jmp_buf *catch)
{
	arena->catch = catch;
}

void
arena_wipe_on_reset(struct arena *arena)
{
	arena->is_secret = true;
}

static void
wipe(struct arena *arena)
{
	for (struct block *block = arena->current; block; block = block->next) {
		ASAN_UNPOISON_MEMORY_REGION(block->bytes, block->size);
		explicit_bzero(block->bytes, block->used);
	}
	arena->is_secret = false;
}

static void
run_cleanups(struct arena *arena)
{
	while (arena->cleanups != NULL) {
		struct cleanup *cleanup = arena->cleanups;

		arena->cleanups = cleanup->next;
		cleanup->fn(cleanup->object);
	}
}

void
arena_reset(struct arena *arena)
{
	run_cleanups(arena);
	if (arena->is_secret)
		wipe(arena);
	while (arena->current != arena->first) {
		struct block *block = arena->current;

		arena->current = block->next;
		block_free(block);
	}
	arena->first->used = 0;
	arena->used = 0;
	ASAN_POISON_MEMORY_REGION(arena->first->bytes, arena->first->size);
}

void
arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	arena_reset(arena);
	block_free(arena->first);
	free(arena);
}

size_t
arena_used(const struct arena *arena)
{
	return arena->used;
}
