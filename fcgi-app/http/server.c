#include "http/server.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/metrics.h"
#include "http/app.h"
#include "http/server_internal.h"

/* nginx keeps some dozens; each costs a file descriptor. */
#define CONNECTIONS_MAX 1024

/* Requests at once; others wait in their sockets. */
#define ARENAS_MAX 256
#define ARENA_SIZE (16 * 1024)

#define ACCEPT_BATCH 16
#define ACCEPT_PAUSE_MS 100
#define END_MAX_MS 30000

/* The newest is used first: it is still in the processor's cache. */
struct arena *
server_take_arena(struct server *server)
{
	struct arena *arena = NULL;

	if (server->spare > 0)
		arena = server->arenas[--server->spare];
	else if (server->in_flight < ARENAS_MAX)
		arena = arena_try_new(ARENA_SIZE);
	if (!arena)
		return NULL;
	server->in_flight++;
	metrics_add(server->app->metrics, METRIC_IN_FLIGHT, 1);
	return arena;
}

void
server_give_arena(struct server *server, struct arena *arena)
{
	arena_reset(arena);
	server->in_flight--;
	metrics_add(server->app->metrics, METRIC_IN_FLIGHT, -1);
	if (server->spare < ARENAS_KEPT)
		server->arenas[server->spare++] = arena;
	else
		arena_free(arena);
}

/* While requests wait for an arena, new ones are left to other processes. */
static bool
may_accept(const struct server *server)
{
	return server->count < CONNECTIONS_MAX && server->starved == 0
		&& !server->pause;
}

void
server_changed(struct server *server)
{
	struct loop *loop = server->app->loop;
	bool is_ending = server->is_draining || server->is_stopping;

	if (server->listener)
		loop_change(loop, server->listener,
			    may_accept(server) ? LOOP_READ : 0);
	if (is_ending && server->count == 0)
		loop_stop(loop);
}

static void
on_pause_end(void *object)
{
	struct server *server = object;

	server->pause = NULL;
	server_changed(server);
}

/* No file descriptor or no memory: to ask again at once would only spin. */
static void
pause_accepting(struct server *server, int why)
{
	log_message(LOG_ERROR, "cannot accept: %s", strerrordesc_np(why));
	if (!server->pause)
		server->pause = loop_after(server->app->loop, ACCEPT_PAUSE_MS,
					   on_pause_end, server);
	server_changed(server);
}

/* False when nothing waits, or nothing can be taken now. */
static bool
accept_one(struct server *server)
{
	int fd = accept4(server->listen_fd, NULL, NULL, SOCK_CLOEXEC);

	if (fd >= 0) {
		server_adopt(server, fd);
		return true;
	}
	if (errno == EINTR || errno == ECONNABORTED)
		return true;
	if (errno != EAGAIN)
		pause_accepting(server, errno);
	return false;
}

static void
on_listener(void *object, int events)
{
	struct server *server = object;
	int count = 0;

	(void)events;
	while (count++ < ACCEPT_BATCH && may_accept(server)
	       && accept_one(server))
		continue;
}

void
server_adopt(struct server *server, int fd)
{
	if (!peer_open(server, fd))
		close(fd);
}

static void
close_listener(struct server *server)
{
	if (!server->listener)
		return;
	loop_forget(server->app->loop, server->listener);
	server->listener = NULL;
	close(server->listen_fd);
	server->listen_fd = -1;
}

static void
on_end_time(void *object)
{
	struct server *server = object;

	server->end = NULL;
	log_message(LOG_WARN, "%zu connections were still open after %d ms",
		    server->count, END_MAX_MS);
	loop_stop(server->app->loop);
}

static void
begin_end(struct server *server)
{
	close_listener(server);
	if (!server->end)
		server->end = loop_after(server->app->loop, END_MAX_MS,
					 on_end_time, server);
	server_changed(server);
}

/*
 * What waits in the backlog has nobody else to take it. A kept connection is left to
 * the web server to close: a request may be on its way into it.
 */
void
server_drain(struct server *server)
{
	while (server->listener && accept_one(server))
		continue;
	server->is_draining = true;
	begin_end(server);
}

void
server_stop(struct server *server)
{
	server->is_stopping = true;
	peer_close_idle(server);
	begin_end(server);
}

static void
on_drain(void *object)
{
	server_drain(object);
}

static void
on_stop(void *object)
{
	server_stop(object);
}

static void
listen_on(struct server *server, int fd)
{
	int flags = fcntl(fd, F_GETFL);

	if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0)
		abort();	/* asserted by the command: it is a socket */
	server->listen_fd = fd;
	server->listener = loop_watch(server->app->loop, fd, LOOP_READ,
				      on_listener, server);
}

struct server *
server_new(const struct app *app, int listen_fd)
{
	struct server *server = calloc(1, sizeof *server);

	if (!server)
		abort();
	server->app = app;
	server->listen_fd = -1;
	server->arenas[server->spare++] = arena_new(ARENA_SIZE);
	if (listen_fd >= 0)
		listen_on(server, listen_fd);
	loop_signal(app->loop, SIGUSR1, on_drain, server);
	loop_signal(app->loop, SIGTERM, on_stop, server);
	loop_signal(app->loop, SIGINT, on_stop, server);
	return server;
}

void
server_free(struct server *server)
{
	if (!server)
		return;
	while (server->peers)
		peer_close(server->peers);
	close_listener(server);
	loop_cancel(server->app->loop, server->pause);
	loop_cancel(server->app->loop, server->end);
	while (server->spare > 0)
		arena_free(server->arenas[--server->spare]);
	free(server);
}
