#ifndef APP_PAGES_FLOW_VERSIONS_H
#define APP_PAGES_FLOW_VERSIONS_H

/* Flow versions: what a graph was, newest first, and the way back to it. */

struct json;
struct request;
struct rows;

#define FLOW_VERSIONS_LISTED "20"	/* as text, for the statement */

/* The version that the query asks for, as text; NULL: the present one. What is no
 * number is "0", which no graph has. */
const char *flow_version_asked(const struct request *);

/*
 * "versions", "has_versions" and "version_shown" of rows {version, label_version,
 * node_count, edge_count, created_by, created_at}; the first is the present one.
 */
void flow_versions_show(struct request *, struct json *data,
			const struct rows *);

#endif
