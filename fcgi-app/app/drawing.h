#ifndef APP_DRAWING_H
#define APP_DRAWING_H

/*
 * Drawing: a stored flow as a picture, a table of steps and what is wrong with it.
 * It is made in a side thread, because to arrange a large graph takes long.
 */

#include <stdbool.h>

#include "flow/draw.h"
#include "http/request.h"

struct check;
struct graph;
struct json;
struct rows;

struct drawing {
	struct draw_options options;	/* to be set; id and icons are */
	const struct graph *graph;	/* NULL: it cannot be drawn */
	struct json *picture;		/* as of draw_graph */
	struct json *steps;		/* as of steps_of */
	const struct check *check;
	const struct rows *rows;	/* of the first half, for the second */
	struct json_slice document;
	struct error error;		/* why it cannot be drawn */
	struct arena *arena;		/* of all that the thread makes */
	struct dot *dot;
};

/* Columns of a row that are a graph; where a name is NULL or the column is
 * null, it has none. */
struct drawing_columns {
	const char *name, *description;
	const char *nodes;
	const char *edges;
	const char *edges_member;	/* "connections" or "edges" */
	const char *metadata;
};

/* The graph of a row as graph_read takes it. */
struct json_slice drawing_document(struct arena *, const struct rows *,
				   const struct drawing_columns *);

/* Of the first of rows, which the second half gets back; NULL and
 * ERROR_UNAVAILABLE without memory. */
struct drawing *drawing_new(struct request *, const struct rows *rows,
			    const struct rows *of,
			    const struct drawing_columns *);

/*
 * The end of a first half: draw, then reply, which finds it with drawing_of.
 * Always true.
 */
bool drawing_begin(struct request *, struct drawing *, reply_fn *);
struct drawing *drawing_of(const struct request *);

#endif
