#ifndef APP_IMPORT_ORDER_H
#define APP_IMPORT_ORDER_H

/*
 * Import order: what the server tells the process that does an import. As JSON on its
 * standard input, because arguments and environment are seen by others.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;

/* The descriptor that holds the lock of the folder (see base/spool.h). */
#define IMPORT_ORDER_LOCK_FD 3

struct import_order {
	const char *tenant;		/* id */
	const char *job;		/* id */
	const char *credential;		/* its hash, for auth.begin */
	bool has_session;		/* the credential is the job's own */
	bool is_dry_run;
	const char *project;		/* id; NULL: none */
	const char *folder;		/* with files "1", "2" and so on */
	const char **files;		/* what they were called */
	size_t count;
};

/* As JSON, arena-owned. */
const char *import_order_write(struct arena *, const struct import_order *);

/* NULL and the error if it is none. */
struct import_order *import_order_read(struct arena *, const char *text,
				       size_t len, struct error *);

#endif
