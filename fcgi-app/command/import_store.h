#ifndef COMMAND_IMPORT_STORE_H
#define COMMAND_IMPORT_STORE_H

/* Store: the flows of one document into the database, all of them or none. */

#include <stdbool.h>

struct error;
struct import_list;
struct importer;

/* What became of a flow. */
struct import_stored {
	const char *id;		/* of the agent or the workflow */
	const char *outcome;	/* "created", "updated", "unchanged" */
};

/*
 * One transaction, undone after a dry run. Out has a place for each flow of the
 * list. ERROR_INVALID: this document cannot be kept; any other error is one of
 * the database or of the credential, and ends the import.
 */
bool import_store(const struct importer *, const struct import_list *,
		  struct import_stored *out, struct error *);

#endif
