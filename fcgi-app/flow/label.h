#ifndef FLOW_LABEL_H
#define FLOW_LABEL_H

/*
 * Label: the words at edges, placed beside their line where they cover neither
 * a card nor each other, near to where the edge leaves.
 */

struct arena;
struct graph;
struct layout;
struct track;

struct label {
	const char *text;	/* cut to fit; NULL: the edge has none */
	double x, y;		/* where the text begins, on its base line */
};

/* By edge. words is by edge too and may be NULL or hold NULL: the own label. */
struct label *label_edges(struct arena *, const struct graph *,
			  const struct layout *, const struct track *,
			  const char *const *words);

#endif
