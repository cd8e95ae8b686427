#ifndef APP_API_DOCUMENT_H
#define APP_API_DOCUMENT_H

/* Document: graphs that are kept as they came; for flowcharts and workflows. */

#include <stdbool.h>

#include "db/unit.h"
#include "http/request.h"
#include "resource/call.h"

struct json_writer;
struct response;
struct statement;

/* The members of a stored object, into an object that is open; NULL: none. */
void document_write_extra(struct json_writer *, const struct request *,
			  const char *object);

/* The answer is a file: a name made from text, and its ending (".json"). */
void document_attach(struct response *, const char *text, const char *ending);

/* "format" of an export; ERROR_BAD_REQUEST unless it is json (also where it is
 * not said) or svg. */
bool document_format(struct request *, bool *is_svg);

/* The second half of an export as a picture that stands alone; the name of the
 * file is the title of the graph. */
reply_fn document_svg;

/*
 * A page of versions, newest first: ?cursor= is the version before which it
 * begins, ?limit= 1 to 200. The statement takes the row's name, the cursor and the
 * limit, and gives version, label_version, node_count, edge_count,
 * created_by_id, created_by_name, created_by_email, created_at.
 */
bool document_versions_add(struct request *, struct unit *,
			   const struct statement *);
/* {versions, nextCursor, hasMore}. Always true. */
bool document_versions_write(struct request *, const struct rows *,
			     struct response *);

/* For their calls: "format", ":version". */
extern const struct member document_export_query[];
extern const struct member document_version_path[];

/* The number of a version in the path; NULL and ERROR_NOT_FOUND if it is none. */
const char *document_version(struct request *);

#endif
