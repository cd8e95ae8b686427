#ifndef HTTP_HARNESS_H
#define HTTP_HARNESS_H

/*
 * Harness: a server in this process with the routes of a test, and the web
 * server's end of one of its connections.
 */

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#undef fail	/* error.h has a function of that name */

#include "base/arena.h"
#include "base/buf.h"
#include "base/config.h"
#include "base/error.h"
#include "base/loop.h"
#include "base/metrics.h"
#include "base/side.h"
#include "http/app.h"
#include "http/fastcgi_client.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "http/server.h"

#define TOKEN "mst_0123456789abcdefghijklmnopqrstuvwxyz0123456"
#define TENANT "018f0000-0000-7000-8000-000000000001"

/* Parameters: the credential of a program, and that of a browser. */
#define KEY "HTTP_AUTHORIZATION=Bearer " TOKEN
#define COOKIE "HTTP_COOKIE=__Host-muster=" TOKEN

struct harness {
	struct arena *arena;
	struct error error;
	struct app app;
	struct server *server;
	int fd;				/* the web server's end */
	struct buf records;		/* received and not yet taken */
};

void harness_open(struct harness *, const struct route *routes);
void harness_close(struct harness *);

/* For cmocka: *state is the routes, and from then on the harness. */
int harness_set_up(void **state);
int harness_tear_down(void **state);

/* A test of those routes; set_up is harness_set_up or begins with it. */
#define harness_test(name, set_up, routes) \
	cmocka_unit_test_prestate_setup_teardown(name, set_up, \
		harness_tear_down, (void *)(uintptr_t)(routes))

/* Configure anew, with an option from the environment. */
void harness_configure(struct harness *, const char *name, const char *value);

/* Another connection of the same server. */
int harness_connect(struct harness *);

/* A request's parameters: the request line, and what else as "NAME=value" up to NULL. */
#define harness_ask(harness, method, uri, ...) \
	harness_ask_with((harness), (method), (uri), NULL, 0, \
		(const char *const[]){ __VA_ARGS__ __VA_OPT__(,) NULL })
#define harness_post(harness, uri, body, ...) \
	harness_ask_with((harness), "POST", (uri), (body), strlen(body), \
		(const char *const[]){ __VA_ARGS__ __VA_OPT__(,) NULL })

struct fastcgi_reply harness_ask_with(struct harness *, const char *method,
				      const char *uri, const char *body,
				      size_t len, const char *const *params);

/* The two halves of that. */
void harness_send(struct harness *, const char *method, const char *uri,
		  const char *body, size_t len, const char *const *params,
		  bool is_kept);
struct fastcgi_reply harness_receive(struct harness *);

/* The same on another connection, without parameters. */
void harness_get_on(struct harness *, int fd, const char *uri, bool is_kept);
struct fastcgi_reply harness_receive_on(struct harness *, int fd);

/* Serve until the server has closed the connection. */
void harness_expect_close(struct harness *, int fd);

/* NULL if the reply does not have it. */
const char *header_of(struct harness *, const struct fastcgi_reply *,
		      const char *name);

/* The body of a reply as text. */
const char *body_of(struct harness *, const struct fastcgi_reply *);

/* The value of a metric now. */
int64_t harness_series(struct harness *, const char *name);

#endif
