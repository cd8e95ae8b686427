#include "command/import_worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/import_order.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/time.h"
#include "command/actor.h"
#include "command/admin.h"
#include "command/import_document.h"
#include "command/import_report.h"

/* The report grows with each document: it is told when it is worth it. */
#define REPORT_INTERVAL_US (200 * 1000)

/* What the worker says, through a pipe: a header and len bytes. */
enum kind { KIND_DONE, KIND_REPORT, KIND_FAILED };

struct header {
	uint32_t kind;
	uint32_t len;
};

struct import_worker {
	struct arena *arena;
	const struct import_order *order;
	pid_t pid;			/* 0: it was waited for */
	int fd;
	int status;			/* of the process */
	size_t done;
	struct buf news;		/* received, not yet taken */
	struct buf report;
	const char *failure;		/* in its own words; or NULL */
};

/* ---- the worker's side ---- */

struct work {
	const struct import_order *order;
	struct admin admin;
	struct actor actor;
	struct importer importer;
	int fd;
	int64_t reported_us;
};

static void
write_all(int fd, const void *bytes, size_t len)
{
	const char *at = bytes;

	while (len > 0) {
		ssize_t written = write(fd, at, len);

		if (written < 0 && errno != EINTR)
			_exit(1);
		at += written > 0 ? written : 0;
		len -= written > 0 ? (size_t)written : 0;
	}
}

static void
say(int fd, enum kind kind, const char *text)
{
	struct header header = { kind, text ? (uint32_t)strlen(text) : 0 };

	write_all(fd, &header, sizeof header);
	if (text)
		write_all(fd, text, header.len);
}

static void
say_report(struct work *work, bool is_last)
{
	int64_t now_us = time_monotonic_us();
	struct arena *arena = work->importer.arena;

	if (!is_last && now_us - work->reported_us < REPORT_INTERVAL_US)
		return;
	work->reported_us = now_us;
	say(work->fd, KIND_REPORT,
	    import_report_json(work->importer.report, arena));
	arena_reset(arena);
}

static bool
do_documents(struct work *work)
{
	const struct import_order *order = work->order;

	for (size_t i = 0; i < order->count; i++) {
		const char *path = arena_printf(work->admin.arena, "%s/%zu",
						order->folder, i + 1);

		if (!import_document(&work->importer, path, order->files[i],
				     &work->admin.error)) {
			say_report(work, true);
			return false;
		}
		say(work->fd, KIND_DONE, NULL);
		say_report(work, i + 1 == order->count);
	}
	return true;
}

static bool
do_order(struct work *work)
{
	const struct import_order *order = work->order;

	if (!admin_begin(&work->admin)
	    || !actor_borrow(&work->actor, &work->admin, order->tenant,
			     order->credential, ROLE_OPERATOR))
		return false;
	work->importer = (struct importer){
		.actor = &work->actor,
		.report = import_report_new(work->admin.arena, order->is_dry_run),
		.arena = arena_new(1 << 20),
		.project = order->project,
		.is_dry_run = order->is_dry_run,
	};
	return do_documents(work);
}

/* It must not outlive who tells of it. */
static void
work(const struct import_order *order, int fd, pid_t parent)
{
	struct work work = { .order = order, .fd = fd };

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	if (!do_order(&work)) {
		say(fd, KIND_FAILED, work.admin.error.message);
		_exit(1);
	}
	_exit(0);
}

/* ---- the side of who started it ---- */

static void
end(void *object)
{
	struct import_worker *worker = object;

	import_worker_kill(worker);
	close(worker->fd);
}

static struct import_worker *
follow(struct arena *arena, const struct import_order *order, pid_t pid, int fd)
{
	struct import_worker *worker = arena_alloc(arena, sizeof *worker);

	*worker = (struct import_worker){
		.arena = arena, .order = order, .pid = pid, .fd = fd,
	};
	buf_init(&worker->news, arena, 4096);
	buf_init(&worker->report, arena, 4096);
	arena_on_reset(arena, end, worker);
	return worker;
}

struct import_worker *
import_worker_start(struct arena *arena, const struct import_order *order,
		    struct error *err)
{
	pid_t parent = getpid(), pid = -1;
	int fds[2];

	if (pipe2(fds, O_CLOEXEC) == 0)
		pid = fork();
	if (pid == 0) {
		close(fds[0]);
		work(order, fds[1], parent);
	}
	if (pid < 0) {
		fail(err, ERROR_UNAVAILABLE, "no process for the import: %s",
		     strerrordesc_np(errno));
		return NULL;
	}
	close(fds[1]);
	return follow(arena, order, pid, fds[0]);
}

static void
take(struct import_worker *worker, const struct header *header,
     const char *text)
{
	switch ((enum kind)header->kind) {
	case KIND_DONE:
		worker->done++;
		break;
	case KIND_REPORT:
		worker->report.len = 0;
		buf_add(&worker->report, text, header->len);
		break;
	case KIND_FAILED:
		worker->failure = arena_copy(worker->arena, text, header->len);
		break;
	}
}

/* What is cut off, because it ended while it spoke, does not count. */
static void
take_news(struct import_worker *worker)
{
	struct buf *news = &worker->news;
	size_t at = 0;
	struct header header;

	while (news->len - at >= sizeof header) {
		memcpy(&header, news->bytes + at, sizeof header);
		if (news->len - at - sizeof header < header.len)
			break;
		take(worker, &header, news->bytes + at + sizeof header);
		at += sizeof header + header.len;
	}
	memmove(news->bytes, news->bytes + at, news->len - at);
	news->len -= at;
}

static void
wait_for_end(struct import_worker *worker)
{
	while (worker->pid > 0 && waitpid(worker->pid, &worker->status, 0) < 0
	       && errno == EINTR)
		continue;
	worker->pid = 0;
}

bool
import_worker_wait(struct import_worker *worker, int wait_ms)
{
	struct pollfd poll_fd = { .fd = worker->fd, .events = POLLIN };
	char *room = buf_reserve(&worker->news, 65536);
	ssize_t got;

	if (poll(&poll_fd, 1, wait_ms) <= 0)
		return true;
	got = read(worker->fd, room, 65536);
	if (got < 0 && errno == EINTR)
		return true;
	if (got <= 0) {
		wait_for_end(worker);
		return false;
	}
	worker->news.len += (size_t)got;
	take_news(worker);
	return true;
}

void
import_worker_kill(struct import_worker *worker)
{
	if (worker->pid > 0)
		kill(worker->pid, SIGKILL);
	wait_for_end(worker);
}

size_t
import_worker_done(const struct import_worker *worker)
{
	return worker->done;
}

const char *
import_worker_report(const struct import_worker *worker)
{
	return worker->report.len > 0 ? worker->report.bytes : NULL;
}

/* What a person can do something with: which document, and what happened. */
static const char *
tell_death(struct import_worker *worker)
{
	const struct import_order *order = worker->order;
	const char *file = worker->done < order->count
		? order->files[worker->done] : order->files[order->count - 1];
	int number = WIFSIGNALED(worker->status) ? WTERMSIG(worker->status) : 0;

	if (number == 0)
		return arena_printf(worker->arena, "the process of the import ended"
				    " before it was done, at '%s'", file);
	return arena_printf(worker->arena, "the process of the import was ended at"
		" '%s' by signal %d (%s); what came before it is kept, of it"
		" nothing", file, number, sigdescr_np(number));
}

const char *
import_worker_failure(struct import_worker *worker)
{
	if (worker->failure)
		return worker->failure;
	if (WIFEXITED(worker->status) && WEXITSTATUS(worker->status) == 0)
		return NULL;
	return tell_death(worker);
}
