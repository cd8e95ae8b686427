#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

/*
 * Server: the listening socket, the parked connections of the web server and
 * their requests, in one loop. Draining (SIGUSR1): take what waits in the
 * backlog, close the listener, serve until the web server closes, 30 s at most.
 * SIGTERM and SIGINT finish the requests in flight, then end.
 */

struct app;
struct server;

/* listen_fd is nonblocking afterwards; -1: only adopted connections. */
struct server *server_new(const struct app *, int listen_fd);

/* Closes everything. Free the pool and the side threads before: they name requests. */
void server_free(struct server *);

/* Serve a connected socket as if it had been accepted. */
void server_adopt(struct server *, int fd);

/* Begin draining; the loop is stopped when the last connection is gone. */
void server_drain(struct server *);

/* End at once, but for the requests that have come: they are answered. */
void server_stop(struct server *);

#endif
