#include "base/shared.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"

/* The lock belongs to the open file: it ends with the process however it dies. */
static bool
lock(int fd, short type)
{
	struct flock lock = {
		.l_type = type, .l_whence = SEEK_SET, .l_len = 1,
	};

	return fcntl(fd, F_OFD_SETLKW, &lock) == 0;
}

/* Under the lock: is this file ours to use? */
static bool
has_layout(int fd, const struct stat *st, const char *layout, size_t size)
{
	char wanted[SHARED_LAYOUT_SIZE] = "", found[SHARED_LAYOUT_SIZE] = "";

	snprintf(wanted, sizeof wanted, "%s", layout);
	if (st->st_size == 0)
		return ftruncate(fd, (off_t)size) == 0 &&
			pwrite(fd, wanted, sizeof wanted, 0) == sizeof wanted;
	return st->st_size == (off_t)size &&
		pread(fd, found, sizeof found, 0) == sizeof found &&
		memcmp(wanted, found, sizeof wanted) == 0;
}

/*
 * The name is taken from a file of another layout; but from that file only, not
 * from the new one that another process has made meanwhile.
 */
static bool
is_usable(int fd, const char *path, const char *layout, size_t size)
{
	struct stat st;

	if (fstat(fd, &st) < 0 || st.st_nlink == 0)
		return false;
	if (has_layout(fd, &st, layout, size))
		return true;
	unlink(path);
	return false;
}

static int
open_file(const char *path, const char *layout, size_t size)
{
	for (int tries = 0; tries < 10; tries++) {
		int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0660);

		if (fd < 0)
			return -1;
		if (lock(fd, F_WRLCK) && is_usable(fd, path, layout, size)) {
			lock(fd, F_UNLCK);
			return fd;
		}
		close(fd);
	}
	errno = EAGAIN;
	return -1;
}

static void *
map(int fd, size_t size)
{
	int flags = fd < 0 ? MAP_PRIVATE | MAP_ANONYMOUS : MAP_SHARED;
	void *bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, flags, fd, 0);

	if (bytes == MAP_FAILED) {
		perror("shared memory");
		abort();
	}
	return bytes;
}

void
shared_open(struct shared *shared, const char *path, const char *layout,
	    size_t size)
{
	shared->size = size;
	shared->fd = path ? open_file(path, layout, size) : -1;
	if (path && shared->fd < 0)
		log_message(LOG_WARN, "cannot use the file '%s': %s; "
			    "this process counts alone", path, strerror(errno));
	shared->bytes = map(shared->fd, size);
}

void
shared_close(struct shared *shared)
{
	munmap(shared->bytes, shared->size);
	if (shared->fd >= 0)
		close(shared->fd);
}
