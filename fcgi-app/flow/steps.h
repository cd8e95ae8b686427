#ifndef FLOW_STEPS_H
#define FLOW_STEPS_H

/* Steps: a graph as a table of steps, for those who read rather than look. */

struct arena;
struct draw_options;
struct graph;
struct json;

/*
 * An array in the order of the flow: number (as in draw_graph), order, id,
 * title, kind, text, note (true for notes and frames), state and word of a run,
 * next: [{number, title, label}]. Options as for draw_graph.
 */
struct json *steps_of(struct arena *, const struct graph *,
		     const struct draw_options *);

#endif
