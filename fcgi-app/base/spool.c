#include "base/spool.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/crypto.h"
#include "base/error.h"

/* A sweep may take a folder between its making and its lock. */
#define ATTEMPTS 8

/* "upload-" and a random number, so that a sweep touches nothing else. */
static const char prefix[] = "upload-";

struct spool {
	const char *path;
	int fd;
	int count;
	bool is_handed_over;
};

static void
end(void *object)
{
	struct spool *spool = object;

	if (!spool->is_handed_over)
		spool_remove(spool->path);
	close(spool->fd);
}

/* Locked, and still there. */
static bool
is_ours(int fd)
{
	struct stat stat;

	return flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &stat) == 0
		&& stat.st_nlink > 0;
}

static int
open_folder(int parent, const char *path)
{
	return openat(parent, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW
		      | O_CLOEXEC);
}

static const char *
new_path(struct arena *arena, const char *parent)
{
	uint64_t random[2];

	crypto_random(random, sizeof random);
	return arena_printf(arena, "%s/%s%016llx%016llx", parent, prefix,
			    (unsigned long long)random[0],
			    (unsigned long long)random[1]);
}

/* The descriptor of a new folder; -1. */
static int
make_folder(const char *path)
{
	int fd;

	if (mkdir(path, 0700) < 0)
		return -1;
	fd = open_folder(AT_FDCWD, path);
	if (fd >= 0 && is_ours(fd))
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

static bool
make_parent(const char *path, struct error *err)
{
	return mkdir(path, 0700) == 0 || errno == EEXIST
		|| fail(err, ERROR_UNAVAILABLE, "there is no place for uploads:"
			" '%s': %s", path, strerrordesc_np(errno));
}

struct spool *
spool_new(struct arena *arena, const char *parent, struct error *err)
{
	struct spool *spool = arena_alloc(arena, sizeof *spool);

	if (!make_parent(parent, err))
		return NULL;
	spool->fd = -1;
	for (int i = 0; i < ATTEMPTS && spool->fd < 0; i++) {
		spool->path = new_path(arena, parent);
		spool->fd = make_folder(spool->path);
	}
	if (spool->fd < 0) {
		fail(err, ERROR_UNAVAILABLE, "there is no place for uploads:"
		     " '%s': %s", parent, strerrordesc_np(errno));
		return NULL;
	}
	arena_on_reset(arena, end, spool);
	return spool;
}

int
spool_add(struct spool *spool, struct error *err)
{
	char name[16];
	int fd;

	snprintf(name, sizeof name, "%d", ++spool->count);
	fd = openat(spool->fd, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		    0600);
	if (fd < 0)
		fail(err, ERROR_UNAVAILABLE, "an upload cannot be kept: %s",
		     strerrordesc_np(errno));
	return fd;
}

const char *
spool_path(const struct spool *spool)
{
	return spool->path;
}

int
spool_fd(const struct spool *spool)
{
	return spool->fd;
}

void
spool_hand_over(struct spool *spool)
{
	spool->is_handed_over = true;
}

/* Folders have files only; what else is in them keeps them. */
static void
empty(int fd)
{
	DIR *folder = fdopendir(fd);
	struct dirent *entry;

	if (!folder) {
		close(fd);
		return;
	}
	while ((entry = readdir(folder)) != NULL)
		unlinkat(dirfd(folder), entry->d_name, 0);
	closedir(folder);
}

void
spool_remove(const char *path)
{
	int fd = open_folder(AT_FDCWD, path);

	if (fd < 0)
		return;
	empty(fd);
	rmdir(path);
}

/* The lock is held while the folder is emptied, so that nobody begins to use it. */
static void
sweep_one(int parent, const char *name)
{
	int fd = open_folder(parent, name);

	if (fd < 0)
		return;
	if (is_ours(fd)) {
		empty(dup(fd));
		unlinkat(parent, name, AT_REMOVEDIR);
	}
	close(fd);
}

void
spool_sweep(const char *parent)
{
	DIR *folder = opendir(parent);
	struct dirent *entry;

	if (!folder)
		return;
	while ((entry = readdir(folder)) != NULL)
		if (strncmp(entry->d_name, prefix, strlen(prefix)) == 0)
			sweep_one(dirfd(folder), entry->d_name);
	closedir(folder);
}
