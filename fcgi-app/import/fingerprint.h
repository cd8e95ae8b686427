#ifndef IMPORT_FINGERPRINT_H
#define IMPORT_FINGERPRINT_H

/* Fingerprint: what a document is known by that has no id of its own. */

#include <stddef.h>

struct arena;

/* "sha256:" and 64 hex digits of the text; arena-owned. */
const char *import_fingerprint(struct arena *, const char *text, size_t len);

#endif
