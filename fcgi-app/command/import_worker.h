#ifndef COMMAND_IMPORT_WORKER_H
#define COMMAND_IMPORT_WORKER_H

/*
 * Worker: the process that reads the documents of an order and stores them. A document
 * may be anything; whatever it does to the worker, who started it can tell.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;
struct import_order;
struct import_worker;

/* Start it; NULL and the error. */
struct import_worker *import_worker_start(struct arena *,
					  const struct import_order *,
					  struct error *);

/* Wait for news, wait_ms at most; false once it has ended. */
bool import_worker_wait(struct import_worker *, int wait_ms);

/* End it now: nothing of the document that it is at is kept. */
void import_worker_kill(struct import_worker *);

/* Documents that are done. */
size_t import_worker_done(const struct import_worker *);

/* What became of them, as JSON; NULL before it has said so. */
const char *import_worker_report(const struct import_worker *);

/* After the end: why it did not do all; NULL: it did. Arena-owned. */
const char *import_worker_failure(struct import_worker *);

#endif
