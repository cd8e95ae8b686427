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

/* One connection of the web server. */
struct peer {
	struct server *server;
	struct fastcgi *fastcgi;
	struct loop_source *source;
	enum state state;
	struct arena *arena;		/* of the request */
	struct exchange *more;		/* of an answer in parts */
	struct loop_timer *timer;	/* of sending */
	struct peer *next, *previous;
};

static void
link_peer(struct peer *peer)
{
	struct server *server = peer->server;

	peer->next = server->peers;
	if (peer->next)
		peer->next->previous = peer;
	server->peers = peer;
	server->count++;
	metrics_add(server->app->metrics, METRIC_CONNECTIONS, 1);
}

static void
unlink_peer(struct peer *peer)
{
	struct server *server = peer->server;

	if (peer->previous)
		peer->previous->next = peer->next;
	else
		server->peers = peer->next;
	if (peer->next)
		peer->next->previous = peer->previous;
	server->count--;
	metrics_add(server->app->metrics, METRIC_CONNECTIONS, -1);
}

static void
watch(struct peer *peer, int events)
{
	loop_change(peer->server->app->loop, peer->source, events);
}

/* The arena goes before fastcgi, which it names. */
static void
end_request(struct peer *peer)
{
	struct server *server = peer->server;

	loop_cancel(server->app->loop, peer->timer);
	peer->timer = NULL;
	if (peer->state == STATE_STARVED)
		server->starved--;
	if (peer->arena)
		server_give_arena(server, peer->arena);
	peer->arena = NULL;
	peer->more = NULL;
	peer->state = STATE_PARKED;
}

void
peer_close(struct peer *peer)
{
	struct server *server = peer->server;

	end_request(peer);
	loop_forget(server->app->loop, peer->source);
	fastcgi_free(peer->fastcgi);
	unlink_peer(peer);
	loop_later(server->app->loop, free, peer);
	server_changed(server);
}

static bool
is_idle(const struct peer *peer)
{
	int fd = fastcgi_fd(peer->fastcgi);
	char byte;

	return peer->state == STATE_PARKED
		&& recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) <= 0;
}

void
peer_close_idle(struct server *server)
{
	struct peer *peer = server->peers;

	while (peer) {
		struct peer *next = peer->next;

		if (is_idle(peer))
			peer_close(peer);
		peer = next;
	}
}

/* epoll tells of its request again. */
void
peer_feed(struct server *server)
{
	struct peer *peer = server->peers;

	while (peer && peer->state != STATE_STARVED)
		peer = peer->next;
	if (!peer)
		return;
	server->starved--;
	peer->state = STATE_PARKED;
	watch(peer, LOOP_READ);
	server_changed(server);
}

/* The part is sent, or never will be. Nothing is sent while the next is made. */
static void
make_more(struct peer *peer)
{
	loop_cancel(peer->server->app->loop, peer->timer);
	peer->timer = NULL;
	peer->state = STATE_BUSY;
	watch(peer, 0);
	lifecycle_go_on(peer->more);
}

static void
on_send_time(void *object)
{
	struct peer *peer = object;
	struct server *server = peer->server;

	peer->timer = NULL;
	if (peer->more) {
		fastcgi_cut(peer->fastcgi);
		make_more(peer);
		return;
	}
	peer_close(peer);
	peer_feed(server);
}

static void
wait_for_room(struct peer *peer)
{
	struct loop *loop = peer->server->app->loop;

	loop_cancel(loop, peer->timer);
	peer->timer = loop_after(loop, SEND_MAX_MS, on_send_time,
				       peer);
	peer->state = STATE_SENDING;
	watch(peer, LOOP_WRITE);
}

static bool
is_over(const struct peer *peer)
{
	return fastcgi_is_broken(peer->fastcgi)
		|| !fastcgi_is_kept(peer->fastcgi)
		|| peer->server->is_stopping;
}

/* The answer is with fastcgi: sent, or on its way. */
static void
send_answer(struct peer *peer)
{
	struct server *server = peer->server;

	if (!fastcgi_flush(peer->fastcgi)
	    && !fastcgi_is_broken(peer->fastcgi)) {
		wait_for_room(peer);
		return;
	}
	if (is_over(peer)) {
		peer_close(peer);
	} else {
		end_request(peer);
		watch(peer, LOOP_READ);
	}
	if (server->starved > 0)
		peer_feed(server);
}

/* The next part is made from the loop, so that others have their turn. */
static void
on_answer(void *object, struct exchange *more)
{
	struct peer *peer = object;

	peer->more = more;
	if (more)
		wait_for_room(peer);
	else
		send_answer(peer);
}

static void
on_room(struct peer *peer)
{
	if (!peer->more)
		send_answer(peer);
	else if (fastcgi_flush(peer->fastcgi)
		 || fastcgi_is_broken(peer->fastcgi))
		make_more(peer);
	else
		wait_for_room(peer);
}

static void
starve(struct peer *peer)
{
	peer->state = STATE_STARVED;
	peer->server->starved++;
	watch(peer, 0);
	server_changed(peer->server);
}

static void
serve(struct peer *peer)
{
	struct server *server = peer->server;

	peer->arena = server_take_arena(server);
	if (!peer->arena) {
		starve(peer);
		return;
	}
	peer->state = STATE_BUSY;
	lifecycle_serve(server->app, peer->fastcgi, peer->arena,
			on_answer, peer);
}

/*
 * Reading stays on while a request is busy, which saves two system calls a
 * request: nothing comes then but the end of the connection.
 */
static void
on_event(void *object, int events)
{
	struct peer *peer = object;

	(void)events;
	if (peer->state == STATE_PARKED)
		serve(peer);
	else if (peer->state == STATE_SENDING)
		on_room(peer);
	else
		watch(peer, 0);
}

bool
peer_open(struct server *server, int fd)
{
	struct peer *peer = calloc(1, sizeof *peer);

	if (!peer)
		return false;
	peer->server = server;
	peer->fastcgi = fastcgi_new(fd);
	if (!peer->fastcgi) {
		free(peer);
		return false;
	}
	peer->source = loop_watch(server->app->loop, fd, LOOP_READ,
					on_event, peer);
	link_peer(peer);
	server_changed(server);
	return true;
}
