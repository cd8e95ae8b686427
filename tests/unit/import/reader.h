#ifndef TEST_IMPORT_READER_H
#define TEST_IMPORT_READER_H

/* Reader: what tests of importers share. Quotes in texts may be apostrophes. */

#include <stddef.h>

#include "import/flow.h"
#include "json/slice.h"

struct arena;

/* Flows of a document that must be accepted. */
struct import_list *reader_list(struct arena *, const char *text);

/* The only flow of a document. */
struct import_flow *reader_flow(struct arena *, const char *text);

/* The message of a document that must be refused. */
const char *reader_refusal(struct arena *, const char *text);

/*
 * The JSON value at a path in a flow's flowchart, "nodes/0/config/x"; the test
 * fails if there is none.
 */
const char *reader_at(struct arena *, const struct import_flow *,
		      const char *path);

/* Pairs of a path and the JSON value that must be there. */
#define reader_check(arena, flow, ...) \
	reader_check_all((arena), (flow), \
			 (const char *const[]){ __VA_ARGS__, NULL })
void reader_check_all(struct arena *, const struct import_flow *,
		      const char *const *pairs);

/* Is there a value at a path? */
int reader_has(struct arena *, const struct import_flow *, const char *path);

#endif
