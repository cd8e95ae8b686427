#ifndef IMPORT_ID_H
#define IMPORT_ID_H

/*
 * Id: imported rows get the same id each time, so that importing again changes
 * nothing and references are kept: the time is the row's creation, the other
 * bits are sha256(source, old id).
 */

#include <stddef.h>
#include <stdint.h>

#include "base/uuid.h"

struct arena;

/* A UUID of version 7 in shape; times outside of its range are cut. */
void import_id(const char *source, const char *old_id, int64_t created_ms,
	       char out[UUID_TEXT_SIZE]);

/* An old id for a document that has none: "sha256:" and 64 hex digits. */
const char *import_fingerprint(struct arena *, const char *text, size_t len);

#endif
