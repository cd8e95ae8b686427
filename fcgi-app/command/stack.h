#ifndef COMMAND_STACK_H
#define COMMAND_STACK_H

/*
 * Stack: all that a serving process has, from the configuration to the server,
 * for "muster web" and "muster request".
 */

#include <stdbool.h>

#include "base/error.h"
#include "http/app.h"
#include "http/stream.h"
#include "http/upload.h"

struct stack {
	struct arena *arena;
	struct error error;
	struct app app;
	const char *database_url;
	const char *sql_dir;
	struct loop *loop;
	struct pool *pool;		/* NULL before stack_connect */
	struct side *side, *calls;
	struct metrics *metrics;
	struct quotas *quotas;
	struct streams streams;
	struct uploads uploads;
	struct server *server;		/* NULL before stack_listen */
};

/* Configuration, routes, templates and the loop; false and the error. */
bool stack_open(struct stack *);

/*
 * Does the schema fit this program, and the master key the database? Blocks, and may be called in a thread;
 * ERROR_UNAVAILABLE where the database does not answer.
 */
bool stack_verify(struct stack *, struct error *);

/* Begin to connect; requests ask the database from now on. */
void stack_connect(struct stack *);

/* Begin to serve the connections of a listening socket; -1: only adopted ones. */
void stack_listen(struct stack *, int fd);

/* Read the configuration again; what is reloadable counts from now on. */
bool stack_reload(struct stack *, struct error *);

/* End what names requests: pool, side threads, server. The loop is still there. */
void stack_stop(struct stack *);

void stack_close(struct stack *);

#endif
