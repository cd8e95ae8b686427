#ifndef IMPORT_NODE_RED_PORT_H
#define IMPORT_NODE_RED_PORT_H

/*
 * The ports of a subflow of Node-RED, which its editor draws as well: "in" with
 * the nodes that get what comes in, "out" with those that send out. A subflow
 * is NULL for a tab that is not in the file; tabs have no ports.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct chart;
struct doc;

/* Add to what a chart needs room for. */
void port_count(struct arena *, const struct doc *subflow, size_t *nodes,
		size_t *edges);

/* Write the ports as starts and ends; id is that of the subflow. */
bool port_nodes(struct chart *, const struct doc *subflow, const char *id);

void port_edges(struct chart *, const struct doc *subflow, const char *id);

#endif
