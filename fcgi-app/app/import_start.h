#ifndef APP_IMPORT_START_H
#define APP_IMPORT_START_H

/* Import start: the process that does an import, which outlives the server. */

#include <stdbool.h>

struct app;
struct arena;
struct error;
struct import_order;

/*
 * Start "muster import job" with this order; lock_fd is the folder's (see
 * base/spool.h) and goes with it. False and ERROR_UNAVAILABLE.
 */
bool import_start(const struct app *, struct arena *,
		  const struct import_order *, int lock_fd, struct error *);

#endif
