#ifndef BASE_SHARED_H
#define BASE_SHARED_H

/*
 * Shared: memory of all processes that map one file. The file begins with its
 * layout, a line that names what is in it and its version.
 */

#include <stddef.h>

#define SHARED_LAYOUT_SIZE 64	/* bytes at the start, kept for the layout */

struct shared {
	int fd;			/* -1: memory of this process alone */
	void *bytes;		/* zeroed when new, but for the layout */
	size_t size;
};

/*
 * Map size bytes of path. A file of another layout is left to the processes that
 * still use it, and a new one made in its place. Path NULL: memory of this process
 * alone; so too, with a warning, if the file cannot be used. Aborts without memory.
 */
void shared_open(struct shared *, const char *path, const char *layout,
		 size_t size);
void shared_close(struct shared *);

#endif
