#ifndef TEST_FLOW_PAPER_H
#define TEST_FLOW_PAPER_H

/* Paper: what tests of flows share: a graph from text with ' for ", an arena. */

#include "json/scan.h"

struct arena;
struct graph;

/* For cmocka: the state is an arena. */
int paper_set_up(void **state);
int paper_tear_down(void **state);

/* Scanned JSON; the test fails if it is none. Quotes may be apostrophes. */
struct json_slice paper_slice(struct arena *, const char *text);

/* A graph that must be readable. */
struct graph *paper_graph(struct arena *, const char *text);

/* The message of a document that must be refused. */
const char *paper_refusal(struct arena *, const char *text);

/* A chain of count nodes n0 … without positions, with further connections. */
struct graph *paper_chain(struct arena *, int count, const char *more);

#endif
