#ifndef APP_IMPORT_MAKE_H
#define APP_IMPORT_MAKE_H

/* Import make: from an upload to a process that imports it, for page and API. */

#include <stdbool.h>

struct request;
struct response;
struct rows;
struct unit;

/*
 * Check the form (files; dryRun; project) and add the statement that makes the import;
 * wrong fields are ERROR_INVALID.
 */
bool import_make_plan(struct request *, struct unit *);

/* Begin it: its id. NULL and the error: too many are under way, or no process. */
const char *import_make(struct request *, const struct rows *);

#endif
