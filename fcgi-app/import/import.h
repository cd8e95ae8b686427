#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

/*
 * Import: a document of any known format as flows. All or nothing: a document
 * of which one flow is refused gives none.
 */

#include <stdbool.h>
#include <stddef.h>

#include "import/flow.h"

struct arena;
struct error;

/* More is no flow that someone drew. Callers look before they read a file. */
#define IMPORT_SIZE_MAX ((size_t)32 * 1024 * 1024)

/* False, and ERROR_TOO_LARGE in words. */
bool import_size_ok(size_t size, struct error *);

/*
 * Read a document; its text must live as long as the arena. file is the name of
 * the file (with or without folders and ending) or NULL; it names flows that
 * have no name. NULL, and an error with a hint, if there is no flow in it.
 */
struct import_list *import_read(struct arena *, const char *file,
				const char *text, size_t len, struct error *);

#endif
