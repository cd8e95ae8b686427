#ifndef APP_PAGES_FLOW_VIEW_H
#define APP_PAGES_FLOW_VIEW_H

/* Flow view: a graph on a page: picture, the node that is asked for, faults, table. */

#include <stdbool.h>

struct drawing;
struct json;
struct request;

/* Nodes of the drawing link to this page with ?node=NUMBER, kept: the rest of its
 * query ("version=3&"), or "". */
void flow_view_link(struct request *, struct drawing *, const char *kept);

/*
 * Set "flow" (null, and "flow_fault", where it cannot be drawn), "node" (see
 * partials/flow-node; null), "node_href", "flow_steps", "steps_open", "faults",
 * "has_faults", "node_count" and "edge_count".
 */
void flow_view_show(struct request *, struct json *data, const struct drawing *);

/* A node is asked for as a part of a page: partials/flow-node alone. */
bool flow_view_is_part(const struct request *);

#endif
