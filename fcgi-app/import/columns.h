#ifndef IMPORT_COLUMNS_H
#define IMPORT_COLUMNS_H

/*
 * Columns: a flow as the JSON objects that api.import_agent, api.import_flowchart
 * and api.import_workflow take: a member for each column.
 */

#include <stdbool.h>

struct arena;
struct error;
struct import_flow;

/* Longer ids of a source are refused. */
#define COLUMNS_OLD_ID_MAX 1024

/*
 * The database keeps numbers as decimal digits, so one that is written with a
 * large exponent would fill it. False, and why the flow cannot be kept.
 */
bool columns_fit(const struct import_flow *, struct error *);

const char *columns_of_agent(struct arena *, const struct import_flow *);
const char *columns_of_flowchart(struct arena *, const struct import_flow *);

/*
 * Workflows of a builder keep its nodes and edges, which its clients read; those
 * of other formats have nodes and connections as in docs/FLOW_FORMAT.md.
 */
const char *columns_of_workflow(struct arena *, const struct import_flow *);

#endif
