#ifndef IMPORT_WRITE_H
#define IMPORT_WRITE_H

/* Write: flows as a document of Muster's own format, docs/FLOW_FORMAT.md. */

#include <stddef.h>
#include <stdint.h>

struct buf;
struct import_flow;

#define MUSTER_FORMAT "muster-flows"
#define MUSTER_FORMAT_VERSION 1

/* The whole document; what import_read makes of it equals the flows. */
void import_write(struct buf *, const struct import_flow *, size_t count,
		  int64_t exported_ms);

#endif
