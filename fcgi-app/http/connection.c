#include <stdlib.h>
#include <sys/socket.h>

#include "base/loop.h"
#include "base/metrics.h"
#include "http/app.h"
#include "http/fastcgi.h"
#include "http/lifecycle.h"
#include "http/server_internal.h"

/* A web server that takes nothing of an answer for so long is gone. */
#define SEND_MAX_MS 30000

enum state {
	STATE_PARKED,		/* no request; waits for the next one */
	STATE_STARVED,		/* has a request, but there is no arena for it */
	STATE_BUSY,		/* its request is on its way through the stages */
	STATE_SENDING,		/* the socket is full */
};

/* A connection of the web server. */
struct connection {
	struct server *server;
	struct fastcgi *fastcgi;
	struct loop_source *source;
	enum state state;
	struct arena *arena;		/* of the request */
	struct loop_timer *timer;	/* of sending */
	struct connection *next, *previous;
};

static void
link_connection(struct connection *connection)
{
	struct server *server = connection->server;

	connection->next = server->connections;
	if (connection->next)
		connection->next->previous = connection;
	server->connections = connection;
	server->count++;
	metrics_add(server->app->metrics, METRIC_CONNECTIONS, 1);
}

static void
unlink_connection(struct connection *connection)
{
	struct server *server = connection->server;

	if (connection->previous)
		connection->previous->next = connection->next;
	else
		server->connections = connection->next;
	if (connection->next)
		connection->next->previous = connection->previous;
	server->count--;
	metrics_add(server->app->metrics, METRIC_CONNECTIONS, -1);
}

static void
watch(struct connection *connection, int events)
{
	loop_change(connection->server->app->loop, connection->source, events);
}

/* The arena goes before fastcgi, which it names. */
static void
end_request(struct connection *connection)
{
	struct server *server = connection->server;

	loop_cancel(server->app->loop, connection->timer);
	connection->timer = NULL;
	if (connection->state == STATE_STARVED)
		server->starved--;
	if (connection->arena)
		server_give_arena(server, connection->arena);
	connection->arena = NULL;
	connection->state = STATE_PARKED;
}

void
connection_close(struct connection *connection)
{
	struct server *server = connection->server;

	end_request(connection);
	loop_forget(server->app->loop, connection->source);
	fastcgi_free(connection->fastcgi);
	unlink_connection(connection);
	loop_later(server->app->loop, free, connection);
	server_changed(server);
}

static bool
is_idle(const struct connection *connection)
{
	int fd = fastcgi_fd(connection->fastcgi);
	char byte;

	return connection->state == STATE_PARKED
		&& recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) <= 0;
}

void
connection_close_idle(struct server *server)
{
	struct connection *connection = server->connections;

	while (connection) {
		struct connection *next = connection->next;

		if (is_idle(connection))
			connection_close(connection);
		connection = next;
	}
}

/* epoll tells of its request again. */
void
connection_feed(struct server *server)
{
	struct connection *connection = server->connections;

	while (connection && connection->state != STATE_STARVED)
		connection = connection->next;
	if (!connection)
		return;
	server->starved--;
	connection->state = STATE_PARKED;
	watch(connection, LOOP_READ);
	server_changed(server);
}

static void
on_send_time(void *object)
{
	struct connection *connection = object;
	struct server *server = connection->server;

	connection->timer = NULL;
	connection_close(connection);
	connection_feed(server);
}

static void
wait_for_room(struct connection *connection)
{
	struct loop *loop = connection->server->app->loop;

	loop_cancel(loop, connection->timer);
	connection->timer = loop_after(loop, SEND_MAX_MS, on_send_time,
				       connection);
	connection->state = STATE_SENDING;
	watch(connection, LOOP_WRITE);
}

static bool
is_over(const struct connection *connection)
{
	return fastcgi_is_broken(connection->fastcgi)
		|| !fastcgi_is_kept(connection->fastcgi)
		|| connection->server->is_stopping;
}

/* The answer is with fastcgi: sent, or on its way. */
static void
send_answer(struct connection *connection)
{
	struct server *server = connection->server;

	if (!fastcgi_flush(connection->fastcgi)
	    && !fastcgi_is_broken(connection->fastcgi)) {
		wait_for_room(connection);
		return;
	}
	if (is_over(connection)) {
		connection_close(connection);
	} else {
		end_request(connection);
		watch(connection, LOOP_READ);
	}
	if (server->starved > 0)
		connection_feed(server);
}

static void
on_answer(void *object)
{
	send_answer(object);
}

static void
starve(struct connection *connection)
{
	connection->state = STATE_STARVED;
	connection->server->starved++;
	watch(connection, 0);
	server_changed(connection->server);
}

static void
serve(struct connection *connection)
{
	struct server *server = connection->server;

	connection->arena = server_take_arena(server);
	if (!connection->arena) {
		starve(connection);
		return;
	}
	connection->state = STATE_BUSY;
	lifecycle_serve(server->app, connection->fastcgi, connection->arena,
			on_answer, connection);
}

/*
 * Reading stays on while a request is busy, which saves two system calls a
 * request: nothing comes then but the end of the connection.
 */
static void
on_event(void *object, int events)
{
	struct connection *connection = object;

	(void)events;
	if (connection->state == STATE_PARKED)
		serve(connection);
	else if (connection->state == STATE_SENDING)
		send_answer(connection);
	else
		watch(connection, 0);
}

bool
connection_open(struct server *server, int fd)
{
	struct connection *connection = calloc(1, sizeof *connection);

	if (!connection)
		return false;
	connection->server = server;
	connection->fastcgi = fastcgi_new(fd);
	if (!connection->fastcgi) {
		free(connection);
		return false;
	}
	connection->source = loop_watch(server->app->loop, fd, LOOP_READ,
					on_event, connection);
	link_connection(connection);
	server_changed(server);
	return true;
}
