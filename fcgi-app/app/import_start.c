#include "app/import_start.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/import_order.h"
#include "base/error.h"
#include "base/loop.h"
#include "http/app.h"

/* The program that serves, even after another one was installed over it. */
#define PROGRAM "/proc/self/exe"

/* A process that was started, until its end is taken note of. */
struct child {
	struct loop *loop;
	struct loop_source *source;
	pid_t pid;
	int fd;				/* tells of its end */
};

static void
on_end(void *object, int events)
{
	struct child *child = object;

	(void)events;
	waitpid(child->pid, NULL, WNOHANG);
	loop_forget(child->loop, child->source);
	close(child->fd);
	loop_later(child->loop, free, child);
}

/* How the import went is in the database; this leaves no zombie. Without memory or a
 * descriptor there is one until the server ends. */
static void
expect_end(const struct app *app, pid_t pid)
{
	struct child *child = malloc(sizeof *child);

	if (!child)
		return;
	*child = (struct child){ .loop = app->loop, .pid = pid,
				 .fd = pidfd_open(pid, 0) };
	if (child->fd < 0)
		free(child);
	else
		child->source = loop_watch(app->loop, child->fd, LOOP_READ, on_end,
					   child);
}

/* In memory, to be read from its begin: a pipe would be too small for many names. */
static int
open_order(struct arena *arena, const struct import_order *order)
{
	const char *text = import_order_write(arena, order);
	int fd = memfd_create("import order", MFD_CLOEXEC);
	ssize_t len = (ssize_t)strlen(text);

	if (fd < 0)
		return -1;
	if (write(fd, text, (size_t)len) == len && lseek(fd, 0, SEEK_SET) == 0)
		return fd;
	close(fd);
	return -1;
}

/* A session of its own: what ends the servers' group does not end it. */
static void
set_attributes(posix_spawnattr_t *attributes)
{
	sigset_t none, all;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_init(attributes);
	posix_spawnattr_setsigmask(attributes, &none);
	posix_spawnattr_setsigdefault(attributes, &all);
	posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK
				 | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
}

/* The order is standard input; what it says goes to the servers' log. */
static int
spawn(pid_t *pid, int order, int lock)
{
	char program[] = "muster", command[] = "import", verb[] = "job";
	char *const arguments[] = { program, command, verb, NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int why;

	set_attributes(&attributes);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, order, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, lock, IMPORT_ORDER_LOCK_FD);
	posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
	posix_spawn_file_actions_addclosefrom_np(&actions,
						 IMPORT_ORDER_LOCK_FD + 1);
	why = posix_spawn(pid, PROGRAM, &actions, &attributes, arguments, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return why;
}

bool
import_start(const struct app *app, struct arena *arena,
	     const struct import_order *order, int lock_fd, struct error *err)
{
	int fd = open_order(arena, order);
	int why = fd < 0 ? errno : 0;
	pid_t pid;

	if (fd >= 0) {
		why = spawn(&pid, fd, lock_fd);
		close(fd);
	}
	if (why != 0)
		return fail(err, ERROR_UNAVAILABLE,
			    "the import could not be started: %s",
			    strerrordesc_np(why));
	expect_end(app, pid);
	return true;
}
