#ifndef APP_PAGES_RUN_FLOW_H
#define APP_PAGES_RUN_FLOW_H

/*
 * Run flow: a run drawn along the graph of its workflow, or the flowchart of its
 * agent, with the path it took.
 */

#include <stdbool.h>

#include "http/request.h"

struct json;
struct rows;
struct unit;

/* Add the two statements whose rows the functions below take. Always true. */
bool run_flow_add(struct unit *, const char *execution);

/*
 * Draw, then reply with rows, both aside; false where there is nothing to draw: no
 * graph, or no step.
 */
bool run_flow_begin(struct request *, const struct rows *rows,
		    const struct rows *flow, const struct rows *steps,
		    struct response *, reply_fn *);

/*
 * Set "flow", see partials/run-flow; null where none of its nodes is a step of the
 * run, and, with "flow_fault", where it cannot be drawn.
 */
void run_flow_show(const struct request *, struct json *data);

#endif
