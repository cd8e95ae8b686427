#ifndef FLOW_SIZE_H
#define FLOW_SIZE_H

/* Size: how large the nodes of a graph are drawn, and how text sits in them. */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct graph;
struct graph_node;

#define SIZE_TITLE 13.4		/* titles: 12 pixels semi-bold are as wide */
#define SIZE_SMALL 11.0		/* what stands below, labels, notes */
#define SIZE_LINE 15.0		/* from line to line in a note */
#define SIZE_CARD_HEIGHT 42.0
#define SIZE_PILL_HEIGHT 28.0
#define SIZE_INDENT 33.0	/* from the left edge of a card to its text */
#define SIZE_PAD 10.0		/* from text to an edge */
#define SIZE_HEAD 26.0		/* the title of a frame */

struct size {
	double width, height;
};

/* One width for all cards, wide enough for most titles. */
double size_card_width(struct arena *, const struct graph *);

/* A plain start or end, drawn as a pill with its title alone. */
bool size_is_pill(const struct graph_node *);

/* A card or a pill. */
struct size size_of_node(const struct graph_node *, double card_width);

/* A note that nobody gave a size. */
struct size size_of_note(struct arena *, const struct graph_node *);

/* How high a note of a width must be for its text, up to a dozen lines. */
double size_note_height(struct arena *, const struct graph_node *,
			double width);

/* The text of a note: what it says, or its title. Never NULL. */
const char *size_note_text(const struct graph_node *);

#endif
