#ifndef HTTP_SERVER_INTERNAL_H
#define HTTP_SERVER_INTERNAL_H

/* Server, inside: what server.c and peer.c know of each other. */

#include <stdbool.h>
#include <stddef.h>

struct app;
struct arena;
struct peer;
struct loop_source;
struct loop_timer;

/* Arenas at rest; more are given back to the system. */
#define ARENAS_KEPT 32

struct server {
	const struct app *app;
	int listen_fd;			/* -1: none, or closed */
	struct loop_source *listener;	/* NULL: does not accept */
	struct loop_timer *pause;	/* accepting failed a moment ago */
	struct loop_timer *end;		/* of draining or stopping */
	bool is_draining;		/* leave when the web server has left */
	bool is_stopping;		/* leave when the requests are answered */

	struct peer *peers;
	size_t count;			/* of peers */
	size_t starved;			/* of them without an arena */

	struct arena *arenas[ARENAS_KEPT];
	size_t spare;
	size_t in_flight;		/* arenas in use */
};

/* NULL: too many requests at once, or no memory. */
struct arena *server_take_arena(struct server *);
void server_give_arena(struct server *, struct arena *);

/* A peer has come, gone, starved or been fed. */
void server_changed(struct server *);

/* Watch fd from now on; false without memory. */
bool peer_open(struct server *, int fd);
void peer_close(struct peer *);

/* Close what has no request in it; what has one ends behind its answer. */
void peer_close_idle(struct server *);

/* Let one starved peer have another try; there is an arena now. */
void peer_feed(struct server *);

#endif
